/*
 * Copyright 2026 The CSP Costs Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import type { Connectors } from '../connectors/createConnectors';
import { stays, type OthersConnectors } from './othersConnectors';
import type { RecentNote, StepContext } from './StepContext';
import { removeNoted } from './steps/removeNoted';
import { removeNotedHere } from './steps/removeNotedHere';

/**
 * Removes one object that a run noted, wherever it is. What is not there is a
 * success. What connectors of others use by now stays.
 *
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeMade(
  context: StepContext,
  connectors: Connectors,
  noted: RecentNote,
  others: OthersConnectors,
): Promise<void> {
  const { object, details, notedAt } = noted;
  const { clientId = '', connectorId } = details;
  const isWhole = object === 'connector' || object === 'service-principal';
  const users = others.titlesOf(
    // A credential is of one connector, and nobody else's.
    connectorId ? { connectorId } : { clientId },
    isWhole ? undefined : notedAt,
  );
  if (users.length > 0) {
    context.effects.push(stays(noted, users));
    return;
  }
  switch (object) {
    case 'credential':
    case 'billing-role':
    case 'connector':
      await removeNotedHere(context, connectors, { ...noted, object }, others);
      break;
    default:
      await removeNoted(context, { ...noted, object }, others);
  }
}

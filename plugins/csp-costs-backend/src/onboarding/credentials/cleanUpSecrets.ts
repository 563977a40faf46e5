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

import { isRightMissing } from '../../errors';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { CredentialWork } from './CredentialWork';
import { removeLostSecrets } from './removeLostSecrets';
import { secretNote } from './secretNote';

/**
 * Removes client secrets that runs have made and that nobody has, where there
 * may be any. Who may not do so is told so: the connector has a credential
 * that works.
 *
 * @param options - `isSure` says that there are some, whatever was noted.
 * @throws MicrosoftError when Microsoft refuses otherwise.
 */
export async function cleanUpSecrets(
  work: Omit<CredentialWork, 'application' | 'inUse'>,
  { isSure = false }: { isSure?: boolean } = {},
): Promise<void> {
  const { context, connector } = work;
  const noted = secretNote(context, connector);
  const notes = await context.journal.findOfAnyRun(noted);
  if (!isSure && notes.length === 0) {
    return;
  }
  try {
    await removeLostSecrets(work, notes);
  } catch (error) {
    if (!(error instanceof MicrosoftError) || !isRightMissing(error)) {
      throw error;
    }
    context.effects.push({
      object: 'credential',
      outcome: 'found',
      text: `Client secrets named ${noted.details.name} that nobody has may be left in the app registration: the account that is signed in may not remove them.`,
    });
  }
}

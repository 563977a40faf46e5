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

import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import type { ServicePrincipal } from '../../microsoft/directory/schemas';
import { makeNoted } from '../makeNoted';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';

/**
 * The service principal of an application in the tenant, made if it is
 * missing; undefined in a dry run that would make it.
 *
 * @throws OnboardingProblem when it is there and the directory does not find
 * it yet.
 */
export async function ensureServicePrincipal(
  context: StepContext,
  directory: DirectoryClient,
  application: {
    object: 'service-principal' | 'resource-service-principal';
    clientId: string;
    /** For people. */
    name: string;
  },
): Promise<ServicePrincipal | undefined> {
  const { signal, effects, dryRun } = context;
  const { object, clientId, name } = application;
  const found = await directory.servicePrincipal(clientId, signal);
  if (found) {
    // Those of the APIs are in nearly every tenant.
    if (object === 'service-principal') {
      effects.push({
        object,
        outcome: 'found',
        text: `The service principal of ${name} is ${found.id}.`,
      });
    }
    return found;
  }
  if (dryRun) {
    effects.push({
      object,
      outcome: 'would-create',
      text: `The service principal of ${name} would be created.`,
    });
    return undefined;
  }
  const made = await makeNoted(
    context,
    { object, key: clientId, details: { clientId, name } },
    () => directory.createServicePrincipal(clientId, signal),
    { wasThere: answer => answer === undefined },
  );
  if (made) {
    effects.push({
      object,
      outcome: 'created',
      text: `The service principal ${made.id} of ${name} was created.`,
    });
    return made;
  }
  const there = await directory.servicePrincipal(clientId, signal);
  if (!there) {
    throw new OnboardingProblem('DIRECTORY_LAGS');
  }
  return there;
}

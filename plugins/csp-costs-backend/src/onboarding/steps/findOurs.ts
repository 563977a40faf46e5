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
import type { DirectoryApplication } from '../../microsoft/directory/schemas';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import { isOurs } from '../uniqueNameOf';
import { refuseIfShared, type RemovedApplication } from './refuseIfShared';

/**
 * The app registration of an application that is about to lose something;
 * undefined when it is gone already.
 *
 * @remarks Each part that is taken away asks this, so that the first one
 * refuses, and nothing is touched of an application that is to stay.
 * @throws OnboardingProblem when people made it, or other connectors use it.
 */
export async function findOurs(
  { installationId, signal }: StepContext,
  directory: DirectoryClient,
  application: RemovedApplication,
): Promise<DirectoryApplication | undefined> {
  refuseIfShared(application);
  const { clientId } = application;
  const found = await directory.application({ clientId }, signal);
  if (found && !isOurs(installationId, found.uniqueName)) {
    throw new OnboardingProblem('APPLICATION_NOT_OURS', {
      cause: `The app registration ${found.displayName} was not made by a template of this portal, so it is left as it is.`,
      remedy:
        'Keep the app registration; the form asks for it. Its billing role and its permissions stay then. Take them away yourself where they are not to stay, and remove it in the Entra admin center, under App registrations.',
    });
  }
  return found;
}

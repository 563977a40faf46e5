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

import type { DirectoryApplication } from '../../microsoft/directory/schemas';
import { OnboardingProblem } from '../OnboardingProblem';
import type { CredentialWork } from './CredentialWork';

/**
 * The app registration of a connector, as the directory has it now.
 *
 * @throws OnboardingProblem while the directory does not find it;
 * MicrosoftError when Microsoft refuses.
 */
export async function readApplication({
  context,
  directory,
  connector,
}: Pick<
  CredentialWork,
  'context' | 'directory' | 'connector'
>): Promise<DirectoryApplication> {
  const { clientId } = connector.settings;
  const application = await directory.application({ clientId }, context.signal);
  if (!application) {
    throw new OnboardingProblem('DIRECTORY_LAGS', {
      cause: `The directory does not find the app registration with client id ${clientId}.`,
    });
  }
  return application;
}

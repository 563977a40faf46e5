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
import { MicrosoftError } from '../../microsoft/MicrosoftError';

/**
 * Removes a client secret of an app registration. One that is not there, such
 * as after an answer that was lost, is a success. Gives whether it was there.
 *
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removePassword(
  directory: DirectoryClient,
  { objectId }: DirectoryApplication,
  keyId: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await directory.removePassword(objectId, keyId, signal);
    return true;
  } catch (error) {
    if (
      !(error instanceof MicrosoftError) ||
      !/no password credential found/i.test(error.words ?? '')
    ) {
      throw error;
    }
    return false;
  }
}

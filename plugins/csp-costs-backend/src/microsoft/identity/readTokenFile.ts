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

import { readFile } from 'node:fs/promises';
import { MicrosoftError } from '../MicrosoftError';

/**
 * The token of a workload, which its platform keeps fresh in a file.
 *
 * @throws MicrosoftError with `token_file_unreadable`.
 */
export async function readTokenFile(tokenFile: string): Promise<string> {
  let token: string;
  try {
    token = (await readFile(tokenFile, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unreadable(`${tokenFile}: ${code}`, error);
  }
  if (!token) {
    throw unreadable(`${tokenFile} is empty`);
  }
  return token;
}

/** A credential that no sign-in service has seen yet is no good. */
function unreadable(message: string, cause?: unknown): MicrosoftError {
  return new MicrosoftError(message, {
    kind: 'identity',
    code: 'token_file_unreadable',
    transient: false,
    cause,
  });
}

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

import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { TokenSource } from '../../microsoft/identity/TokenSource';
import type { CheckContext } from './ConnectorCheck';

/** Reads from Partner Center as little as shows whether it may be read. */
export function partnerCenterGet<T>(
  { connector, http, signal }: CheckContext,
  tokens: TokenSource,
  path: string,
  headers?: Record<string, string>,
): Promise<{ body: T; headers: Headers }> {
  const { cloud } = connector;
  return http.jsonWithHeaders<T>({
    service: 'partner-center',
    url: `${cloud.partnerCenterUrl}/v1/${path}`,
    headers,
    token: ({ refresh }) =>
      tokens.get(cloud.resources.partnerCenter, { refresh }),
    signal,
  });
}

/** The refusal with status 403, when it is one; anything else goes on. */
export function forbidden(error: unknown): MicrosoftError {
  if (error instanceof MicrosoftError && error.status === 403) {
    return error;
  }
  throw error;
}

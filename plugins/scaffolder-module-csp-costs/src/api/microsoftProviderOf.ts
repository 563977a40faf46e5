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

import {
  configApiRef,
  microsoftAuthApiRef,
  type ApiHolder,
  type OAuthApi,
} from '@backstage/frontend-plugin-api';

/** Backstage's Microsoft provider, if the host has one. */
export function microsoftProviderOf(apis: ApiHolder): OAuthApi | undefined {
  // The API of it is in every app; whether the backend has it, config tells.
  return apis.get(configApiRef)?.has('auth.providers.microsoft')
    ? apis.get(microsoftAuthApiRef)
    : undefined;
}

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

import type { MicrosoftCloud } from '../microsoft/MicrosoftCloud';

/** Page of the Entra admin center of an app registration: its credentials and permissions, and where it is deleted. */
export function applicationPage(
  { name: cloud }: MicrosoftCloud,
  clientId: string,
): string {
  const portal =
    cloud === 'us-government'
      ? 'https://entra.microsoft.us'
      : 'https://entra.microsoft.com';
  return `${portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${encodeURIComponent(
    clientId,
  )}`;
}

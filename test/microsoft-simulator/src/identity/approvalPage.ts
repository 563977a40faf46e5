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

import { choices, escapeHtml, page, scopeList } from './page';

/** Asks an administrator to approve permissions for everybody. */
export function approvalPage(
  partnerName: string,
  scopes: readonly string[],
  hrefs: { approve: string; decline: string },
): string {
  return page(
    'Permissions requested',
    `<h1>Permissions requested</h1>
<p>The application asks an administrator of <strong>${escapeHtml(
      partnerName,
    )}</strong> to approve, for everybody in the organization:</p>
${scopeList(scopes)}
${choices([
  {
    id: 'approve',
    href: hrefs.approve,
    content: '<strong>Approve</strong>',
  },
  {
    id: 'decline',
    href: hrefs.decline,
    content: '<strong>Decline</strong>',
  },
])}`,
  );
}

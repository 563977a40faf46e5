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

import type { Account } from './accounts';
import { choices, escapeHtml, page } from './page';

/** Asks for the code that another device shows. */
export function codeEntryPage(action: string): string {
  return page(
    'Enter code',
    `<h1>Enter code</h1>
<form method="get" action="${escapeHtml(action)}">
<p><label for="otc">Enter the code displayed on your app or device</label></p>
<p><input id="otc" name="otc" autocomplete="off" required></p>
<p><button id="next">Next</button></p>
</form>`,
  );
}

/** Asks whether it is really this application that the person signs in to. */
export function confirmationPage(
  applicationName: string,
  account: Account,
  hrefs: { confirm: string; cancel: string },
): string {
  return page(
    'Confirm the sign-in',
    `<h1>Are you trying to sign in to ${escapeHtml(applicationName)}?</h1>
<p>as <strong>${escapeHtml(
      account.username,
    )}</strong>. Only continue if the code comes from something that you trust.</p>
${choices([
  {
    id: 'continue',
    href: hrefs.confirm,
    content: '<strong>Continue</strong>',
  },
  { id: 'cancel', href: hrefs.cancel, content: '<strong>Cancel</strong>' },
])}`,
  );
}

/** Says that the device goes on, or does not. */
export function codeOutcomePage(signedIn: boolean): string {
  return signedIn
    ? page(
        'Signed in',
        '<h1>You have signed in</h1><p>You may now close this window.</p>',
      )
    : page(
        'Not signed in',
        '<h1>You have not signed in</h1><p>You have cancelled the sign-in. You may now close this window.</p>',
      );
}

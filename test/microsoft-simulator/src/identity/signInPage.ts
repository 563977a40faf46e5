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
import { choices, escapeHtml, page, scopeList } from './page';

/** Lists the accounts; each link finishes the sign-in in its own way, or leads on. */
export function signInPage(
  destination: string,
  asked: ReadonlyArray<{ scope: string; isNew: boolean }>,
  accounts: ReadonlyArray<{ account: Account; href: string }>,
): string {
  const part = (title: string, isNew: boolean) => {
    const scopes = asked.filter(one => one.isNew === isNew);
    return scopes.length === 0
      ? ''
      : `<h2>${title}</h2>${scopeList(scopes.map(one => one.scope))}`;
  };
  const links = accounts.map(({ account, href }) => ({
    id: account.key,
    href,
    content: `<strong>${escapeHtml(account.name)}</strong> &lt;${escapeHtml(
      account.username,
    )}&gt;<small>${escapeHtml(account.key)}: ${escapeHtml(
      account.description,
    )}</small>`,
  }));
  return page(
    'Pick an account',
    `<h1>Pick an account</h1>
<p>to continue to <strong>${escapeHtml(destination)}</strong>.</p>
${part('Picking one accepts', true)}
${part('Accepted before', false)}
${choices(links)}`,
  );
}

/** The page for errors that Entra does not send back to the application. */
export function errorPage(description: string): string {
  return page(
    'Sign in error',
    `<h1>Sorry, but we’re having trouble signing you in.</h1><p>${escapeHtml(
      description,
    )}</p>`,
  );
}

/** The page that posts an answer to the application (`response_mode=form_post`). */
export function formPostPage(
  action: string,
  values: Record<string, string>,
): string {
  const fields = Object.entries(values)
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(
          value,
        )}">`,
    )
    .join('');
  return page(
    'Working…',
    `<form method="post" action="${escapeHtml(
      action,
    )}">${fields}<button>Continue</button></form>
<script>document.forms[0].submit()</script>`,
  );
}

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

/** Makes text safe inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: Canvas; color: CanvasText; }
  main { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; }
  ul { list-style: none; padding: 0; }
  li a { display: block; padding: .75rem 1rem; margin: .5rem 0; border: 1px solid GrayText; border-radius: 6px; color: inherit; text-decoration: none; }
  li a:hover, li a:focus { outline: 2px solid Highlight; }
  small { display: block; color: GrayText; }
  code { overflow-wrap: anywhere; }
</style>
</head>
<body><main>${body}</main></body>
</html>
`;
}

/** The page that lists the accounts; each link finishes the sign-in in its own way. */
export function signInPage(
  partnerName: string,
  scopes: string,
  accounts: Array<{ account: Account; href: string }>,
): string {
  const items = accounts
    .map(
      ({ account, href }) =>
        `<li><a id="${escapeHtml(account.key)}" href="${escapeHtml(
          href,
        )}"><strong>${escapeHtml(account.name)}</strong> &lt;${escapeHtml(
          account.username,
        )}&gt;<small>${escapeHtml(account.description)}</small></a></li>`,
    )
    .join('\n');
  return page(
    'Pick an account',
    `<h1>Pick an account</h1>
<p>Simulated Microsoft sign-in of <strong>${escapeHtml(
      partnerName,
    )}</strong>. The application asks for:</p>
<p><code>${escapeHtml(scopes)}</code></p>
<ul>${items}</ul>`,
  );
}

/** The page on which an administrator approves permissions for everybody. */
export function approvalPage(
  partnerName: string,
  scopes: string,
  hrefs: { approve: string; decline: string },
): string {
  return page(
    'Permissions requested',
    `<h1>Permissions requested</h1>
<p>Simulated Microsoft sign-in of <strong>${escapeHtml(
      partnerName,
    )}</strong>. Approve for everybody in the organization:</p>
<p><code>${escapeHtml(scopes)}</code></p>
<ul><li><a id="approve" href="${escapeHtml(hrefs.approve)}">Approve</a></li>
<li><a id="decline" href="${escapeHtml(hrefs.decline)}">Decline</a></li></ul>`,
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

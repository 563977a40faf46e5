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

import { createHash } from 'node:crypto';
import type { ConsentEnd } from '../connectors/consent/ConsentFlow';

/** A page for a person who has nothing of the portal but a browser. */
export interface ConsentPage {
  html: string;
  /**
   * Its Content-Security-Policy: no script and no style but its own, and forms
   * only to here. Browsers hold redirects after a form to the same rule, so
   * Microsoft's sign-in is allowed too.
   */
  policy(loginOrigins: readonly string[]): string;
}

const STYLE = `
:root{color-scheme:light dark;--back:#f4f5f7;--card:#fff;--text:#1f2328;--quiet:#57606a;--line:#d0d7de;--accent:#1a56c4;--on:#fff;--good:#1a7f37;--bad:#b3261e;--note:#f0f4fb}
@media (prefers-color-scheme:dark){:root{--back:#121417;--card:#1c1f24;--text:#e6e8eb;--quiet:#a3abb5;--line:#363b43;--accent:#8ab4f8;--on:#10213f;--good:#6fdd8b;--bad:#ff9b93;--note:#232a36}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:36rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:clamp(1.25rem,5vw,2.25rem)}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem;overflow-wrap:anywhere}
h2{font-size:1rem;margin:1.5rem 0 .25rem}
p,ul{margin:.25rem 0 .75rem}
ul{padding-left:1.25rem}
li{margin:.35rem 0}
.quiet{color:var(--quiet);font-size:.9rem}
.mark{font-weight:600;margin:0 0 .25rem}
.good{color:var(--good)}.bad{color:var(--bad)}
.note{background:var(--note);border-radius:.5rem;padding:.75rem 1rem;overflow-wrap:anywhere}
button{font:inherit;font-weight:600;border:0;border-radius:.5rem;padding:.7rem 1.4rem;background:var(--accent);color:var(--on);cursor:pointer}
button:focus-visible{outline:3px solid var(--text);outline-offset:2px}
dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:.15rem .75rem}dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
`;

function page(options: {
  title: string;
  body: string;
  script?: string;
}): ConsentPage {
  const { title, body, script } = options;
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>${script ? `\n<script>${script}</script>` : ''}
</body>
</html>
`,
    policy: loginOrigins =>
      [
        `default-src 'none'`,
        `style-src ${sourceOf(STYLE)}`,
        `script-src ${script ? sourceOf(script) : `'none'`}`,
        `form-action 'self' ${loginOrigins.join(' ')}`,
        `frame-ancestors 'none'`,
        `base-uri 'none'`,
      ].join('; '),
  };
}

function sourceOf(inline: string): string {
  return `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
}

const OPEN_LINK = `
const form=document.querySelector('form');
const token=location.hash.slice(1);
history.replaceState(null,'',location.pathname);
if(token){form.elements.token.value=token;form.submit()}
else{document.querySelector('h1').textContent='This link is not whole';document.querySelector('p').textContent='Copy it again with everything behind the #, or ask for a new one.'}
`;

/** What a consent link opens: reads the part behind `#`, which no server sees. */
export function openLinkPage(): ConsentPage {
  return page({
    title: 'Microsoft sign-in',
    body: `<h1>One moment</h1>
<p>The link is being opened.</p>
<noscript><p>This page needs JavaScript to read the link.</p></noscript>
<form method="post" action="link"><input type="hidden" name="token"></form>`,
    script: OPEN_LINK,
  });
}

/** Says what a consent link is for, and which account to use. */
export function linkPage(options: {
  connectorTitle: string;
  token: string;
}): ConsentPage {
  const { connectorTitle, token } = options;
  return page({
    title: `Connect ${connectorTitle}`,
    body: `<h1>Connect ${escape(connectorTitle)}</h1>
<p>You were asked to let a cost portal read the billing data of your Microsoft partner tenant. It reads, and changes nothing.</p>
<h2>Which account to use</h2>
<ul>
<li>A <strong>service account of the partner tenant</strong>, made for this. The access ends with the account, so not that of a person who may leave.</li>
<li>Its roles in Partner Center: <strong>Billing admin and Sales agent</strong>, or <strong>Global admin and Admin agent</strong>. Global admin with Sales agent is not enough.</li>
<li>It signs in with <strong>multifactor authentication</strong>; Microsoft refuses the data otherwise.</li>
<li>Its roles are <strong>permanent</strong>. Roles that Privileged Identity Management gives for some hours end, and the access with them.</li>
</ul>
<p>Open this page in a <strong>private window</strong> if this browser is signed in to Microsoft with another account.</p>
<form method="post" action="start"><input type="hidden" name="token" value="${escape(
      token,
    )}"><p><button type="submit">Start</button></p></form>
<p class="quiet">Microsoft asks you to sign in, shows the permissions, and brings you back here. There are 15 minutes for it.</p>`,
  });
}

/** Sends Microsoft's answer on from this site, so that the browser adds its cookie. */
export function forwardPage(fields: Record<string, string>): ConsentPage {
  return page({
    title: 'Microsoft sign-in',
    body: `<h1>Almost there</h1>
<p>The sign-in is being checked. This takes some seconds.</p>
<form method="post" action="finish">${Object.entries(fields)
      .map(
        ([name, value]) =>
          `<input type="hidden" name="${name}" value="${escape(value)}">`,
      )
      .join(
        '',
      )}<noscript><p><button type="submit">Go on</button></p></noscript></form>`,
    script: `document.querySelector('form').submit()`,
  });
}

/** How a sign-in ended. */
export function resultPage(end: ConsentEnd): ConsentPage {
  if (end.status === 'given') {
    return page({
      title: `${end.connectorTitle} is connected`,
      body: `<p class="mark good">Done</p>
<h1>${escape(end.connectorTitle)} is connected</h1>
<p>${
        end.account
          ? `<strong>${escape(end.account)}</strong> has consented. `
          : ''
      }The sign-in was tried and works. You can close this window.</p>`,
      script:
        end.kind === 'popup'
          ? `if(window.opener)setTimeout(()=>window.close(),2500)`
          : undefined,
    });
  }
  const { problem } = end;
  return page({
    title: 'The sign-in did not work',
    body: `<p class="mark bad">Not connected</p>
<h1>${escape(problem?.cause ?? 'The sign-in did not work')}</h1>
<p>${escape(problem?.remedy ?? 'Start it again.')}</p>
<p>${
      end.kind === 'link'
        ? 'Then open the link again; it is still good.'
        : 'Then sign in again from the portal. What was connected before stays as it was.'
    }</p>
${
  problem?.microsoft
    ? `<div class="note"><dl>${[
        ['Microsoft says', problem.microsoft.message],
        ['Code', problem.microsoft.code],
        ['Request id', problem.microsoft.requestId],
      ]
        .filter(([, value]) => value)
        .map(
          ([label, value]) =>
            `<dt>${label}</dt><dd>${escape(String(value))}</dd>`,
        )
        .join('')}</dl></div>`
    : ''
}`,
  });
}

/** Says one thing. */
export function messagePage(options: {
  title: string;
  text: string;
}): ConsentPage {
  return page({
    title: options.title,
    body: `<h1>${escape(options.title)}</h1>\n<p>${escape(options.text)}</p>`,
  });
}

function escape(value: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return value.replace(/[&<>"']/g, character => entities[character]!);
}

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

/** Makes text safe inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A page of the simulated sign-in; `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · Simulated Microsoft sign-in</title>
<style>
  :root { color-scheme: light dark; --line: light-dark(#d2d0ce, #484644); --soft: light-dark(#605e5c, #b3b0ad);
    --paper: light-dark(#fff, #1f1f1f); --ground: light-dark(#f3f2f1, #111); --accent: light-dark(#0f5ea8, #6cb8f6); }
  * { box-sizing: border-box; }
  body { font: 16px/1.5 "Segoe UI", system-ui, sans-serif; margin: 0; background: var(--ground); color: light-dark(#201f1e, #f3f2f1); }
  main { max-width: 30rem; margin: 0 auto; padding: 2rem 1.75rem; background: var(--paper); box-shadow: 0 2px 8px #0003; }
  @media (min-width: 34rem) { main { margin: 4rem auto; border-radius: 4px; } }
  header { color: var(--soft); font-size: .9rem; border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
  h1 { font-size: 1.5rem; font-weight: 600; margin: 1.25rem 0 .5rem; }
  h2 { font-size: 1rem; font-weight: 600; margin: 1rem 0 .25rem; }
  ul { padding-left: 1.25rem; margin: .25rem 0 1rem; }
  ul.choices { list-style: none; padding: 0; margin-top: 1.25rem; }
  .choices a { display: block; padding: .75rem; border-top: 1px solid var(--line); color: inherit; text-decoration: none; }
  .choices a:hover { background: var(--ground); }
  .choices a:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
  .choices strong { color: var(--accent); }
  small { display: block; color: var(--soft); }
  code { font-size: .9em; overflow-wrap: anywhere; }
</style>
</head>
<body><main><header>Simulated Microsoft sign-in: nothing here is Microsoft’s</header>
${body}</main></body>
</html>
`;
}

/** A list of links, of which one is to be chosen; `content` is HTML. */
export function choices(
  links: Array<{ id: string; href: string; content: string }>,
): string {
  const items = links.map(
    ({ id, href, content }) =>
      `<li><a id="${escapeHtml(id)}" href="${escapeHtml(
        href,
      )}">${content}</a></li>`,
  );
  return `<ul class="choices">${items.join('\n')}</ul>`;
}

/** A list of permissions. */
export function scopeList(scopes: readonly string[]): string {
  return `<ul>${scopes
    .map(scope => `<li><code>${escapeHtml(scope)}</code></li>`)
    .join('\n')}</ul>`;
}

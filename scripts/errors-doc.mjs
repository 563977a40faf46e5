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

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import prettier from 'prettier';
import { say } from './output.mjs';
import { root } from './paths.mjs';

const require = createRequire(import.meta.url);
const target = join(root, 'docs', 'errors.md');
const table = 'plugins/csp-costs-backend/src/errors/errorTable.ts';

const RETRY = {
  'by itself': 'It is tried again by itself.',
  'with the next run': 'It is asked for again with the next run.',
  'after the remedy': 'It works again after the remedy, not before.',
};

const KINDS = {
  identity: 'any other refusal of the sign-in service',
  http: 'any other answer',
  operation: 'an export that Microsoft reports as failed',
  signature: 'a download that is refused',
  network: 'no answer, or one that breaks off',
  content: 'an answer that is not what it should be',
  origin: 'an address that is not pinned',
};

/** How Microsoft shows it, in words. */
function describeSign({ kind, statuses, codes, words, transient }) {
  const status = statuses?.join(', ');
  if (words) {
    const parts = words.map(part => `"${part}"`).join(' and ');
    return `${status ?? 'an answer'} that says ${parts}`;
  }
  if (codes) {
    const list = codes.map(code => `\`${code}\``).join(', ');
    return kind === 'identity' || !status ? list : `${status} with ${list}`;
  }
  if (status) {
    return `any other ${status}`;
  }
  return transient === undefined ? KINDS[kind] : `${KINDS[kind]} that may pass`;
}

function describeRow({ code, signs, cause, remedy, retry }) {
  return [
    `### ${code}`,
    '',
    cause,
    '',
    ...(signs.length > 0
      ? [`- **Shows as**: ${signs.map(describeSign).join('; ')}`]
      : []),
    `- **What to do**: ${remedy}`,
    `- **Again**: ${RETRY[retry]}`,
    '',
  ].join('\n');
}

/** The documentation of every failure, made from the table that the product uses. */
function render() {
  require('@backstage/cli/config/nodeTransform.cjs');
  const { ERROR_GROUPS } = require(join(root, table));
  const text = [
    '# Errors',
    '',
    '<!-- Made from the table in the backend by `node scripts/errors-doc.mjs`. -->',
    '',
    "Every failure has a code of ours that stays the same, a cause and a remedy. The doctor and the run history show them, with Microsoft's own words and the request id below. A code of Microsoft's that is not listed is shown with what it is about and where to look it up: codes of the sign-in service at https://login.microsoftonline.com/error.",
    '',
    ...ERROR_GROUPS.flatMap(({ title, rows }) => [
      `## ${title}`,
      '',
      ...rows.map(describeRow),
    ]),
  ].join('\n');
  return prettier.format(text, {
    ...require('@backstage/cli/config/prettier'),
    parser: 'markdown',
  });
}

/** What is there now; nothing when it was never made. */
function current() {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return '';
  }
}

const text = render();
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
  say(`Wrote ${relative(root, target)}.`);
} else if (current() !== text) {
  say(
    `${relative(root, target)} is out of date: run node scripts/errors-doc.mjs`,
  );
  process.exitCode = 1;
}

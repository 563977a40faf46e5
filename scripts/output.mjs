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

import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './paths.mjs';

/** A failure that is the reader's to solve: shown without a stack. */
export class LauncherError extends Error {}

/** Prints one plain line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Says what is going on, does it, and says how long it took. */
export async function step(title, action) {
  const startedAt = Date.now();
  say(`${title} …`);
  const result = await action();
  say(`  done in ${seconds(startedAt)}`);
  return result;
}

/** Seconds since a time in milliseconds, such as `12.3 s`. */
export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** The last lines of a log file, to show when something failed. */
export function tail(logFile, lines = 30) {
  if (!existsSync(logFile)) {
    return '';
  }
  const text = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  return [
    `--- the end of ${relative(root, logFile)} ---`,
    ...text.slice(-lines),
    '---',
  ].join('\n');
}

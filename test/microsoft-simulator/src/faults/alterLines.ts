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

import type { Fault } from './Fault';

/** Faults that change what the lines of a blob say. */
export const LINE_FAULTS = [
  'bad-line',
  'rename-column',
  'set-value',
  'numbers-as-text',
  'byte-order-mark',
  'bad-utf8',
] as const;

/** A fault that changes what the lines of a blob say. */
export type LineFault = Extract<Fault, { kind: (typeof LINE_FAULTS)[number] }>;

const CUT_OFF = '{"PartnerId":"cut off';

/** A JSON value that is neither an object nor an array. */
const VALUE = String.raw`("(?:[^"\\]|\\.)*"|[^",{}\[\]]+)`;

/**
 * Changes the lines of a blob.
 *
 * @param chunks - Whole lines each.
 */
export function* alterLines(
  chunks: Iterable<string>,
  faults: readonly LineFault[],
): Generator<Buffer> {
  let line = 0;
  if (faults.some(({ kind }) => kind === 'byte-order-mark')) {
    yield Buffer.from('\uFEFF');
  }
  for (const chunk of chunks) {
    for (const text of chunk.split(/(?<=\n)/)) {
      yield* alter(text, line++, faults);
    }
  }
  for (const fault of faults) {
    if (fault.kind === 'bad-line' && (fault.line ?? 1) >= line) {
      yield Buffer.from(`${fault.text ?? CUT_OFF}\n`);
    }
  }
}

function* alter(
  original: string,
  line: number,
  faults: readonly LineFault[],
): Generator<Buffer> {
  let text = original;
  let isBadUtf8 = false;
  for (const fault of faults) {
    switch (fault.kind) {
      case 'bad-line':
        if (line === (fault.line ?? 1)) {
          yield Buffer.from(`${fault.text ?? CUT_OFF}\n`);
        }
        break;
      case 'rename-column':
        text = text.replace(`"${fault.column}":`, `"${fault.to}":`);
        break;
      case 'set-value':
        if (line === (fault.line ?? line)) {
          text = text.replace(
            new RegExp(`"${fault.column}":${VALUE}`),
            () => `"${fault.column}":${fault.json}`,
          );
        }
        break;
      case 'numbers-as-text':
        text = text.replace(
          // Not within a text that is JSON itself.
          /(?<!\\)":(-?\d[\d.eE+-]*)(?=[,}])/g,
          '":"$1"',
        );
        break;
      case 'bad-utf8':
        isBadUtf8 ||= line === (fault.line ?? 1);
        break;
      default:
    }
  }
  const bytes = Buffer.from(text);
  if (isBadUtf8) {
    // Within the first name, which nothing else depends on.
    bytes[2] = 0xff;
  }
  yield bytes;
}

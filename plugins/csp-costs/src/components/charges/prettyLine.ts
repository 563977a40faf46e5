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

/**
 * A line of JSON, one field a row. Its text is not read as JSON: numbers would
 * lose digits.
 */
export function prettyLine(line: string): string {
  let isText = false;
  let depth = 0;
  let pretty = '';
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (isText) {
      pretty += character;
      if (character === '\\') {
        index += 1;
        pretty += line.charAt(index);
      } else if (character === '"') {
        isText = false;
      }
      continue;
    }
    switch (character) {
      case '"':
        isText = true;
        pretty += character;
        break;
      case '{':
      case '[':
        depth += 1;
        pretty += `${character}\n${'  '.repeat(depth)}`;
        break;
      case '}':
      case ']':
        depth -= 1;
        pretty += `\n${'  '.repeat(Math.max(0, depth))}${character}`;
        break;
      case ',':
        pretty += `,\n${'  '.repeat(Math.max(0, depth))}`;
        break;
      case ':':
        pretty += ': ';
        break;
      default:
        pretty += /\s/.test(character) ? '' : character;
    }
  }
  return pretty;
}

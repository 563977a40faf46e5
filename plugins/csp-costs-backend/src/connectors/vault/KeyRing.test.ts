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

import { inspect } from 'node:util';
import { KeyRing } from './KeyRing';

const OLD = { id: 'old', key: Buffer.alloc(32, 'old').toString('base64') };
const NEW = { id: 'new', key: Buffer.alloc(32, 'new').toString('hex') };
const PLACE = 'csp-costs|main|app|1';

/** What a function throws. */
function failure(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

describe('the key ring', () => {
  it('opens what it has sealed, and seals nothing twice the same', () => {
    const ring = KeyRing.create([OLD]);
    const first = ring.seal('ünïcode secret', PLACE);
    const second = ring.seal('ünïcode secret', PLACE);
    expect(first.keyId).toBe('old');
    expect(first.sealed).not.toBe(second.sealed);
    expect(ring.open(first, PLACE)).toBe('ünïcode secret');
    expect(ring.open(second, PLACE)).toBe('ünïcode secret');
    expect(ring.open(ring.seal('', PLACE), PLACE)).toBe('');
  });

  it('seals with the first key and opens with all', () => {
    const before = KeyRing.create([OLD]).seal('secret', PLACE);
    const both = KeyRing.create([NEW, OLD]);
    expect(both.open(before, PLACE)).toBe('secret');
    expect(both.seal('secret', PLACE).keyId).toBe('new');
    expect(
      failure(() => KeyRing.create([NEW]).open(before, PLACE)),
    ).toMatchObject({
      code: 'KEY_MISSING',
      message: expect.stringContaining('"old"'),
    });
    expect(failure(() => KeyRing.create([]).seal('', PLACE))).toMatchObject({
      code: 'NOT_CONFIGURED',
    });
  });

  it('opens nothing that was changed or moved', () => {
    const ring = KeyRing.create([OLD, NEW]);
    const { keyId, sealed } = ring.seal('secret', PLACE);
    const [format, wrapped, body] = sealed.split('.') as [
      string,
      string,
      string,
    ];
    const other = ring.seal('other', PLACE).sealed.split('.');
    /** Every text that differs from a part by one bit of one byte. */
    const bent = (part: string) => {
      const bytes = Buffer.from(part, 'base64url');
      return [...bytes.keys()].map(index => {
        const copy = Buffer.from(bytes);
        copy[index]! ^= 1;
        return copy.toString('base64url');
      });
    };
    const tampered = [
      ...bent(wrapped).map(part => `${format}.${part}.${body}`),
      ...bent(body).map(part => `${format}.${wrapped}.${part}`),
      `${format}.${other[1]}.${body}`,
      `${format}.${wrapped}.${other[2]}`,
      `v2.${wrapped}.${body}`,
      `${sealed}.${body}`,
      `${format}.${wrapped}.`,
      `${format}.${wrapped}.AAAA`,
      '',
    ];
    expect(tampered.length).toBeGreaterThan(90);
    for (const text of tampered) {
      expect(
        failure(() => ring.open({ keyId, sealed: text }, PLACE)),
      ).toMatchObject({
        code: 'DAMAGED',
      });
    }
    for (const place of [
      'csp-costs|other|app|1',
      'csp-costs|main|delegated|1',
      'csp-costs|main|app|2',
    ]) {
      expect(failure(() => ring.open({ keyId, sealed }, place))).toMatchObject({
        code: 'DAMAGED',
      });
    }
    expect(
      failure(() => ring.open({ keyId: 'new', sealed }, PLACE)),
    ).toMatchObject({ code: 'DAMAGED' });
  });

  it.each([
    [
      'too short',
      'c2hvcnQtbWFya2Vy',
      /keys\[1\]\.key.*openssl rand -base64 32/,
    ],
    [
      'not base64',
      'marker+passphrase with spaces, 44 letters…',
      /keys\[1\]\.key/,
    ],
    ['hex of 31 bytes', 'ab'.repeat(31), /keys\[1\]\.key/],
    ['empty', '', /keys\[1\]\.key/],
  ])('refuses a key that is %s, and does not repeat it', (_, key, message) => {
    const error = failure(() => KeyRing.create([OLD, { id: 'bad', key }]));
    expect(error).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    });
    expect(key && inspect(error).includes(key)).toBeFalsy();
  });

  it('refuses ids that are taken or cannot be written', () => {
    expect(failure(() => KeyRing.create([OLD, OLD]))).toMatchObject({
      message: expect.stringMatching(/keys\[1\]\.id "old" is there twice/),
    });
    expect(
      failure(() => KeyRing.create([{ ...OLD, id: 'store:key-vault' }])),
    ).toMatchObject({ message: expect.stringMatching(/keys\[0\]\.id/) });
  });

  it('shows no key when it is printed', () => {
    const printed = inspect(KeyRing.create([OLD]), {
      depth: 10,
      showHidden: true,
    });
    expect(printed).not.toContain(OLD.key);
  });
});

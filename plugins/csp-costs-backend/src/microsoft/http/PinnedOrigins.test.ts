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

import { MicrosoftError } from '../MicrosoftError';
import { PinnedOrigins } from './PinnedOrigins';

const origins = new PinnedOrigins({
  apis: ['https://graph.microsoft.com', 'http://127.0.0.1:7100'],
  downloads: ['https://*.blob.core.windows.net'],
});

describe('PinnedOrigins', () => {
  it.each([
    'https://graph.microsoft.com/v1.0/reports',
    'https://adls1.blob.core.windows.net/folder/part?sig=x',
    'http://127.0.0.1:7100/v1/customers',
  ])('lets %s pass', address => {
    expect(origins.check(address).href).toBe(address);
  });

  it.each([
    'http://graph.microsoft.com/v1.0',
    'https://graph.microsoft.com.evil.example/',
    'https://graph.microsoft.com:8443/',
    'https://graph.microsoft.com@evil.example/',
    'https://user:secret@graph.microsoft.com/',
    'https://blob.core.windows.net/',
    'https://evilblob.core.windows.net.example/',
    'https://x.blob.core.windows.net:444/',
    'http://x.blob.core.windows.net/',
    'http://127.0.0.1:7101/',
    '//evil.example/path',
    'not a url',
    'file:///etc/passwd',
  ])('refuses %s', address => {
    expect(() => origins.check(address)).toThrow(MicrosoftError);
  });

  it('lets no token go to a storage account', () => {
    const forged = 'https://evil.blob.core.windows.net/x';
    expect(() => origins.check(forged, { withToken: true })).toThrow(
      /not an origin/,
    );
    expect(
      origins.check('https://graph.microsoft.com/x', { withToken: true }).host,
    ).toBe('graph.microsoft.com');
  });

  it('accepts plain http for this machine only, and nothing but origins', () => {
    expect(
      () =>
        new PinnedOrigins({ apis: ['http://login.example'], downloads: [] }),
    ).toThrow(/https/);
    expect(
      () =>
        new PinnedOrigins({
          apis: ['https://login.example/path'],
          downloads: [],
        }),
    ).toThrow(/origin/);
    expect(
      () => new PinnedOrigins({ apis: ['login.example'], downloads: [] }),
    ).toThrow(/URL/);
  });
});

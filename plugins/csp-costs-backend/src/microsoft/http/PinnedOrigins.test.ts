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

const origins = new PinnedOrigins([
  'https://graph.microsoft.com',
  'https://*.blob.core.windows.net',
  'http://127.0.0.1:7100',
]);

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

  it('accepts plain http for this machine only, and nothing but origins', () => {
    expect(() => new PinnedOrigins(['http://login.example'])).toThrow(/https/);
    expect(() => new PinnedOrigins(['https://login.example/path'])).toThrow(
      /origin/,
    );
    expect(() => new PinnedOrigins(['login.example'])).toThrow(/URL/);
  });
});

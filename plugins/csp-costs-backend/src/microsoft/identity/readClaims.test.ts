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

import { readClaims } from './readClaims';

function tokenOf(claims: unknown): string {
  const encode = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode(claims)}.signature`;
}

describe('readClaims', () => {
  it('reads who a token is for and what it permits', () => {
    expect(
      readClaims(
        tokenOf({
          tid: 'tenant',
          upn: 'åsa@partner.example',
          scp: 'User.Read  PartnerBilling.Read.All',
          roles: ['PartnerBilling.Read.All'],
          amr: ['pwd', 'mfa'],
          acct: 0,
          other: 'left out',
        }),
      ),
    ).toEqual({
      tid: 'tenant',
      upn: 'åsa@partner.example',
      scp: ['User.Read', 'PartnerBilling.Read.All'],
      roles: ['PartnerBilling.Read.All'],
      amr: ['pwd', 'mfa'],
      acct: 0,
    });
  });

  it.each(['', 'opaque', 'a.b.c', tokenOf({ roles: 'text' }), tokenOf(null)])(
    'gives nothing for what it cannot read: %s',
    token => {
      expect(readClaims(token)).toBeUndefined();
    },
  );
});

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

import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { explain, isTransient, onboardingStateOf, problemOf } from './errors';
import { VaultError } from './connectors/vault/VaultError';
import { ERROR_TABLE } from './errors/errorTable';
import { VAULT_CODES } from './errors/vaultErrors';
import { LedgerError } from './ledger/LedgerError';
import { MicrosoftError } from './microsoft/MicrosoftError';
import { readError } from './microsoft/http/readError';
import { signInRefusal } from './microsoft/identity/identityError';
import { TRANSIENT_SIGN_IN_CODES } from './microsoft/identity/transientCodes';

const NOW = new Date('2026-11-14T09:00:00Z');

/** A refusal of the sign-in service, as it comes over the wire. */
function refusedSignIn(number: number): MicrosoftError {
  return signInRefusal({
    error: 'invalid_grant',
    description: `AADSTS${number}: Microsoft's own words. Trace ID: 1 Correlation ID: 2`,
    requestId: 'request-1',
  });
}

/** An answer of an API, as it comes over the wire. */
function refused(status: number, body?: object): Promise<MicrosoftError> {
  return readError(
    new URL('https://api.example/v1/things?sig=secret'),
    new Response(body && JSON.stringify(body), { status }),
    'request-2',
    NOW,
  );
}

/** Codes an operator meets, and ours for them. */
const SIGN_IN_CODES: Record<string, number[]> = {
  CONSENT_MISSING: [65001],
  CONSENT_DECLINED: [65004],
  ADMIN_APPROVAL_NEEDED: [90094],
  ADMIN_APPROVAL_PENDING: [90095],
  SERVICE_PRINCIPAL_MISSING: [650052, 500011],
  API_PERMISSION_NOT_DECLARED: [650057, 65005],
  SIGN_IN_REQUEST_WRONG: [70011, 28002, 700022, 700005],
  REDIRECT_URL_UNKNOWN: [50011, 500113],
  APPLICATION_UNKNOWN: [700016, 7000229],
  TENANT_UNKNOWN: [90002],
  TENANT_NOT_NAMED: [50194],
  CLIENT_SECRET_WRONG: [7000215],
  CLIENT_SECRET_EXPIRED: [7000222],
  CERTIFICATE_WRONG: [700027],
  CREDENTIAL_REFUSED: [7000218],
  PLATFORM_WRONG: [700025],
  APPLICATION_DISABLED: [7000112, 70001],
  FEDERATED_IDENTITY_UNKNOWN: [70021, 700213],
  MFA_MISSING: [50076, 50074, 50078],
  MFA_NOT_SET_UP: [50079, 50072],
  MFA_EXTERNAL_FAILED: [50158],
  DEVICE_REFUSED: [53000, 53001, 530003],
  CONDITIONAL_ACCESS_BLOCKED: [53003],
  ACCOUNT_AT_RISK: [530034],
  SECURITY_DEFAULTS_BLOCKED: [530035],
  ACCOUNT_NOT_ASSIGNED: [50105],
  ACCOUNT_DISABLED: [50057],
  PASSWORD_EXPIRED: [50055, 50144],
  ACCOUNT_LOCKED: [50053],
  REFRESH_TOKEN_EXPIRED: [700082, 70008],
  REFRESH_TOKEN_REVOKED: [50173, 50132, 50133],
  SIGN_IN_FREQUENCY: [70043],
  REDIRECT_URL_AS_SPA: [700084],
  SIGN_IN_CODE_USED: [54005],
  SIGN_IN_LOST: [501481, 50147],
  WRONG_ACCOUNT: [16000, 50020, 51004, 50034, 90072],
  PRECONSENT_MISSING: [90099],
  CROSS_TENANT_BLOCKED: [500212, 500213],
  SIGN_IN_TOO_OFTEN: [50196],
  SIGN_IN_UNAVAILABLE: [90033, 90006, 90012, 90024, 90055, 50033],
  CLOUD_WRONG: [90038],
  TENANT_GONE: [5000224, 900023],
};

/** Status and code of Partner Center, Graph and Azure, and ours for them. */
const API_CODES: Array<[string, number, string]> = [
  ['MFA_MISSING', 401, '900421'],
  ['MFA_MISSING', 401, '10001'],
  ['TOKEN_REFUSED', 401, '400'],
  ['TOKEN_REFUSED', 401, '800001'],
  ['TOKEN_REFUSED', 401, ''],
  ['TOKEN_INVALID', 401, 'InvalidAuthenticationToken'],
  ['ROLE_MISSING', 403, '2032'],
  ['ROLE_MISSING', 403, '900150'],
  ['NOT_OUR_CUSTOMER', 403, '20002'],
  ['PARTNER_PROGRAM_INACTIVE', 403, '900149'],
  ['AGREEMENT_NOT_ACCEPTED', 403, '900124'],
  ['PRICING_ROLE_MISSING', 403, '800043'],
  ['PERMISSION_MISSING', 403, 'Authorization_RequestDenied'],
  ['PERMISSION_MISSING', 403, ''],
  ['AZURE_ROLE_MISSING', 403, 'AuthorizationFailed'],
  ['AZURE_ROLE_MISSING', 401, 'BillingAccessDenied'],
  ['LIST_ENDED', 400, '2000'],
  ['SUBSCRIPTION_ID_WRONG', 400, '2012'],
  ['REQUEST_WRONG', 400, '3000'],
  ['REQUEST_WRONG', 400, '800002'],
  ['NOT_SUPPORTED_HERE', 400, '900127'],
  ['NOT_SUPPORTED_HERE', 400, '900141'],
  ['NOT_FOUND', 404, '1000'],
  ['SUBSCRIPTION_NOT_FOUND', 404, '20003'],
  ['CUSTOMER_NOT_FOUND', 404, '60003'],
  ['THROTTLED', 429, ''],
  ['MICROSOFT_UNAVAILABLE', 408, ''],
  ['MICROSOFT_UNAVAILABLE', 500, '800003'],
  ['MICROSOFT_UNAVAILABLE', 502, ''],
  ['MICROSOFT_UNAVAILABLE', 503, ''],
  ['MICROSOFT_UNAVAILABLE', 504, ''],
];

const retryOf = (code: string) =>
  ERROR_TABLE.find(row => row.code === code)?.retry;

describe('the table of errors', () => {
  it.each(
    Object.entries(SIGN_IN_CODES).flatMap(([code, numbers]) =>
      numbers.map(number => [number, code] as const),
    ),
  )('explains AADSTS%i as %s', (number, code) => {
    const error = refusedSignIn(number);
    const problem = explain(error, NOW);
    expect(problem).toMatchObject({
      code,
      since: NOW.toISOString(),
      microsoft: {
        code: `AADSTS${number}`,
        message: `AADSTS${number}: Microsoft's own words.`,
        requestId: 'request-1',
      },
    });
    expect(isTransient(error)).toBe(retryOf(code) === 'by itself');
  });

  it.each(API_CODES)(
    'explains as %s the answer %i %s',
    async (code, status, own) => {
      const error = await refused(
        status,
        own ? { code: own, description: 'Words' } : undefined,
      );
      expect(explain(error, NOW)).toMatchObject({
        code,
        microsoft: {
          status,
          code: own || undefined,
          requestId: 'request-2',
        },
      });
      expect(isTransient(error)).toBe(retryOf(code) === 'by itself');
    },
  );

  it.each([
    [
      'DIRECTORY_LAGS',
      'waiting',
      404,
      'Request_ResourceNotFound',
      'Resource 1',
    ],
    ['DIRECTORY_LAGS', 'waiting', 404, 'Directory_ObjectNotFound', 'Unable'],
    [
      'DIRECTORY_LAGS',
      'waiting',
      400,
      'Request_BadRequest',
      'Not a valid reference update: a referenced object does not exist.',
    ],
    [
      'DIRECTORY_LAGS',
      'waiting',
      403,
      'Authorization_RequestDenied',
      'The backing application of the service principal must be in the local tenant',
    ],
    [
      'CREDENTIAL_KIND_FORBIDDEN',
      'refused',
      400,
      'Request_BadRequest',
      "Credential type not allowed as per assigned policy 'default'.",
    ],
    [
      'CREDENTIAL_LIFETIME_FORBIDDEN',
      'refused',
      400,
      'Request_BadRequest',
      "Credential lifetime exceeds the max value allowed as per assigned policy 'default'.",
    ],
    [
      'FEDERATED_ISSUER_FORBIDDEN',
      'refused',
      400,
      'Request_BadRequest',
      'FederatedIdentityCredential.Issuer https://issuer.example is not allowed by policy.',
    ],
    [
      'APPLICATION_AMBIGUOUS',
      'refused',
      400,
      'Request_BadRequest',
      'Another object with the same value for property uniqueName already exists.',
    ],
    [
      'MICROSOFT_REFUSED',
      'refused',
      400,
      'Request_BadRequest',
      'Nothing known',
    ],
  ])(
    'explains as %s, which leaves a step %s, what the directory answers',
    async (own, state, status, code, message) => {
      const problem = explain(
        await refused(status, { error: { code, message } }),
        NOW,
      );
      expect(problem.code).toBe(own);
      expect(onboardingStateOf(problem)).toBe(state);
    },
  );

  it('knows of a bad request of the directory what its details say', async () => {
    const error = await refused(400, {
      error: {
        code: 'Request_BadRequest',
        message: 'No application',
        details: [{ code: 'NoBackingApplicationObject', message: 'No' }],
      },
    });
    expect(explain(error, NOW)).toMatchObject({
      code: 'DIRECTORY_LAGS',
      microsoft: { code: 'NoBackingApplicationObject' },
    });
  });

  it.each([
    ['access_denied', 'CONSENT_DECLINED'],
    ['consent_required', 'CONSENT_MISSING'],
    ['interaction_required', 'SIGN_IN_NEEDED'],
    ['login_required', 'SIGN_IN_NEEDED'],
    ['temporarily_unavailable', 'SIGN_IN_UNAVAILABLE'],
    ['server_error', 'SIGN_IN_UNAVAILABLE'],
    ['basic_action', 'MFA_MISSING'],
    ['bad_token', 'REFRESH_TOKEN_EXPIRED'],
    ['invalid_client', 'CREDENTIAL_REFUSED'],
  ])('explains the word %s alone as %s', (error, code) => {
    expect(explain(signInRefusal({ error }), NOW).code).toBe(code);
  });

  it('blames nothing on a credential while the sign-in service is busy', () => {
    const busy = signInRefusal({
      error: 'invalid_client',
      lastAnswer: { status: 503 },
    });
    expect(explain(busy, NOW).code).toBe('SIGN_IN_UNAVAILABLE');
  });

  it('says of an unknown sign-in code what it is about and where to look it up', () => {
    expect(explain(refusedSignIn(530099), NOW)).toEqual({
      code: 'SIGN_IN_REFUSED',
      cause:
        'Microsoft refuses the sign-in with AADSTS530099, a code that is not known here. Such codes are about a Conditional Access policy or the security of the account.',
      remedy: expect.stringContaining(
        'https://login.microsoftonline.com/error?code=530099',
      ),
      since: NOW.toISOString(),
      microsoft: {
        status: undefined,
        code: 'AADSTS530099',
        message: "AADSTS530099: Microsoft's own words.",
        requestId: 'request-1',
      },
    });
  });

  it('says that a request was put off to spare Microsoft', () => {
    const error = new MicrosoftError('Put off', {
      kind: 'budget',
      transient: true,
      retryAfterMs: 1000,
    });
    expect(explain(error, NOW).code).toBe('RATE_BUDGET_USED_UP');
    expect(isTransient(error)).toBe(true);
  });

  it('says of an unknown code of Partner Center whose it is, and gives the words', async () => {
    const error = await refused(409, {
      code: 27009,
      description: 'Cannot enable',
    });
    expect(explain(error, NOW)).toMatchObject({
      code: 'MICROSOFT_REFUSED',
      cause:
        'Partner Center refuses the request with 409 and 27009, a code that is not known here.',
      microsoft: { status: 409, code: '27009', message: 'Cannot enable' },
    });
    // The address is told without its query, which may hold a signature.
    expect(JSON.stringify(explain(await refused(409), NOW))).not.toContain(
      'sig',
    );
  });

  it('has a sign for each code once, and each code of ours once', () => {
    const ours = ERROR_TABLE.map(row => row.code);
    expect(new Set(ours).size).toBe(ours.length);
    const signs = ERROR_TABLE.flatMap(row =>
      row.signs.flatMap(({ kind, statuses, codes = [] }) =>
        codes.map(code => `${kind}/${statuses}/${code}`),
      ),
    );
    expect(signs.filter((sign, at) => signs.indexOf(sign) !== at)).toEqual([]);
    expect(
      ERROR_TABLE.filter(row => row.retry === 'by itself')
        .flatMap(row => row.signs)
        .flatMap(sign => sign.codes ?? [])
        .filter(code => code.startsWith('AADSTS'))
        .map(code => Number(code.slice('AADSTS'.length)))
        .sort((a, b) => a - b),
    ).toEqual([...TRANSIENT_SIGN_IN_CODES].sort((a, b) => a - b));
  });

  it.each(
    Object.entries(VAULT_CODES) as Array<[keyof typeof VAULT_CODES, string]>,
  )('explains the %s of the vault as %s', (vaultCode, code) => {
    const error = new VaultError(vaultCode, 'The store does not answer');
    expect(explain(error, NOW)).toMatchObject({
      code,
      cause: 'The store does not answer.',
    });
    expect(isTransient(error)).toBe(retryOf(code) === 'by itself');
  });

  it('explains what this server itself ran into, without repeating unknown words', () => {
    expect(
      explain(new LedgerError('EMPTY', 'it has no lines'), NOW),
    ).toMatchObject({
      code: 'EMPTY_EXPORT',
      cause: 'The export was not taken over: it has no lines.',
    });
    for (const [full, cause] of [
      [{ code: 'ENOSPC' }, 'The disk of the archive is full.'],
      [{ code: 'EDQUOT' }, 'The disk quota of the archive is used up.'],
      [{ code: 'EFBIG' }, 'would be larger than the system allows.'],
      [
        { message: 'IO Error: write: No space left on device' },
        'The disk of the archive is full.',
      ],
      [{ code: '53100' }, 'The disk of the database is full.'],
    ] as const) {
      const error = Object.assign(new Error('write'), full);
      expect(explain(error, NOW)).toMatchObject({
        code: 'DISK_FULL',
        cause: expect.stringContaining(cause),
      });
      expect(isTransient(error)).toBe(true);
    }
    const readOnly = Object.assign(new Error('write'), { code: 'EROFS' });
    expect(explain(readOnly, NOW)).toMatchObject({
      code: 'ARCHIVE_UNWRITABLE',
    });
    const unknown = explain(new Error('secret=abc'), NOW);
    expect(unknown).toEqual(problemOf('INTERNAL', NOW));
    expect(JSON.stringify(unknown)).not.toContain('abc');
  });

  it('is what the documentation is made from', async () => {
    const root = resolve(__dirname, '../../..');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['scripts/errors-doc.mjs', '--check'],
      { cwd: root },
    ).catch(error => error as { stdout: string });
    expect(stdout).toBe('');
  });
});

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

import { explain, problemOf } from '../../../errors';
import { claimTokens } from '../__testUtils__/claimTokens';
import {
  consentOf,
  contextOf,
  examine,
  findings,
  type Ailment,
} from '../__testUtils__/examine';
import { SimulatedTokens } from '../__testUtils__/SimulatedTokens';
import { requiredScopes } from '../../consent/scopes';
import {
  useSimulatedPartner,
  PRINCIPAL,
} from '../__testUtils__/useSimulatedPartner';

const partner = useSimulatedPartner();

describe('the doctor tells what is wrong with a consent:', () => {
  const nobody: Ailment = { consent: undefined, delegatedTokens: undefined };
  const signInAs = async (account: string) => {
    const context = await contextOf(partner.simulator, nobody);
    return SimulatedTokens.ofPerson(
      partner.simulator,
      account,
      requiredScopes(context.connector),
    );
  };

  it.each([
    ['declines', 'consent-policy', 'CONSENT_DECLINED', '65004'],
    ['needs-approval', 'consent-policy', 'ADMIN_APPROVAL_NEEDED', '90094'],
    ['personal', 'account', 'WRONG_ACCOUNT', '50020'],
  ])('the account "%s"', async (account, checkId, code, number) => {
    const refusal = await signInAs(account).catch(error => error);
    const consentProblem = explain(refusal, partner.simulator.clock.now());
    const ids = ['consent-policy', 'account', 'delegated-access'];
    const never = await examine(
      partner.simulator,
      { ...nobody, consentProblem },
      { checkIds: ids },
    );
    expect(never[checkId]).toMatchObject({
      status: 'fail',
      problem: { code, microsoft: { code: `AADSTS${number}` } },
    });
    expect(never['delegated-access']!.problem!.code).toBe('CONSENT_MISSING');
    expect(JSON.stringify(never['consent-policy'])).toMatch(
      checkId === 'consent-policy' ? /adminconsent/ : /skipped/,
    );
    const before = await examine(
      partner.simulator,
      { consentProblem },
      { checkIds: ids },
    );
    expect(findings(before)).toEqual({ [checkId]: `warn ${code}` });
  });

  it('one that is missing although it is needed, and another reason of the latest sign-in', async () => {
    const missing = await examine(partner.simulator, nobody);
    expect(findings(missing)).toMatchObject({
      'delegated-access': 'fail CONSENT_MISSING',
      'data-price-sheet': 'skipped',
      mfa: 'skipped',
    });
    const reused = await examine(partner.simulator, {
      ...nobody,
      consentProblem: problemOf(
        'SIGN_IN_CODE_USED',
        partner.simulator.clock.now(),
      ),
    });
    expect(findings(reused)).toMatchObject({
      'delegated-access': 'fail SIGN_IN_CODE_USED',
    });
  });

  it('an account without multifactor authentication', async () => {
    const checks = await examine(partner.simulator, {
      delegatedTokens: await signInAs('no-mfa'),
    });
    expect(findings(checks)).toEqual({
      mfa: 'fail MFA_MISSING',
      'partner-roles': 'skipped',
      'permanent-roles': 'skipped',
      'relationship-url': 'skipped',
    });
    expect(checks.mfa!.problem).toMatchObject({
      remedy: expect.stringContaining('multifactor authentication on'),
      microsoft: { status: 401, code: '900421' },
    });
  });

  it('multifactor authentication that nothing proves, or that is not compliant', async () => {
    const delegatedTokens = claimTokens(
      await signInAs('billing-agent'),
      () => ({ amr: ['pwd'] }),
    );
    const mfa = async (headers: Record<string, string>) => {
      partner.simulator.faults.add({
        match: { path: '^/v1/customers$' },
        times: 'always',
        id: 'customers',
        fault: { kind: 'status', status: 200, body: { items: [] }, headers },
      });
      const checks = await examine(
        partner.simulator,
        { delegatedTokens },
        { checkIds: ['mfa'] },
      );
      return findings(checks);
    };
    expect(await mfa({})).toEqual({ mfa: 'warn MFA_UNPROVEN' });
    expect(await mfa({ isMfaCompliant: 'False' })).toEqual({
      mfa: 'fail MFA_MISSING',
    });
    expect(await mfa({ isMfaCompliant: 'true' })).toEqual({});
  });

  it.each([
    ['a guest', { acct: 1 }],
    ['a guest by name', { upn: 'robin_home.example#EXT#@partner.example' }],
    ['a personal account', { idp: 'live.com' }],
    ['an account of another tenant', { tid: PRINCIPAL }],
  ])('%s', async (_, claims) => {
    const checks = await examine(
      partner.simulator,
      {
        delegatedTokens: claimTokens(
          await signInAs('billing-agent'),
          () => claims,
        ),
      },
      { checkIds: ['account'] },
    );
    expect(findings(checks)).toEqual({ account: 'fail WRONG_ACCOUNT' });
  });

  it('permissions that are missing, were taken away, or are too many', async () => {
    const context = await contextOf(partner.simulator, nobody);
    const consent = consentOf(context.connector, partner.simulator.clock.now());
    const signedIn = await signInAs('billing-agent');
    const arm = 'https://management.azure.com/user_impersonation';
    const find = async (scp: string, scopes: string[]) => {
      const checks = await examine(
        partner.simulator,
        {
          consent: { ...consent, scopes },
          delegatedTokens: claimTokens(signedIn, ({ aud }) =>
            aud === 'https://management.azure.com' ? { scp } : {},
          ),
        },
        { checkIds: ['delegated-permissions'] },
      );
      return checks['delegated-permissions'];
    };
    expect(
      await find(
        'other',
        consent.scopes.filter(scope => scope !== arm),
      ),
    ).toMatchObject({
      status: 'fail',
      problem: { code: 'CONSENT_INCOMPLETE' },
      values: [{ label: 'Missing', value: arm }],
    });
    expect(await find('', consent.scopes)).toMatchObject({
      status: 'fail',
      problem: { code: 'PERMISSIONS_CHANGED' },
    });
    expect(await find('user_impersonation more', consent.scopes)).toMatchObject(
      {
        status: 'warn',
        problem: { code: 'PERMISSIONS_EXCESSIVE' },
        finding: 'Also there: https://management.azure.com/more.',
      },
    );
  });

  it('access that has ended, and access that is not renewed', async () => {
    const delegatedTokens = await signInAs('billing-agent');
    const { connector } = await contextOf(partner.simulator, nobody);
    const consentedAt = partner.simulator.clock.now();
    partner.simulator.clock.set(new Date('2026-12-05T09:00:00Z'));
    const slow = await examine(
      partner.simulator,
      { delegatedTokens, consent: consentOf(connector, consentedAt) },
      { checkIds: ['delegated-access'] },
    );
    expect(findings(slow)).toEqual({
      'delegated-access': 'warn REFRESH_TOKEN_ENDING',
    });
    expect(slow['delegated-access']!.problem!.cause).toContain('21 days');
    partner.simulator.clock.set(new Date('2027-03-01T09:00:00Z'));
    const ended = await examine(partner.simulator, {
      delegatedTokens,
      consent: consentOf(connector, consentedAt),
    });
    partner.simulator.clock.set(consentedAt);
    expect(findings(ended)).toEqual({
      account: 'skipped',
      'delegated-access': 'fail REFRESH_TOKEN_EXPIRED',
      'delegated-permissions': 'skipped',
      mfa: 'skipped',
      'partner-roles': 'skipped',
      'permanent-roles': 'skipped',
      'relationship-url': 'skipped',
      'data-price-sheet': 'skipped',
    });
  });
});

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

import type { AccountKey } from '@internal/microsoft-simulator';
import type {
  OnboardingClient,
  OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

const NAME = "Costs of Heron & Co's customers";
const UNIQUE_NAME =
  /^csp-costs-[0-9a-f]{8}-[0-9a-f]{12}-costs-of-heron-co-s-customers$/;
const PARTNER_CENTER = 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd';
const LAG_MS = 10 * 60_000;
const GRAPH = '00000003-0000-0000-c000-000000000000';
const BILLING_ROLE = '7c3e1994-38ff-4412-a99b-9369f6bb7706';
const BILLING_SCOPE = '8804798e-5934-4e30-8ce3-ef88257cecd4';
const NOBODYS = '00000000-0000-4000-8000-000000000000';

describe.each(ids)('application and consent of a new tenant on %s', id => {
  let knex: Knex;
  let harness: CspCostsHarness;
  let api: OnboardingClient;

  beforeEach(async () => {
    knex = await databases.init(id);
    harness = await CspCostsHarness.create({
      knex,
      simulator: {
        customers: 1,
        months: 0,
        linesPerCustomerDay: 1,
        applicationRegistered: false,
      },
      config: { connectors: {} },
    });
    api = harness.onboardingAs();
  });

  afterEach(() => harness.stop());

  async function signInAs(account: AccountKey): Promise<string> {
    const { simulator } = harness;
    const { signInId } = await api.startSignIn({
      partnerTenantId: simulator.partner.tenantId,
      tokens: simulator.issueOperatorTokens(account),
    });
    simulator.requests.clear();
    return signInId;
  }

  function registered() {
    return harness.simulator.tenant.directory.applications;
  }

  /** Asks for a step until Microsoft has caught up. */
  async function untilOver<Step extends OnboardingStep>(
    ask: () => Promise<Step>,
  ): Promise<{ step: Step; waits: number; effects: string[] }> {
    const effects: string[] = [];
    for (let waits = 0; waits < 30; waits++) {
      const step = await ask();
      effects.push(...summary(step));
      if (step.state !== 'waiting') {
        return { step, waits, effects };
      }
      expect(step.problem).toMatchObject({ code: 'DIRECTORY_LAGS' });
    }
    throw new Error('Microsoft never catches up');
  }

  it('makes everything once, nothing in a dry run, and adds what is missing to what people changed', async () => {
    const { simulator } = harness;
    const input = { signInId: await signInAs('onboarder'), runId: 'run-1' };
    const foreign = await namesake();

    const planned = await api.onboardApplication({
      ...input,
      displayName: NAME,
      dryRun: true,
    });
    expect(planned).toMatchObject({ state: 'done' });
    expect(planned.application).toBeUndefined();
    expect(summary(planned)).toEqual([
      'resource-service-principal would-create',
      'resource-service-principal would-create',
      'application would-create',
      'service-principal would-create',
    ]);
    const plannedConsent = await api.onboardConsent({
      ...input,
      clientId: NOBODYS,
      dryRun: true,
    });
    expect(summary(plannedConsent)).toEqual([
      'resource-service-principal would-create',
      'resource-service-principal would-create',
      'application-permission would-create',
      ...Array(4).fill('delegated-grant would-create'),
    ]);
    expect(simulator.requests.writes).toBe(0);
    expect(await knex('onboarding_objects')).toEqual([]);

    const { application, ...made } = await api.onboardApplication({
      ...input,
      displayName: NAME,
    });
    expect(made.state).toBe('done');
    expect(summary(made)).toEqual([
      'resource-service-principal created',
      'resource-service-principal created',
      'application created',
      'service-principal created',
    ]);
    const clientId = application!.clientId;
    const granted = await api.onboardConsent({ ...input, clientId });
    expect(granted.state).toBe('done');
    expect(summary(granted)).toEqual([
      'application-permission created',
      ...Array(4).fill('delegated-grant created'),
    ]);
    const ours = registered().find(one =>
      UNIQUE_NAME.test(one.uniqueName ?? ''),
    )!;
    expect(ours).toMatchObject({
      applicationObjectId: application!.applicationObjectId,
      clientId,
      servicePrincipalId: application!.servicePrincipalId,
      displayName: NAME,
      signInAudience: 'AzureADMyOrg',
      redirectUris: [
        expect.stringMatching(/\/api\/csp-costs\/consent\/callback$/),
      ],
      applicationRoles: ['PartnerBilling.Read.All'],
    });
    expect(ours.requiredResourceAccess).toHaveLength(4);
    expect(ours.requiredResourceAccess).toContainEqual({
      resourceAppId: GRAPH,
      resourceAccess: [
        { id: BILLING_ROLE, type: 'Role' },
        { id: BILLING_SCOPE, type: 'Scope' },
      ],
    });

    // Once more, and as another run: all is there.
    simulator.requests.clear();
    const again = [
      await api.onboardApplication({
        ...input,
        runId: 'run-2',
        displayName: NAME,
      }),
      await api.onboardConsent({ ...input, runId: 'run-2', clientId }),
    ];
    expect(again.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(again.flatMap(summary).every(text => text.endsWith(' found'))).toBe(
      true,
    );
    expect(simulator.requests.writes).toBe(0);
    expect(await knex('onboarding_objects').where({ run_id: 'run-2' })).toEqual(
      [],
    );

    // People have added something of theirs, and taken away something of ours.
    ours.redirectUris = ['https://other.example/callback'];
    ours.requiredResourceAccess = [
      {
        resourceAppId: GRAPH,
        resourceAccess: [{ id: NOBODYS, type: 'Scope' }],
      },
    ];
    ours.consents.revoke('https://graph.microsoft.com');
    ours.consents.approve(['https://graph.microsoft.com/User.Read']);
    const updated = await api.onboardApplication({
      ...input,
      displayName: NAME,
    });
    expect(summary(updated)).toEqual([
      'application changed',
      'service-principal found',
    ]);
    expect(ours.redirectUris).toEqual([
      'https://other.example/callback',
      expect.stringMatching(/callback$/),
    ]);
    expect(ours.requiredResourceAccess).toHaveLength(4);
    expect(
      ours.requiredResourceAccess.find(
        ({ resourceAppId }) => resourceAppId === GRAPH,
      )?.resourceAccess,
    ).toEqual([
      { id: NOBODYS, type: 'Scope' },
      { id: BILLING_ROLE, type: 'Role' },
      { id: BILLING_SCOPE, type: 'Scope' },
    ]);
    expect(summary(await api.onboardConsent({ ...input, clientId }))).toContain(
      'delegated-grant changed',
    );
    expect(ours.consents.approvedOf('https://graph.microsoft.com')).toEqual(
      expect.arrayContaining(['User.Read', 'PartnerBilling.Read.All']),
    );
    // What has our name and is not ours was never looked at.
    expect(registered()).toHaveLength(2);
    expect(foreign).toMatchObject({ redirectUris: [], applicationRoles: [] });
  });

  it('waits for the directory, hands on what the person may not do, and takes back what it made', async () => {
    const { simulator } = harness;
    simulator.tenant.directory.settings.lag = 2;
    const input = { signInId: await signInAs('app-admin'), runId: 'run-1' };
    const foreign = await namesake();

    const { step, waits, effects } = await untilOver(() =>
      api.onboardApplication({ ...input, displayName: NAME }),
    );
    expect(step).toMatchObject({ state: 'done' });
    expect(waits).toBeGreaterThan(1);
    expect(effects.filter(text => text.endsWith(' created')).sort()).toEqual([
      'application created',
      'resource-service-principal created',
      'resource-service-principal created',
      'service-principal created',
    ]);
    expect(registered()).toHaveLength(2);
    const { clientId } = step.application!;
    const ours = registered().find(one => one.clientId === clientId)!;

    const { step: handedOn } = await untilOver(() =>
      api.onboardConsent({ ...input, clientId }),
    );
    expect(handedOn).toMatchObject({
      state: 'handed-on',
      problem: {
        code: 'GRANT_NOT_ALLOWED',
        remedy: expect.stringContaining('Privileged Role Administrator'),
      },
    });
    expect(ours.applicationRoles).toEqual([]);
    const link = new URL(handedOn.handOnUrl!);
    expect(link.searchParams.get('client_id')).toBe(clientId);
    link.searchParams.set('simulated_decision', 'approve');
    const approved = await fetch(link, { redirect: 'manual' });
    expect(approved.status).toBe(302);

    // The same run goes on, and finds what was approved.
    const { step: found, effects: finds } = await untilOver(() =>
      api.onboardConsent({ ...input, clientId }),
    );
    expect(found.state).toBe('done');
    expect(finds).toEqual([
      'application-permission found',
      ...Array(4).fill('delegated-grant found'),
    ]);
    expect(ours.applicationRoles).toEqual(['PartnerBilling.Read.All']);

    simulator.tenant.directory.settings.lag = 0;
    // What somebody else approved is not the run's, and goes with the application.
    expect(
      await knex('onboarding_objects').where({
        object: 'application-permission',
      }),
    ).toEqual([]);
    // Somebody has begun to use Partner Center meanwhile.
    foreign.servicePrincipalId = simulator.tenant.directory.newId();
    foreign.consents.approve([
      'https://api.partnercenter.microsoft.com/user_impersonation',
    ]);
    const back = await api.rollBack(input);
    expect(back.state).toBe('done');
    expect(summary(back)).toEqual([
      'service-principal removed',
      'resource-service-principal removed',
      'resource-service-principal found',
      'application removed',
    ]);
    expect(registered()).toEqual([foreign]);
    expect(simulator.tenant.servicePrincipals).toEqual({
      partnerCenter: true,
      partnerApi: false,
    });
    expect(summary(await api.rollBack(input))).toEqual([]);
  });

  it('takes nothing back that is of others, and waits for what the directory does not list yet', async () => {
    const { simulator } = harness;
    const { directory } = simulator.tenant;
    const signInId = await signInAs('onboarder');
    const input = { signInId, runId: 'run-1' };
    const standing = (runId: string) =>
      knex('onboarding_objects').where({ run_id: runId, removed_at: null });

    // Somebody else was faster, and the directory does not list it yet.
    directory.settings.lag = 1;
    await graph('POST', '/servicePrincipals', { appId: PARTNER_CENTER });
    const { step } = await untilOver(() =>
      api.onboardApplication({ ...input, displayName: NAME }),
    );
    directory.settings.lag = 0;
    const { clientId } = step.application!;
    expect(
      (await standing('run-1')).map(({ object_key: key }) => key),
    ).not.toContain(PARTNER_CENTER);
    const { connectorId } = await api.onboardConnector({
      runId: 'run-1',
      title: 'Ours',
      partnerTenantId: simulator.partner.tenantId,
      clientId,
    });

    // A client secret is the one of its run, whatever others are called.
    const giveSecret = async (runId: string) => {
      for (let waits = 0; waits < 30; waits++) {
        const { state } = await api.onboardCredential({
          signInId,
          runId,
          connectorId: connectorId!,
          kind: 'client-secret',
        });
        if (state !== 'waiting') {
          return state;
        }
      }
      throw new Error('Microsoft never accepts the secret');
    };
    expect(await giveSecret('secret-1')).toBe('done');
    await harness.api.disconnect(connectorId!);
    expect(await giveSecret('secret-2')).toBe('done');
    const secret = { signInId, runId: 'secret-1' };
    expect(await api.rollBack(secret)).toMatchObject({
      state: 'waiting',
      problem: { code: 'DIRECTORY_LAGS' },
    });
    simulator.clock.advance(LAG_MS);
    expect(summary(await api.rollBack(secret))).toEqual(['credential absent']);
    // Nor is it taken from a connector of another run that signs in with it.
    const used = { signInId, runId: 'secret-2' };
    expect(summary(await api.rollBack(used))).toEqual(['credential found']);
    expect(await harness.api.getConnector(connectorId!)).toMatchObject({
      credential: { kind: 'client-secret' },
    });

    // What others use by now stays.
    await harness.api.createConnector({
      connectorId: 'theirs',
      settings: harness.settings({ title: 'Theirs', clientId }),
    });
    const shared = await api.rollBack(input);
    expect(summary(shared)).toEqual([
      'connector removed',
      'service-principal found',
      'resource-service-principal removed',
      'application found',
    ]);
    expect(shared.effects.at(-1)!.text).toContain('Theirs');
    expect(await standing('run-1')).toEqual([]);
    expect(registered()).toHaveLength(1);

    // What was made a moment ago may be there and not be found.
    const late = { signInId, runId: 'run-2' };
    directory.settings.lag = 3;
    const begun = await api.onboardApplication({
      ...late,
      displayName: 'Other',
    });
    expect(summary(begun)).toContain('application created');
    expect(await api.rollBack(late)).toMatchObject({
      state: 'waiting',
      problem: { code: 'DIRECTORY_LAGS' },
    });
    expect(registered()).toHaveLength(2);
    simulator.faults.add({
      match: { method: 'DELETE', path: 'deletedItems' },
      fault: {
        kind: 'status',
        status: 404,
        body: { error: { code: 'Request_ResourceNotFound', message: 'No' } },
      },
    });
    for (let asked = 0; directory.deleted.length === 0; asked++) {
      expect(asked).toBeLessThan(10);
      expect((await api.rollBack(late)).state).toBe('waiting');
    }
    await api.rollBack(late);
    expect(directory.deleted).toEqual([]);
    simulator.clock.advance(LAG_MS);
    expect((await api.rollBack(late)).state).toBe('done');
    expect(registered()).toHaveLength(1);
  });

  it('says who can what the person may not, before and at each step', async () => {
    const { simulator } = harness;
    const input = { signInId: await signInAs('billing-agent'), runId: 'run-1' };
    const refused = await api.onboardApplication({
      ...input,
      displayName: NAME,
    });
    expect(refused).toMatchObject({
      state: 'refused',
      problem: {
        code: 'APPLICATION_NOT_ALLOWED',
        remedy: expect.stringContaining('Cloud Application Administrator'),
        microsoft: { status: 403, code: 'Authorization_RequestDenied' },
      },
    });
    expect(registered()).toEqual([]);

    expect(await knex('onboarding_objects')).toEqual([]);

    simulator.tenant.directory.settings.secretsForbidden = true;
    const look = async (account: AccountKey) => {
      const findings = await api.preflight({
        signInId: await signInAs(account),
        displayName: NAME,
        credentialKind: 'client-secret',
      });
      expect(simulator.requests.writes).toBe(0);
      return findings.map(({ step, outcome }) => `${step} ${outcome}`);
    };
    expect(await look('billing-agent')).toEqual([
      'application not-allowed',
      'consent not-allowed',
      'credential unknown',
      'billing-role not-allowed',
      'connector will-create',
      'connector unknown',
    ]);
    expect(await look('app-admin')).toEqual([
      'application will-create',
      'consent not-allowed',
      'credential not-allowed',
      'billing-role will-create',
      'connector will-create',
      'connector unknown',
    ]);
    const admin = {
      signInId: await signInAs('onboarder'),
      runId: 'run-2',
    };
    const { application } = await api.onboardApplication({
      ...admin,
      displayName: NAME,
    });
    const { clientId } = application!;
    expect(await look('onboarder')).toContain('consent will-create');
    await api.onboardConsent({ ...admin, clientId });
    expect(await look('onboarder')).toEqual([
      'application exists',
      'consent exists',
      'credential not-allowed',
      'billing-role will-create',
      'connector will-create',
      'connector unknown',
    ]);

    simulator.clock.advance(2 * 60 * 60_000);
    expect(
      await api.onboardApplication({ ...input, displayName: NAME }),
    ).toMatchObject({ state: 'refused', problem: { code: 'SIGN_IN_ENDED' } });
  });

  it('offboards what onboarding made and nothing else', async () => {
    const { simulator } = harness;
    const foreign = await namesake();
    const input = { signInId: await signInAs('onboarder'), runId: 'run-1' };
    const { application } = await api.onboardApplication({
      ...input,
      displayName: NAME,
    });
    const { clientId } = application!;
    await api.onboardConsent({ ...input, clientId });
    const ours = registered().find(one => one.clientId === clientId)!;
    ours.consents.approve(['https://graph.microsoft.com/User.Read']);
    const create = async (connectorId: string, client: string) => {
      await harness.api.createConnector({
        connectorId,
        settings: harness.settings({ title: connectorId, clientId: client }),
      });
      return { connectorId, signInId: input.signInId };
    };
    const one = await create('one', clientId);
    const other = await create('other', clientId);
    const byHand = await create('by-hand', foreign.clientId);

    simulator.requests.clear();
    for (const part of ['billing-role', 'consent', 'application'] as const) {
      expect(await api.offboard({ ...one, part })).toMatchObject({
        state: 'refused',
        problem: {
          code: 'APPLICATION_NOT_OURS',
          cause: expect.stringContaining('other'),
        },
      });
    }
    await api.offboard({ ...other, part: 'connector' });
    // The first part refuses, before anything of it is touched.
    for (const part of ['billing-role', 'consent', 'application'] as const) {
      for (const dryRun of [true, false]) {
        expect(await api.offboard({ ...byHand, part, dryRun })).toMatchObject({
          state: 'refused',
          effects: [],
          problem: {
            code: 'APPLICATION_NOT_OURS',
            remedy: expect.stringContaining('Keep the app registration'),
          },
        });
      }
    }
    for (const part of ['consent', 'application'] as const) {
      const planned = await api.offboard({ ...one, part, dryRun: true });
      expect(new Set(planned.effects.map(({ outcome }) => outcome))).toEqual(
        new Set(['would-remove']),
      );
    }
    expect(simulator.requests.writes).toBe(0);

    const reader = { ...one, signInId: await signInAs('billing-agent') };
    for (const part of ['consent', 'application'] as const) {
      expect([part, await api.offboard({ ...reader, part })]).toMatchObject([
        part,
        { state: 'handed-on', handOnUrl: expect.stringContaining(clientId) },
      ]);
    }
    const consent = await api.offboard({ ...one, part: 'consent' });
    expect(summary(consent)).toEqual([
      'application-permission removed',
      ...Array(4).fill('delegated-grant removed'),
    ]);
    expect(ours.applicationRoles).toEqual([]);
    // What somebody granted besides stays.
    expect(ours.consents.approvedOf('https://graph.microsoft.com')).toEqual([
      'User.Read',
    ]);
    const gone = await api.offboard({ ...one, part: 'application' });
    expect(summary(gone)).toEqual(['application removed']);
    expect(registered()).toEqual([foreign]);

    for (const part of ['consent', 'application'] as const) {
      const again = await api.offboard({ ...one, part });
      expect(again.state).toBe('done');
      expect(new Set(again.effects.map(({ outcome }) => outcome))).toEqual(
        new Set(['absent']),
      );
    }

    // The name is free again, unless somebody else deletes the application.
    const anew = await api.onboardApplication({ ...input, displayName: NAME });
    expect(summary(anew)).toContain('application created');
    await graph(
      'DELETE',
      `/applications/${anew.application!.applicationObjectId}`,
    );
    expect(
      await api.onboardApplication({ ...input, displayName: NAME }),
    ).toMatchObject({
      state: 'refused',
      problem: {
        code: 'APPLICATION_AMBIGUOUS',
        remedy: expect.stringContaining('Deleted applications'),
      },
    });

    // One of app-config would go on without what it needs.
    await harness.stopBackend();
    await harness.startBackend({ config: {} });
    for (const part of [
      'billing-role',
      'consent',
      'credential',
      'application',
      'connector',
    ] as const) {
      for (const dryRun of [true, false]) {
        await expect(
          api.offboard({ ...one, connectorId: 'demo', part, dryRun }),
        ).rejects.toMatchObject({
          statusCode: 409,
          message: expect.stringContaining('app-config'),
        });
      }
    }
  });

  /** What an administrator does without onboarding. */
  async function graph(method: string, path: string, body?: object) {
    const { simulator } = harness;
    const { graph: token } = simulator.issueOperatorTokens('onboarder');
    const answer = await fetch(`${simulator.url}/v1.0${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    simulator.requests.clear();
  }

  /** Somebody else's application that is called as ours will be. */
  async function namesake() {
    await graph('POST', '/applications', { displayName: NAME });
    return registered()[0]!;
  }
});

function summary({ effects }: OnboardingStep): string[] {
  return effects.map(({ object, outcome }) => `${object} ${outcome}`);
}

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
  OffboardingPart,
  OnboardingClient,
  OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';

const { databases, ids } = testDatabases();

const NAME = 'CSP Costs';
/** More than Microsoft's directory lags behind here. */
const MOST_WAITS = 40;

describe.each(ids)('onboarding of a partner tenant on %s', databaseId => {
  let knex: Knex;
  let harness: CspCostsHarness;
  let api: OnboardingClient;
  const secrets = new Set(['PRIVATE KEY']);
  const said: string[] = [];

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      keepLog: true,
      config: { connectors: {} },
      simulator: {
        customers: 2,
        months: 0,
        linesPerCustomerDay: 1,
        applicationRegistered: false,
      },
    });
    api = harness.onboarding;
  });

  afterAll(() => harness.stop());

  async function signIn(
    account: AccountKey = 'onboarder',
    as: OnboardingClient = api,
  ): Promise<string> {
    const { simulator } = harness;
    const tokens = simulator.issueOperatorTokens(account);
    secrets.add(tokens.graph).add(tokens.arm);
    const { signInId } = await as.startSignIn({
      partnerTenantId: simulator.partner.tenantId,
      tokens,
    });
    return signInId;
  }

  /** Asks for a step until it no longer waits for Microsoft. */
  async function untilOver<Step extends OnboardingStep>(
    ask: () => Promise<Step>,
  ): Promise<Step> {
    for (let waits = 0; waits < MOST_WAITS; waits++) {
      const step = await ask();
      said.push(JSON.stringify(step));
      if (step.state !== 'waiting') {
        return step;
      }
    }
    throw new Error('Microsoft never catches up');
  }

  /** Everything, as the template does it. */
  async function onboard(run: { signInId: string; runId: string }) {
    const { application } = await untilOver(() =>
      api.onboardApplication({ ...run, displayName: NAME }),
    );
    const { clientId } = application!;
    const { connectorId } = await api.onboardConnector({
      runId: run.runId,
      title: 'New partner',
      partnerTenantId: harness.simulator.partner.tenantId,
      clientId,
    });
    const steps = [
      await untilOver(() => api.onboardConsent({ ...run, clientId })),
      await untilOver(() =>
        api.onboardCredential({ ...run, connectorId: connectorId! }),
      ),
      await untilOver(() =>
        api.onboardBillingRole({ ...run, connectorId: connectorId! }),
      ),
    ];
    return { clientId, connectorId: connectorId!, steps };
  }

  const ours = () =>
    harness.simulator.tenant.directory.applications.filter(one =>
      one.uniqueName?.startsWith('csp-costs'),
    );

  async function refusal(asked: Promise<unknown>): Promise<string> {
    return asked.then(
      () => 'It was not refused',
      error => `${error.statusCode} ${error.message}`,
    );
  }

  it('ends in a connector that works, and is taken back to what there was', async () => {
    const { simulator } = harness;
    const run = { signInId: await signIn(), runId: 'task-1' };
    const before = simulator.tenant.directory.applications.length;
    expect(
      (await api.preflight({ signInId: run.signInId, displayName: NAME })).map(
        ({ step, outcome }) => `${step} ${outcome}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'application will-create',
        'connector will-create',
      ]),
    );
    const { connectorId, clientId, steps } = await onboard(run);
    expect(steps.map(({ state, problem }) => [state, problem])).toEqual(
      steps.map(() => ['done', undefined]),
    );
    expect(
      await api.resolveTenant({ tenant: simulator.partner.tenantId }),
    ).toMatchObject({ connectors: [{ connectorId, title: 'New partner' }] });
    // The step goes on with the connector of the application, and with no other.
    const connectorFinding = async (displayName: string) =>
      (await api.preflight({ signInId: run.signInId, displayName })).find(
        ({ step }) => step === 'connector',
      );
    expect(await connectorFinding(NAME)).toMatchObject({ outcome: 'exists' });
    expect(await connectorFinding('Another name')).toMatchObject({
      outcome: 'will-create',
      text: expect.stringMatching(/New partner.*twice/),
    });
    const checks = await harness.api.runChecks(connectorId);
    expect(
      checks
        .filter(({ group }) => group === 'application')
        .filter(({ status }) => status === 'fail'),
    ).toEqual([]);

    // Once more: nothing is made twice.
    const again = await onboard({ ...run, runId: 'task-2' });
    expect(again).toMatchObject({ connectorId, clientId });
    expect(
      again.steps.flatMap(({ effects }) => effects.map(one => one.outcome)),
    ).not.toContain('created');
    expect(ours()).toHaveLength(1);

    // A run that has made nothing takes nothing back, and nobody else's run is.
    const other = harness.onboardingAs('user:default/other');
    const othersSignIn = await signIn('onboarder', other);
    for (const nothing of [
      await api.rollBack({ ...run, runId: 'task-2' }),
      await other.rollBack({ signInId: othersSignIn, runId: run.runId }),
    ]) {
      expect(nothing).toEqual({ state: 'done', effects: [] });
    }
    expect(ours()).toHaveLength(1);

    const back = await untilOver(() => api.rollBack(run));
    expect(back).toMatchObject({ state: 'done' });
    expect(back.effects.map(({ object }) => object)).toEqual(
      expect.arrayContaining([
        'billing-role',
        'credential',
        'application-permission',
        'delegated-grant',
        'connector',
        'service-principal',
        'application',
      ]),
    );
    expect(simulator.tenant.directory.applications).toHaveLength(before);
    expect(await harness.api.getConnectors()).toEqual([]);
    expect(await knex('onboarding_objects').whereNull('removed_at')).toEqual(
      [],
    );
    expect(await api.rollBack(run)).toEqual({ state: 'done', effects: [] });

    // The same run may go on after that, and be taken back once more.
    await onboard(run);
    expect(ours()).toHaveLength(1);
    expect((await untilOver(() => api.rollBack(run))).state).toBe('done');
    expect(simulator.tenant.directory.applications).toHaveLength(before);
    expect(
      harness.audit
        .filter(({ eventId }) => eventId === 'onboarding-rollback')
        .at(-1),
    ).toMatchObject({
      status: 'succeeded',
      meta: {
        runId: 'task-1',
        state: 'done',
        effects: expect.arrayContaining(['application removed']),
      },
    });
  });

  it('takes back what it can, and says what it cannot', async () => {
    const { simulator } = harness;
    const run = { signInId: await signIn(), runId: 'task-1' };
    const { connectorId } = await onboard(run);
    const runAsOther = { ...run, signInId: await signIn('billing-agent') };
    const refused = await untilOver(() => api.rollBack(runAsOther));
    expect(refused).toMatchObject({
      state: 'refused',
      problem: { remedy: expect.stringContaining('Administrator') },
    });
    // What is ours alone is gone.
    expect(await refusal(harness.api.getConnector(connectorId))).toMatch(
      /^404 /,
    );
    expect(ours()).toHaveLength(1);
    expect((await untilOver(() => api.rollBack(run))).state).toBe('done');
    expect(ours()).toHaveLength(0);
    expect(simulator.requests.tokenLeaks).toBe(0);

    // Of all this, no secret is anywhere but in the vault.
    const places = {
      log: harness.log.join('\n'),
      answers: said.join('\n'),
      audit: JSON.stringify(harness.audit),
      database: JSON.stringify(
        await Promise.all(
          ['operator_sign_ins', 'onboarding_objects', 'vault_secrets'].map(
            table => knex(table).select(),
          ),
        ),
      ),
    };
    expect(places.answers).toContain('BEGIN CERTIFICATE');
    expect(places.audit).toContain(run.runId);
    expect(places.database).toContain(run.signInId);
    expect(secrets.size).toBeGreaterThan(4);
    const found = [...secrets].flatMap(secret =>
      Object.entries(places)
        .filter(([, text]) => text.includes(secret))
        .map(([place]) => `${place} has ${secret.slice(0, 12)}`),
    );
    expect(found).toEqual([]);
  });

  it('needs rights, also to give something to the connector of others', async () => {
    const run = { signInId: await signIn(), runId: 'task-1' };
    const { connectorId, clientId } = await onboard(run);
    const part: OffboardingPart = 'connector';
    await harness.stopBackend();
    await harness.startBackend({
      denied: [
        'csp-costs.connector.update',
        'csp-costs.connector.delete',
        'csp-costs.connector.read',
        'csp-costs.connector.use',
      ],
    });
    // Who may not see connectors is not told what they are called.
    const tenant = harness.simulator.partner.tenantId;
    expect(await api.resolveTenant({ tenant })).toMatchObject({
      connectors: [],
    });
    const findings = await api.preflight({
      signInId: run.signInId,
      displayName: NAME,
    });
    expect(JSON.stringify(findings)).not.toContain('New partner');
    expect(findings.map(({ whoCan }) => whoCan).join()).toContain(
      'csp-costs.connector.use',
    );
    const step = { ...run, connectorId };
    expect((await api.onboardCredential(step)).state).toBe('done');
    const other = harness.onboardingAs('user:default/other');
    const theirs = { ...step, signInId: await signIn('onboarder', other) };
    for (const asked of [
      other.onboardCredential(theirs),
      other.onboardBillingRole(theirs),
    ]) {
      expect(await refusal(asked)).toMatch(
        /^403 This needs the permission csp-costs.connector.update/,
      );
    }
    expect(await refusal(api.offboard({ connectorId, part }))).toMatch(
      /^403 This needs the permission csp-costs.connector.delete/,
    );
    await harness.stopBackend();
    // To offboard takes no right to onboard.
    await harness.startBackend({ denied: ['csp-costs.connector.create'] });
    await api.getOnboardingOptions();
    await api.resolveTenant({ tenant });
    await api.getSignIn(await signIn());
    expect(await api.offboard({ connectorId, part })).toMatchObject({
      state: 'done',
    });
    expect(await harness.api.getConnectors()).toEqual([]);

    // The right to what a run has made ends with it: this one is others'.
    await harness.stopBackend();
    await harness.startBackend({ denied: ['csp-costs.connector.update'] });
    await other.onboardConnector({
      runId: run.runId,
      connectorId,
      title: 'Their partner',
      partnerTenantId: harness.simulator.partner.tenantId,
      clientId,
    });
    expect(await refusal(api.onboardCredential(step))).toMatch(/^403 /);
  });
});

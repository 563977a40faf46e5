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

import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

const HOUR_MS = 60 * 60_000;
const SECRET_FIELDS = [
  'access_token',
  'refresh_token',
  'id_token',
  'device_code',
];

/**
 * Stands between the backend and Microsoft: keeps what is secret, lets nobody
 * out of this machine, and holds polls for a device code until a person has
 * signed in, since MSAL asks again only after seconds.
 */
function watchMicrosoft() {
  const secrets = new Set<string>();
  const real = globalThis.fetch;
  let signedIn = Promise.resolve();
  let breaks = false;
  let release = () => {};
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const { hostname, pathname } = new URL(String(input));
    if (hostname !== '127.0.0.1') {
      throw new TypeError('fetch failed');
    }
    if (new URLSearchParams(String(init?.body)).has('device_code')) {
      await signedIn;
      if (breaks) {
        breaks = false;
        throw new TypeError('fetch failed');
      }
    }
    const response = await real(input, init);
    if (/\/oauth2\/v2\.0\/(token|devicecode)$/.test(pathname)) {
      const answer = await response.clone().json();
      SECRET_FIELDS.filter(field => answer[field]).forEach(field =>
        secrets.add(answer[field]),
      );
    }
    return response;
  });
  return {
    secrets,
    hold() {
      signedIn = new Promise(resolve => {
        release = resolve;
      });
    },
    release: () => release(),
    /** Has the next poll for a device code break off. */
    breakNextPoll() {
      breaks = true;
    },
  };
}

async function dump(knex: Knex): Promise<string> {
  const isSqlite = knex.client.config.client.includes('sqlite');
  const tables: string[] = isSqlite
    ? await knex('sqlite_master').where({ type: 'table' }).pluck('name')
    : await knex('pg_tables')
        .where({ schemaname: 'public' })
        .pluck('tablename');
  return JSON.stringify(
    await Promise.all(tables.map(table => knex(table).select())),
  );
}

describe.each(ids)('sign-ins of people who onboard, on %s', databaseId => {
  let harness: CspCostsHarness;
  let knex: Knex;
  let microsoft: ReturnType<typeof watchMicrosoft>;
  let partnerTenantId: string;
  const said: string[] = [];

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    microsoft = watchMicrosoft();
    harness = await CspCostsHarness.create({
      knex,
      keepLog: true,
      config: { connectors: {} },
      simulator: {
        customers: 3,
        months: 0,
        linesPerCustomerDay: 1,
        applicationRegistered: false,
      },
    });
    partnerTenantId = harness.simulator.partner.tenantId;
    harness.simulator.tenant.directory.settings.deviceCodeInterval = 0;
  });

  afterAll(async () => {
    microsoft.release();
    await harness.stop();
    jest.restoreAllMocks();
  });

  /** The status and the words of a refusal. */
  async function refusal(asked: Promise<unknown>): Promise<string> {
    try {
      await asked;
    } catch (error) {
      const { statusCode, message } = error as Error & { statusCode: number };
      said.push(JSON.stringify(error), message);
      return `${statusCode} ${message}`;
    }
    throw new Error('It was not refused');
  }

  async function untilEnded(signInId: string) {
    for (;;) {
      const signIn = await harness.onboarding.getSignIn(signInId);
      if (signIn.status !== 'started') {
        said.push(JSON.stringify(signIn));
        return signIn;
      }
      await delay(10);
    }
  }

  async function signInByCode(account: 'onboarder' | 'declines') {
    microsoft.hold();
    const started = await harness.onboarding.startSignIn({ partnerTenantId });
    said.push(JSON.stringify(started));
    harness.simulator.approveDeviceCode(started.deviceCode!.userCode, account);
    microsoft.release();
    return { started, ended: await untilEnded(started.signInId) };
  }

  const sealed = () =>
    knex('vault_secrets')
      .count({ count: '*' })
      .first()
      .then(row => Number(row?.count));

  it('begin with a tenant that exists in one of the clouds', async () => {
    const { onboarding, simulator } = harness;
    const { domain } = simulator.partner;
    const options = await onboarding.getOnboardingOptions();
    expect(options).toMatchObject({
      defaultNationalCloud: 'simulated',
      nationalClouds: expect.arrayContaining(['global', 'simulated']),
    });
    expect(options.scopes['us-government']).toEqual({
      graph: expect.arrayContaining([
        'https://graph.microsoft.us/Application.ReadWrite.All',
      ]),
      arm: ['https://management.usgovcloudapi.net/user_impersonation'],
    });
    expect(
      await onboarding.resolveTenant({ tenant: ` ${domain.toUpperCase()} ` }),
    ).toEqual({
      partnerTenantId,
      nationalCloud: 'simulated',
      domain,
      connectors: [],
    });
    const { connectorId } = await harness.api.createConnector({
      settings: harness.settings({ title: 'Known' }),
    });
    expect(
      await onboarding.resolveTenant({
        tenant: partnerTenantId,
        nationalCloud: 'simulated',
      }),
    ).toEqual({
      partnerTenantId,
      nationalCloud: 'simulated',
      connectors: [{ connectorId, title: 'Known' }],
    });
    expect(
      await refusal(
        onboarding.resolveTenant({
          tenant: 'nobody.example',
          nationalCloud: 'simulated',
        }),
      ),
    ).toMatch(/^404 tenant "nobody.example" is not known to Microsoft/);
    // The other clouds do not answer here: one of them may know it.
    expect(
      await refusal(onboarding.resolveTenant({ tenant: 'nobody.example' })),
    ).toMatch(/^503 /);
    expect(
      await refusal(
        onboarding.resolveTenant({
          tenant: 'nobody.example',
          nationalCloud: 'china',
        }),
      ),
    ).toMatch(/^503 /);
    expect(
      await refusal(onboarding.resolveTenant({ tenant: '../common' })),
    ).toMatch(/^400 tenant is neither a tenant id nor a domain/);
    expect(
      await refusal(
        onboarding.resolveTenant({ tenant: domain, nationalCloud: 'moon' }),
      ),
    ).toMatch(/^400 nationalCloud is "moon"; known are /);
  });

  it('go by device code, and are of use to nobody else', async () => {
    const { onboarding } = harness;
    const others = harness.onboardingAs('user:default/other');
    microsoft.breakNextPoll();
    const { started, ended } = await signInByCode('onboarder');
    expect(started).toMatchObject({
      status: 'started',
      method: 'device-code',
      deviceCode: {
        userCode: expect.stringMatching(/^\w{9}$/),
        verificationUrl: `${harness.simulator.url}/devicelogin`,
      },
    });
    expect(ended).toEqual({
      signInId: started.signInId,
      status: 'given',
      method: 'device-code',
      nationalCloud: 'simulated',
      partnerTenantId,
      account: expect.stringMatching(/^onboarder@/),
      expiresAt: expect.any(String),
    });
    const { signInId } = started;
    const customers = await onboarding.searchOnboardingCustomers(signInId);
    expect(customers).toHaveLength(3);
    const [customer] = customers;
    expect(
      await onboarding.searchOnboardingCustomers(signInId, {
        search: customer!.name.slice(1, 7).toUpperCase(),
      }),
    ).toContainEqual(customer);
    expect(
      await onboarding.searchOnboardingCustomers(signInId, {
        search: customer!.customerId.slice(0, 12),
      }),
    ).toEqual([customer]);

    const { domain } = harness.simulator.customers.find(
      ({ id }) => id === customer!.customerId,
    )!;
    for (const [search, found] of [
      [domain, [customer]],
      ['nobody.example', []],
    ] as const) {
      expect(
        await onboarding.searchOnboardingCustomers(signInId, { search }),
      ).toEqual(found);
    }

    const step = { signInId, runId: 'run', displayName: 'CSP Costs' };
    for (const asked of [
      others.getSignIn(signInId),
      others.endSignIn(signInId),
      others.searchOnboardingCustomers(signInId),
      others.onboardApplication(step),
      others.rollBack({ signInId, runId: 'run' }),
    ]) {
      expect(await refusal(asked)).toMatch(/^404 You have no such sign-in/);
    }
    await onboarding.endSignIn(signInId);
    expect(await refusal(onboarding.getSignIn(signInId))).toMatch(/^404 /);
    expect(await sealed()).toBe(0);
  });

  it('fail with a reason', async () => {
    const { ended } = await signInByCode('declines');
    expect(ended).toMatchObject({
      status: 'failed',
      problem: { code: 'DEVICE_CODE_DECLINED' },
    });
    expect(
      await refusal(
        harness.onboarding.startSignIn({
          partnerTenantId: '99999999-9999-9999-9999-999999999999',
        }),
      ),
    ).toMatch(/^409 Microsoft does not know the partner tenant[^;]*$/);
    // What ends while the person is at Microsoft's page leaves nothing behind.
    microsoft.hold();
    const { signInId, deviceCode } = await harness.onboarding.startSignIn({
      partnerTenantId,
    });
    harness.simulator.approveDeviceCode(deviceCode!.userCode, 'onboarder');
    await harness.onboarding.endSignIn(signInId);
    microsoft.release();
    expect(await refusal(harness.onboarding.getSignIn(signInId))).toMatch(
      /^404 /,
    );
    // Nobody has more than five under way.
    microsoft.hold();
    const many: string[] = [];
    for (let number = 0; number < 6; number++) {
      many.push(
        (await harness.onboarding.startSignIn({ partnerTenantId })).signInId,
      );
    }
    expect(await refusal(harness.onboarding.getSignIn(many[0]!))).toMatch(
      /^404 /,
    );
    for (const one of many.slice(1)) {
      await harness.onboarding.endSignIn(one);
    }
    microsoft.release();
    expect(await sealed()).toBe(0);
  });

  it('outlast a run that ends, as long as another one goes on with them', async () => {
    const { onboarding, simulator } = harness;
    const tokens = simulator.issueOperatorTokens('onboarder');
    microsoft.secrets.add(tokens.graph).add(tokens.arm);
    const begin = async () =>
      (await onboarding.startSignIn({ partnerTenantId, tokens })).signInId;
    const use = (signInId: string, runId: string, dryRun = false) =>
      onboarding.onboardApplication({
        signInId,
        runId,
        dryRun,
        displayName: 'CSP Costs',
      });
    const [connector] = await harness.api.getConnectors();

    const signInId = await begin();
    await use(signInId, 'dry', true);
    await use(signInId, 'one');
    await use(signInId, 'two');
    await use(signInId, 'two');
    await onboarding.offboard({
      signInId,
      runId: 'three',
      connectorId: connector!.connectorId,
      part: 'consent',
    });
    await onboarding.rollBack({ signInId, runId: 'long ago' });
    for (const runId of ['one', 'never used it', 'two']) {
      await onboarding.endSignIn(signInId, { runId });
      expect(await onboarding.getSignIn(signInId)).toMatchObject({
        status: 'given',
      });
    }
    expect(await use(signInId, 'four')).toMatchObject({ state: 'done' });
    await onboarding.endSignIn(signInId, { runId: 'three' });
    expect(await sealed()).toBe(1);
    await onboarding.endSignIn(signInId, { runId: 'four' });
    expect(await refusal(use(signInId, 'four'))).toMatch(/^404 /);

    // A person who signs out ends it for all runs.
    const another = await begin();
    await use(another, 'one');
    await onboarding.endSignIn(another);
    expect(await refusal(onboarding.getSignIn(another))).toMatch(/^404 /);
    expect(await sealed()).toBe(0);
    expect(await knex('operator_sign_in_uses')).toEqual([]);
  });

  it('go by tokens of the browser, until these end', async () => {
    const { onboarding, simulator } = harness;
    const tokens = simulator.issueOperatorTokens('onboarder');
    const begin = (changes: object) =>
      refusal(onboarding.startSignIn({ partnerTenantId, tokens, ...changes }));
    const { graph, arm } = tokens;
    expect(await begin({ tokens: { graph: arm, arm: graph } })).toMatch(
      /^400 tokens.graph is an access token for something else; ask for scopes of https:\/\/graph.microsoft.com/,
    );
    expect(await begin({ tokens: { graph, arm: 'rubbish' } })).toMatch(
      /^400 tokens.arm is not an access token of a person/,
    );
    expect(
      await begin({
        tokens: { graph, arm: simulator.issueOperatorTokens('app-admin').arm },
      }),
    ).toMatch(/^400 tokens.arm is of another person/);
    expect(
      await begin({ partnerTenantId: '99999999-9999-9999-9999-999999999999' }),
    ).toMatch(/^400 tokens.graph is of another tenant.*Sign in with a code/);
    expect(await begin({ nationalCloud: 'moon' })).toMatch(
      /^400 nationalCloud/,
    );

    const signIn = await onboarding.startSignIn({ partnerTenantId, tokens });
    said.push(JSON.stringify(signIn));
    microsoft.secrets.add(graph).add(arm);
    expect(signIn).toMatchObject({
      status: 'given',
      method: 'microsoft-provider',
      account: expect.stringMatching(/^onboarder@/),
    });
    const { signInId } = signIn;
    const [row] = await knex('vault_secrets');
    expect(row).toMatchObject({ key_id: 'test' });
    // The clean-up of the vault knows that they are used.
    await knex('vault_secrets').update({ created_at: '2000-01-01' });
    await harness.runTask('csp-costs-tidy-secrets');
    await harness.runTask('csp-costs-tidy-onboarding');
    expect(await onboarding.searchOnboardingCustomers(signInId)).toHaveLength(
      3,
    );

    microsoft.hold();
    const unfinished = await onboarding.startSignIn({ partnerTenantId });
    simulator.clock.advance(HOUR_MS);
    expect(await onboarding.getSignIn(unfinished.signInId)).toMatchObject({
      status: 'expired',
      problem: { code: 'DEVICE_CODE_ENDED' },
    });
    await onboarding.endSignIn(unfinished.signInId);
    microsoft.release();
    expect(await begin({})).toMatch(/^400 tokens.graph has ended/);
    const ended = { code: 'SIGN_IN_ENDED' };
    const step = { signInId, runId: 'run', displayName: 'CSP Costs' };
    const expectEnded = async () => {
      expect(await onboarding.getSignIn(signInId)).toMatchObject({
        status: 'expired',
        problem: ended,
      });
      expect(await onboarding.onboardApplication(step)).toEqual({
        state: 'refused',
        effects: [],
        problem: expect.objectContaining(ended),
      });
      expect(
        await refusal(onboarding.searchOnboardingCustomers(signInId)),
      ).toMatch(/^409 The sign-in with Microsoft has ended/);
    };
    await expectEnded();
    expect(await sealed()).toBe(1);
    await harness.runTask('csp-costs-tidy-onboarding');
    expect(await sealed()).toBe(0);
    await expectEnded();
    simulator.clock.advance(24 * HOUR_MS);
    await harness.runTask('csp-costs-tidy-onboarding');
    expect(await refusal(onboarding.getSignIn(signInId))).toMatch(/^404 /);
  });

  it('leave no token anywhere but in the vault', async () => {
    const { signInId } = (await signInByCode('onboarder')).started;
    expect(await sealed()).toBe(1);
    const places = {
      log: harness.log.join('\n'),
      answers: said.join('\n'),
      database: await dump(knex),
      audit: JSON.stringify(harness.audit),
    };
    // The hunt itself works: these would be found.
    expect(places.answers).toContain(signInId);
    expect(places.database).toContain(signInId);
    expect(places.audit).toContain(signInId);
    expect(microsoft.secrets.size).toBeGreaterThan(12);
    const found = [...microsoft.secrets].flatMap(secret =>
      Object.entries(places)
        .filter(([, text]) => text.includes(secret))
        .map(([place]) => `${place} has ${secret.slice(0, 12)}`),
    );
    expect(found).toEqual([]);
    expect(harness.simulator.requests.tokenLeaks).toBe(0);
  });
});

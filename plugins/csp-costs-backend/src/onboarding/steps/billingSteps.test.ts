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

import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCertificate,
  createFederatedIssuer,
  type AccountKey,
  type RegisteredApplication,
} from '@internal/microsoft-simulator';
import type {
  OnboardedConnector,
  OnboardingClient,
  OnboardingStep,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { holdNextCall } from '../../__testUtils__/holdNextCall';
import { CredentialKeeper } from '../../connectors/credentials/CredentialKeeper';
import { VaultError } from '../../connectors/vault/VaultError';
import { DirectoryClient } from '../../microsoft/directory/DirectoryClient';

const { databases, ids } = testDatabases();

/** More than Microsoft lags behind here. */
const MOST_WAITS = 30;

describe.each(ids)('a connector that is onboarded on %s', databaseId => {
  let knex: Knex;
  let harness: CspCostsHarness;
  let api: OnboardingClient;
  let directory: string;
  let tokenFile: string;
  let run: { signInId: string; runId: string };
  let application: RegisteredApplication;
  let created: OnboardedConnector;
  let connectorId: string;

  const connectorInput = () => ({
    runId: run.runId,
    title: 'New partner',
    partnerTenantId: harness.simulator.partner.tenantId,
    clientId: application.clientId,
  });

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    directory = await mkdtemp(join(tmpdir(), 'csp-costs-token-'));
    tokenFile = join(directory, 'token');
    harness = await CspCostsHarness.create({
      knex,
      config: { connectors: {}, federatedTokenFiles: [tokenFile] },
      simulator: {
        customers: 2,
        months: 0,
        linesPerCustomerDay: 1,
        applicationRegistered: false,
      },
      keepLog: true,
    });
    api = harness.onboarding;
    run = { signInId: await signIn('onboarder'), runId: 'task-1' };
    const made = await api.onboardApplication({
      ...run,
      displayName: 'CSP Costs',
    });
    const { clientId } = made.application!;
    application = harness.simulator.tenant.directory.application(clientId)!;
    created = await api.onboardConnector(connectorInput());
    connectorId = created.connectorId!;
  });

  afterEach(async () => {
    await harness.stop();
    await rm(directory, { recursive: true });
  });

  async function signIn(account: AccountKey): Promise<string> {
    const { simulator } = harness;
    const { signInId } = await harness.onboarding.startSignIn({
      partnerTenantId: simulator.partner.tenantId,
      tokens: simulator.issueOperatorTokens(account),
    });
    return signInId;
  }

  const outcomes = ({ effects }: OnboardingStep) =>
    effects.map(({ outcome }) => outcome);

  /** Asks for a step until it no longer waits; gives what it waited for, too. */
  async function untilOver<Step extends OnboardingStep>(
    ask: () => Promise<Step>,
  ): Promise<{ step: Step; waitedFor: Set<string | undefined> }> {
    const waitedFor = new Set<string | undefined>();
    for (let waits = 0; waits < MOST_WAITS; waits++) {
      const step = await ask();
      if (step.state !== 'waiting') {
        return { step, waitedFor };
      }
      waitedFor.add(step.problem?.code);
    }
    throw new Error('Microsoft never catches up');
  }

  const giveCredential = (
    more: Partial<Parameters<typeof api.onboardCredential>[0]> = {},
  ) => untilOver(() => api.onboardCredential({ ...run, connectorId, ...more }));

  const giveRole = (
    more: Partial<Parameters<typeof api.onboardBillingRole>[0]> = {},
  ) =>
    untilOver(() => api.onboardBillingRole({ ...run, connectorId, ...more }));

  const roles = () => harness.simulator.tenant.billing.assignments;

  it('gets a certificate and a role, however late Microsoft hears of them, and loses them again', async () => {
    const { simulator } = harness;
    const { tenant } = simulator;
    expect(created).toMatchObject({
      state: 'done',
      effects: [{ object: 'connector', outcome: 'created' }],
    });
    const { writes } = simulator.requests;
    const dry = { ...run, connectorId, dryRun: true };
    const wouldBe = { ...connectorInput(), dryRun: true };
    for (const step of [
      await api.onboardConnector({
        ...wouldBe,
        clientId: simulator.partner.clientId,
      }),
      await api.onboardCredential(dry),
      await api.onboardBillingRole(dry),
      await api.onboardCredential({ ...dry, connectorId: 'not-there-yet' }),
      await api.onboardBillingRole({ ...dry, connectorId: 'not-there-yet' }),
    ]) {
      expect([step.state, outcomes(step)]).toEqual(['done', ['would-create']]);
    }
    expect(simulator.requests.writes).toBe(writes);
    expect(await harness.api.getConnectors()).toHaveLength(1);
    expect(await knex('credentials')).toEqual([]);

    // What people have put there stays.
    const theirs = createCertificate().certificatePem;
    application.certificates = [theirs];
    // One that was made by hand, and never uploaded.
    const { nextCredential } = await harness.api.generateCertificate(
      connectorId,
    );
    tenant.patch({
      directory: { lag: 2 },
      billing: { billingRoleLag: 2, assignmentPolls: 2 },
    });
    const given = await giveCredential();
    expect(given.waitedFor).toEqual(new Set(['CERTIFICATE_WRONG']));
    expect(given.step).toMatchObject({
      state: 'done',
      credential: {
        kind: 'certificate',
        thumbprint: nextCredential!.thumbprint,
      },
    });
    expect(application.certificates).toHaveLength(2);
    expect(application.certificates).toContain(theirs);
    const connector = await harness.api.getConnector(connectorId);
    expect(connector.nextCredential).toBeUndefined();

    // Somebody who sees no billing account hands the page on to choose it on.
    tenant.account('sales-agent').roles = ['sales-agent'];
    const blind = {
      ...run,
      connectorId,
      signInId: await signIn('sales-agent'),
    };
    expect(await api.onboardBillingRole(blind)).toMatchObject({
      state: 'handed-on',
      problem: {
        code: 'BILLING_ACCOUNT_MISSING',
        remedy: expect.stringContaining(application.servicePrincipalId!),
      },
      handOnUrl: expect.stringContaining('ModernBillingMenuBlade'),
    });

    // Somebody who may only look hands the link on.
    const reader = await signIn('no-mfa');
    const handedOn = await api.onboardBillingRole({
      ...run,
      connectorId,
      signInId: reader,
    });
    expect(handedOn).toMatchObject({
      state: 'handed-on',
      problem: {
        code: 'BILLING_ROLE_NOT_ALLOWED',
        remedy: expect.stringContaining(application.servicePrincipalId!),
      },
      handOnUrl: expect.stringContaining(
        encodeURIComponent(handedOn.billingAccount!.billingAccountId),
      ),
    });
    expect(roles()).toEqual([]);

    const role = await giveRole();
    expect(role.waitedFor).toEqual(new Set(['BILLING_ROLE_NOT_YET']));
    expect(role.step).toMatchObject({
      state: 'done',
      billingAccount: { agreementType: 'MicrosoftPartnerAgreement' },
    });
    expect(roles()).toMatchObject([
      {
        name: `50000000-aaaa-bbbb-cccc-100000000002_${application.servicePrincipalId}`,
      },
    ]);

    // Whoever only looks finds all of it; nothing is made twice.
    for (const step of [
      await api.onboardCredential({ ...run, connectorId, kind: 'federated' }),
      await api.onboardBillingRole({ ...run, connectorId, signInId: reader }),
    ]) {
      expect([step.state, outcomes(step)]).toEqual(['done', ['found']]);
    }
    expect(application.certificates).toHaveLength(2);
    expect(roles()).toHaveLength(1);

    // Nor does somebody go in circles who cannot see what was done meanwhile,
    // also where Microsoft lists only the assignments of who asks.
    simulator.faults.add({
      match: { method: 'GET', path: 'billingRoleAssignments$' },
      times: 'always',
      fault: { kind: 'status', status: 200, body: { value: [] } },
    });
    for (const input of [blind, { ...blind, signInId: reader }]) {
      const step = await api.onboardBillingRole(input);
      expect([step.state, outcomes(step)]).toEqual(['done', ['found']]);
    }
    expect(
      await api.offboard({
        signInId: reader,
        part: 'billing-role',
        connectorId,
      }),
    ).toMatchObject({
      state: 'handed-on',
      problem: { code: 'BILLING_ROLE_NOT_ALLOWED' },
    });

    for (const part of ['billing-role', 'credential', 'connector'] as const) {
      const input = { signInId: run.signInId, part, connectorId };
      const before = simulator.requests.writes;
      const would = await api.offboard({ ...input, dryRun: true });
      expect(outcomes(would)).toContain('would-remove');
      expect(simulator.requests.writes).toBe(before);
      const [first, second] = [
        await api.offboard(input),
        await api.offboard(input),
      ];
      expect([first.state, second.state]).toEqual(['done', 'done']);
      expect(outcomes(first)).toContain('removed');
      expect(outcomes(second)).toEqual(['absent']);
    }
    expect(application.certificates).toEqual([theirs]);
    expect(roles()).toEqual([]);
    expect(await knex('credentials')).toEqual([]);

    // Nobody is told that something is taken away that was not looked at.
    const consent = { signInId: run.signInId, part: 'consent' } as const;
    expect(await api.offboard({ ...consent, connectorId })).toMatchObject({
      state: 'done',
      effects: [{ text: expect.stringContaining('nothing was looked at') }],
    });
    for (const part of ['consent', 'connector'] as const) {
      await expect(
        api.offboard({ ...consent, part, connectorId: 'never-there' }),
      ).rejects.toMatchObject({
        statusCode: 404,
        message: expect.stringContaining('connectorId'),
      });
    }
  });

  it('has one client secret, though the answer that told the first was lost', async () => {
    const { simulator } = harness;
    const { tenant } = simulator;
    const secret = () =>
      giveCredential({ kind: 'client-secret', secretDays: 30 });
    for (const [field, wrong] of [
      ['secretDays', { secretDays: 800 }],
      ['tokenFile', { tokenFile: '/etc/passwd' }],
    ] as const) {
      await expect(giveCredential(wrong)).rejects.toMatchObject({
        statusCode: 400,
        message: expect.stringContaining(field),
      });
    }
    simulator.faults.add({
      match: { path: 'addPassword$' },
      fault: { kind: 'reset', afterBytes: 1 },
    });
    await expect(secret()).rejects.toMatchObject({ statusCode: 503 });
    expect(application.clientSecrets).toHaveLength(1);
    const [lost] = application.clientSecrets;

    tenant.patch({ directory: { lag: 2 } });
    const given = await secret();
    expect(given.waitedFor).toEqual(new Set(['CLIENT_SECRET_WRONG']));
    expect(given.step).toMatchObject({
      credential: {
        kind: 'client-secret',
        expiresAt: new Date(
          simulator.clock.now().getTime() + 30 * 86_400_000,
        ).toISOString(),
      },
    });
    expect(application.clientSecrets).toHaveLength(1);
    expect(application.clientSecrets).not.toContainEqual(lost);

    // In a partner agreement, one of several accounts has to be named.
    tenant.patch({ directory: { lag: 0 }, billing: { accounts: 2 } });
    const { step: ambiguous } = await giveRole();
    expect(ambiguous).toMatchObject({
      state: 'refused',
      problem: {
        code: 'BILLING_ACCOUNT_AMBIGUOUS',
        remedy: expect.stringContaining('billingAccountId'),
      },
    });
    // One of a customer agreement has to be named, too.
    tenant.patch({ billing: { agreement: 'MicrosoftCustomerAgreement' } });
    const { step: missing } = await giveRole();
    expect(missing.problem?.code).toBe('BILLING_ACCOUNT_MISSING');
    const second = missing.problem!.cause.match(/[0-9a-f:-]+_[0-9-]+/g)![1]!;
    expect((await giveRole({ billingAccountId: second })).step).toMatchObject({
      state: 'done',
      billingAccount: { billingAccountId: second },
    });
    // An Enterprise Agreement takes the other call, under a name that stays the same.
    tenant.patch({
      billing: { agreement: 'EnterpriseAgreement', accounts: 1 },
    });
    // There, a Global Administrator has no say.
    tenant.account('billing-agent').roles = ['global-admin', 'billing-admin'];
    expect(
      await api.preflight({
        signInId: await signIn('billing-agent'),
        displayName: 'CSP Costs',
      }),
    ).toContainEqual(
      expect.objectContaining({
        step: 'billing-role',
        outcome: 'not-allowed',
        whoCan: expect.stringContaining('enrollment administrator'),
      }),
    );
    for (const outcome of ['created', 'found']) {
      expect(outcomes((await giveRole()).step)).toEqual([outcome]);
    }
    expect(roles().map(({ name }) => name)).toEqual([
      expect.stringContaining(application.servicePrincipalId!),
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a/),
    ]);

    // Only the vault has the secret, sealed.
    const everything = JSON.stringify([
      harness.log,
      harness.audit,
      await knex('onboarding_objects'),
      await knex('credentials'),
      await knex('vault_secrets'),
    ]);
    for (const { value } of [lost!, ...application.clientSecrets]) {
      expect(everything).not.toContain(value);
    }
  });

  it('gets one credential, whoever else is at it, and none that was not asked for', async () => {
    const { simulator } = harness;
    const { tenant, faults } = simulator;
    const answers = (status: number, code: string, message: string) =>
      ({ kind: 'status', status, body: { error: { code, message } } } as const);
    await expect(
      api.onboardApplication({ ...run, displayName: '  ' }),
    ).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('displayName'),
    });

    // A conflict is no proof that a permission is there.
    faults.add({
      match: { method: 'POST', path: 'appRoleAssignedTo$' },
      fault: answers(409, 'Request_Conflict', 'Conflicting changes.'),
    });
    const consent = { ...run, clientId: application.clientId };
    expect(await api.onboardConsent(consent)).toMatchObject({
      state: 'waiting',
      problem: { code: 'DIRECTORY_LAGS' },
    });
    expect(outcomes(await api.onboardConsent(consent))).toContain('created');
    expect(application.applicationRoles).toEqual(['PartnerBilling.Read.All']);

    const both = async (kind: 'certificate' | 'client-secret') => {
      // One of them is late: the other one may be through by then.
      faults.add({
        match: { method: 'GET', path: 'applications' },
        fault: { kind: 'delay', milliseconds: 2000 },
      });
      const steps = await Promise.all([
        giveCredential({ kind }),
        giveCredential({ kind, runId: 'task-2' }),
      ]);
      for (const { step } of steps) {
        expect(step).toMatchObject({ state: 'done', credential: { kind } });
      }
      expect((await harness.api.getConnector(connectorId)).health.status).toBe(
        'connected',
      );
    };
    await both('certificate');
    expect(application.certificates).toHaveLength(1);
    application.certificates = [];
    await both('client-secret');
    expect(application.clientSecrets).toHaveLength(1);

    // Nor does a secret stay that another run's certificate was faster than.
    await harness.api.disconnect(connectorId);
    application.clientSecrets = [];
    const generating = holdNextCall(CredentialKeeper.prototype, 'generate');
    const faster = giveCredential({ kind: 'certificate', runId: 'task-2' });
    await generating.made;
    const activating = holdNextCall(CredentialKeeper.prototype, 'activate');
    const slower = giveCredential({ kind: 'client-secret' });
    await activating.made;
    expect(application.clientSecrets).toHaveLength(1);
    generating.goOn();
    await faster;
    activating.goOn();
    expect((await slower).step).toMatchObject({
      state: 'done',
      credential: { kind: 'certificate' },
    });
    expect(application.clientSecrets).toEqual([]);
    application.certificates = [];

    // A secret that waited, and is gone by now, stands in nobody's way.
    application.clientSecrets = [];
    tenant.patch({ directory: { lag: 5 } });
    expect(
      await api.onboardCredential({
        ...run,
        connectorId,
        kind: 'client-secret',
      }),
    ).toMatchObject({ state: 'waiting' });
    tenant.patch({ directory: { lag: 0 } });
    application.clientSecrets = [];
    simulator.clock.advance(20 * 60_000);
    const { step: asked } = await giveCredential({ kind: 'certificate' });
    expect(asked.credential).toMatchObject({ kind: 'certificate' });
    expect(application.clientSecrets).toEqual([]);

    application.certificates = [];
    faults.add({
      match: { path: 'addPassword$' },
      fault: answers(
        400,
        'CredentialInvalidLifetimeAsPerAppPolicy',
        "Credential lifetime exceeds the max value allowed as per assigned policy 'p'.",
      ),
    });
    const { step: next } = await giveCredential({ kind: 'client-secret' });
    expect(next.credential).toMatchObject({ kind: 'certificate' });
    expect(outcomes(next)).toEqual(['absent', 'created']);

    // The portal becomes another workload, which is refused at first.
    const workloads = ['one', 'two'].map(name =>
      createFederatedIssuer(`system:${name}`, `https://${name}.example`),
    );
    // Longer than the clock was advanced.
    const exp = Math.floor(Date.now() / 1000) + 7200;
    const issuers = Object.fromEntries(
      workloads.map(({ credential }) => [
        credential.issuer,
        credential.publicKeyPem!,
      ]),
    );
    tenant.patch({ directory: { issuers, secretsForbidden: true } });
    application.certificates = [];
    const trusted = () =>
      application.federatedCredentials.map(({ subject }) => subject);
    await writeFile(tokenFile, workloads[0]!.token({ claims: { exp } }));
    await giveCredential({ kind: 'federated' });
    expect(trusted()).toEqual(['system:one']);
    await writeFile(tokenFile, workloads[1]!.token({ claims: { exp } }));
    tenant.patch({
      directory: { issuerForbidden: true, certificatesForbidden: true },
    });
    const { step: refused } = await giveCredential({ kind: 'federated' });
    expect(refused.state).toBe('refused');
    expect(trusted()).toEqual(['system:one']);
    tenant.patch({ directory: { issuerForbidden: false } });
    const { step: moved } = await giveCredential({ kind: 'federated' });
    expect(outcomes(moved)).toEqual(['created', 'removed']);
    expect(trusted()).toEqual(['system:two']);
  });

  it('leaves nothing that nobody has, and takes nothing away that somebody has', async () => {
    const { simulator } = harness;
    const keeper = CredentialKeeper.prototype;
    const theirs = createCertificate().certificatePem;
    const secret = (runId: string) =>
      giveCredential({ kind: 'client-secret', runId });
    const certificate = (runId: string) =>
      giveCredential({ kind: 'certificate', runId });

    // A secret is lost; the next run asks for something else. Meanwhile,
    // somebody adds a certificate.
    simulator.faults.add({
      match: { path: 'addPassword$' },
      fault: { kind: 'reset', afterBytes: 1 },
    });
    await expect(secret('task-1')).rejects.toMatchObject({ statusCode: 503 });
    const lost = application.clientSecrets;
    expect(lost).toHaveLength(1);
    let generating = holdNextCall(keeper, 'generate');
    const second = certificate('task-2');
    await generating.made;
    application.certificates = [theirs];
    generating.goOn();
    expect(outcomes((await second).step)).toEqual(['created', 'removed']);
    expect(application.clientSecrets).toEqual([]);
    const [first, ours] = application.certificates;
    expect(first).toBe(theirs);
    expect(ours).toBeDefined();

    // A run that finds a credential removes it, too, if it may.
    application.clientSecrets = lost;
    simulator.faults.add({
      match: { path: 'removePassword$' },
      fault: {
        kind: 'status',
        status: 403,
        body: { error: { code: 'Authorization_RequestDenied', message: '' } },
      },
    });
    expect(outcomes((await certificate('task-3')).step)).toEqual([
      'found',
      'found',
    ]);
    expect(outcomes((await certificate('task-3')).step)).toEqual([
      'removed',
      'found',
    ]);
    expect(application.clientSecrets).toEqual([]);

    // One in use that the directory does not list yet stays beside the next.
    application.certificates = [theirs];
    expect(outcomes((await certificate('task-3')).step)).toEqual(['created']);
    expect(application.certificates).toHaveLength(3);
    expect(application.certificates).toEqual(
      expect.arrayContaining([theirs, ours]),
    );

    // A certificate whose private half a faster secret has replaced is not added.
    await harness.api.disconnect(connectorId);
    application.certificates = [theirs];
    const keeping = holdNextCall(keeper, 'keepNew');
    const faster = secret('task-4');
    await keeping.made;
    generating = holdNextCall(keeper, 'generate');
    const slower = certificate('task-5');
    await generating.made;
    const reading = holdNextCall(DirectoryClient.prototype, 'application');
    generating.goOn();
    await reading.made;
    keeping.goOn();
    expect((await faster).step.credential?.kind).toBe('client-secret');
    reading.goOn();
    const { step, waitedFor } = await slower;
    expect(waitedFor).toEqual(new Set(['CREDENTIAL_OVERTAKEN']));
    expect(outcomes(step)).toEqual(['found']);
    expect(application.certificates).toEqual([theirs]);
    expect(application.clientSecrets).toHaveLength(1);

    // A secret that the directory does not list yet is waited for.
    application.clientSecrets = [];
    const again = { ...run, connectorId, kind: 'client-secret' } as const;
    expect(await api.onboardCredential(again)).toMatchObject({
      state: 'waiting',
      problem: { code: 'CLIENT_SECRET_WRONG' },
    });
    expect(application.clientSecrets).toEqual([]);

    // One that the vault has kept stays, though its answer was lost.
    simulator.clock.advance(20 * 60_000);
    const { keepNew } = keeper;
    jest
      .spyOn(keeper, 'keepNew')
      .mockImplementationOnce(async function keepUnheard(
        this: CredentialKeeper,
        ...input
      ) {
        await keepNew.apply(this, input);
        throw new VaultError('UNREACHABLE', 'The answer was lost');
      });
    await expect(secret('task-6')).rejects.toMatchObject({ statusCode: 503 });
    const kept = application.clientSecrets;
    expect(kept).toHaveLength(1);
    expect((await secret('task-6')).step.state).toBe('done');
    expect(application.clientSecrets).toEqual(kept);
  });

  it('gets the next best credential that the policies of the tenant allow', async () => {
    const { tenant } = harness.simulator;
    const { credential, token } = createFederatedIssuer('system:portal');
    const patch = (changes: object) => tenant.patch({ directory: changes });
    patch({
      secretsForbidden: true,
      certificatesForbidden: true,
      issuerForbidden: true,
      issuers: { [credential.issuer]: credential.publicKeyPem! },
    });
    await writeFile(tokenFile, token());
    const { step: refused } = await giveCredential();
    expect(refused).toMatchObject({
      state: 'refused',
      problem: {
        code: 'CREDENTIAL_KIND_FORBIDDEN',
        remedy: expect.stringContaining('Global Administrator'),
      },
    });
    expect(outcomes(refused)).toEqual(['absent', 'absent', 'absent']);
    expect(await knex('credentials')).toEqual([]);

    patch({ issuerForbidden: false, lag: 1 });
    const federated = await giveCredential();
    expect(federated.waitedFor).toEqual(
      new Set(['FEDERATED_IDENTITY_UNKNOWN']),
    );
    expect(federated.step.credential).toMatchObject({ kind: 'federated' });
    expect(application.federatedCredentials).toMatchObject([
      { issuer: credential.issuer, subject: 'system:portal' },
    ]);
    await api.offboard({
      signInId: run.signInId,
      part: 'credential',
      connectorId,
    });
    expect(application.federatedCredentials).toEqual([]);

    patch({ certificatesForbidden: false, lag: 0 });
    const { step } = await giveCredential({ kind: 'client-secret' });
    expect(step.credential).toMatchObject({ kind: 'certificate' });
    expect(outcomes(step)).toEqual(['absent', 'created']);
    expect(new X509Certificate(application.certificates[0]!).subject).toContain(
      connectorId,
    );

    // One that somebody has removed at Microsoft is made anew.
    harness.simulator.clock.advance(11 * 60_000);
    application.certificates = [];
    expect(outcomes((await giveCredential()).step)).toEqual(['created']);
    expect(application.certificates).toHaveLength(1);

    // What the run made goes, and nothing else; then it has nothing left.
    const input = connectorInput();
    const again = await api.onboardConnector({
      ...input,
      connectorId: 'other',
      title: 'Other title',
      customerIds: [harness.simulator.customers[0]!.id],
    });
    expect(again).toMatchObject({ connectorId, state: 'done' });
    expect(outcomes(again)).toEqual(['found', 'found']);
    await expect(
      api.onboardConnector({
        ...input,
        connectorId,
        clientId: harness.simulator.partner.clientId,
      }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await expect(
      api.onboardConnector({ ...input, customerIds: ['nobody'] }),
    ).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('customerIds'),
    });
    // What somebody has removed is waited for, as long as it may only be unlisted.
    harness.simulator.clock.advance(11 * 60_000);
    const back = await untilOver(() => api.rollBack(run));
    expect(back.step.state).toBe('done');
    expect(await harness.api.getConnectors()).toEqual([]);
    expect(await knex('credentials')).toEqual([]);
  });
});

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

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { MortalPortal, until, type Task } from './__testUtils__/MortalPortal';
import type { Statement } from './__testUtils__/portalProcess';
import { SecretListener } from './__testUtils__/SecretListener';

jest.setTimeout(600_000);

/** Everything that writes to the directory or to a billing account. */
const WRITES =
  '^/(v1[.]0/(applications|servicePrincipals|oauth2)|providers/.*RoleAssignment)';

/** More than onboarding takes: what is done once more each time would never come to an end. */
const MOST_KILLS = 20;

/** Where the certificate is in our own database between two writes of it. */
const MOMENTS_OF_CERTIFICATE: Record<string, Statement> = {
  'the key pair is in the vault, and Microsoft has not its public half': {
    sql: 'insert into `onboarding_objects`',
    value: 'credential',
    nth: 1,
  },
  // The first secret is the sign-in of the person.
  'Microsoft has let the application in, and it is not in use': {
    sql: 'insert into `vault_secrets`',
    nth: 2,
  },
  'it is in use, and waits still': { sql: 'delete from `credentials`', nth: 1 },
};

/** Where the client secret is in our own database. It is told once. */
const MOMENTS_OF_SECRET: Record<string, Statement> = {
  'Microsoft has told the secret, and it is not in the vault': {
    sql: 'insert into `vault_secrets`',
    nth: 2,
  },
};

const IDS = /[0-9a-f-]{36}/g;

const WORLD = {
  applicationRegistered: false,
  customers: 1,
  months: 0,
  linesPerCustomerDay: 1,
};

/** All that is in the files of a portal, byte for byte. */
async function filesOf(portal: MortalPortal): Promise<Map<string, Buffer>> {
  const names = await readdir(portal.directory, { recursive: true });
  const files = names.filter(name => /[.]sqlite|[.]log$/.test(name));
  return new Map(
    await Promise.all(
      files.map(
        async name =>
          [name, await readFile(join(portal.directory, name))] as const,
      ),
    ),
  );
}

/** Which files have a text, or a part of it: a page of a database ends where it ends. */
function filesWith(files: Map<string, Buffer>, text: string): string[] {
  // The head of a token is the same for all.
  const pieces = text.length < 100 ? [text] : text.slice(50).match(/.{40}/g)!;
  return [...files]
    .filter(([, bytes]) => pieces.some(piece => bytes.includes(piece)))
    .map(([name]) => `${name} has ${text.slice(0, 12)}…`);
}

/** What the directory and the billing account have, as Microsoft's administrators see it. */
async function directoryOf(simulator: MicrosoftSimulator): Promise<{
  applications: Array<{
    appId: string;
    servicePrincipalId: string;
    keyCredentials: unknown[];
    passwordCredentials: unknown[];
  }>;
  servicePrincipals: Array<{ appId: string }>;
  appRoleAssignments: Array<{ principalId: string; appRole: string }>;
  oauth2PermissionGrants: Array<{ clientId: string; resourceId: string }>;
}> {
  const response = await fetch(`${simulator.url}/admin/directory`);
  return response.json();
}

describe('a portal that is killed', () => {
  let simulator: MicrosoftSimulator;
  let microsoft: SecretListener;
  let portal: MortalPortal;

  beforeEach(async () => {
    simulator = await MicrosoftSimulator.start(WORLD);
    simulator.tenant.patch({ directory: { deviceCodeInterval: 0 } });
    microsoft = await SecretListener.start(simulator.url);
    portal = await MortalPortal.create({
      url: microsoft.url,
      storageUrl: simulator.storageUrl,
    });
  });

  afterEach(async () => {
    await portal.remove();
    await microsoft.stop();
    await simulator.stop();
  });

  async function onboard(values: JsonObject): Promise<string> {
    const signInId = await portal.signIn(simulator.partner.tenantId, userCode =>
      simulator.approveDeviceCode(userCode, 'onboarder'),
    );
    return portal.startTask({
      partnerTenant: {
        partnerTenantId: simulator.partner.tenantId,
        nationalCloud: 'simulated',
      },
      signInId,
      ...values,
    });
  }

  /** Which requests got no answer. */
  function silenced() {
    return simulator.requests.entries.filter(({ faults }) =>
      faults.includes('keep-silent'),
    );
  }

  /**
   * Lets a portal run the template until it dies before a statement, until its
   * first write has taken effect at Microsoft if that is cut off, or until the
   * end.
   */
  async function runUntilWrite(
    values: JsonObject,
    options: { dieBefore?: Statement; isCutOff: boolean },
  ): Promise<
    { died: true } | { wrote: string } | { status: Task['status']; log: string }
  > {
    await portal.start(options.dieBefore);
    simulator.faults.clear();
    for (const method of options.isCutOff ? ['PATCH', 'POST', 'PUT'] : []) {
      simulator.faults.add({
        match: { method, path: WRITES },
        fault: { kind: 'keep-silent' },
      });
    }
    const before = silenced().length;
    const taskId = await onboard(values);
    let status: Task['status'] = 'open';
    await until(async () => {
      // One that has died does not answer.
      status =
        (await portal.task(taskId).catch(() => undefined))?.status ?? status;
      return (
        !portal.isAlive ||
        !['open', 'processing'].includes(status) ||
        silenced()
          .slice(before)
          .some(one => one.status > 0)
      );
    });
    const [write] = silenced().slice(before);
    if (write) {
      return { wrote: `${write.method} ${write.path.replace(IDS, '…')}` };
    }
    return portal.isAlive
      ? { status, log: await portal.log(taskId) }
      : { died: true };
  }

  /**
   * Kills the portal after each of its writes to Microsoft and before each of
   * some statements, which come in this order, until the template has run.
   * Gives what it was killed at.
   */
  async function runThroughKills(
    values: JsonObject,
    moments: Record<string, Statement>,
    /** Whether it is killed after its writes to Microsoft, too. */
    { isCutOff = true } = {},
  ) {
    const killedAt: string[] = [];
    const left = Object.entries(moments);
    for (;;) {
      const [moment] = left;
      const outcome = await runUntilWrite(values, {
        dieBefore: moment?.[1],
        isCutOff,
      });
      if ('status' in outcome || killedAt.length === MOST_KILLS) {
        return { killedAt, outcome };
      }
      await portal.kill();
      if ('wrote' in outcome) {
        killedAt.push(outcome.wrote);
      } else {
        left.shift();
        killedAt.push(moment?.[0] ?? 'nothing');
      }
    }
  }

  it('after any write goes on from there, makes nothing twice, and leaves no secret behind', async () => {
    const { killedAt, outcome } = await runThroughKills(
      {
        title: 'Newcomer',
        applicationName: 'CSP Costs',
        credentialKind: 'certificate',
      },
      MOMENTS_OF_CERTIFICATE,
    );

    expect(killedAt).toEqual([
      // Of the Partner Center API and the Partner API.
      'POST /v1.0/servicePrincipals',
      'POST /v1.0/servicePrincipals',
      expect.stringMatching(
        /^PATCH .*applications\(uniqueName='csp-costs-[0-9a-f]{8}-csp-costs'\)$/,
      ),
      'POST /v1.0/servicePrincipals',
      'POST /v1.0/servicePrincipals/…/appRoleAssignedTo',
      'POST /v1.0/oauth2PermissionGrants',
      'POST /v1.0/oauth2PermissionGrants',
      'POST /v1.0/oauth2PermissionGrants',
      'POST /v1.0/oauth2PermissionGrants',
      'the key pair is in the vault, and Microsoft has not its public half',
      // Its certificate.
      'PATCH /v1.0/applications/…',
      'Microsoft has let the application in, and it is not in use',
      'it is in use, and waits still',
      expect.stringMatching(/billingAccounts.*createBillingRoleAssignment$/),
    ]);
    expect(outcome).toEqual({
      status: 'completed',
      log: expect.stringContaining('customers are listed'),
    });
    const directory = await directoryOf(simulator);
    expect(directory.applications).toHaveLength(1);
    const [application] = directory.applications;
    expect(application).toMatchObject({
      keyCredentials: [expect.anything()],
      passwordCredentials: [],
    });
    expect(
      directory.servicePrincipals.filter(
        ({ appId }) => appId === application!.appId,
      ),
    ).toHaveLength(1);
    expect(
      new Set(directory.servicePrincipals.map(({ appId }) => appId)).size,
    ).toBe(directory.servicePrincipals.length);
    expect(
      directory.appRoleAssignments.filter(
        ({ principalId }) => principalId === application!.servicePrincipalId,
      ),
    ).toEqual([
      expect.objectContaining({ appRole: 'PartnerBilling.Read.All' }),
    ]);
    expect(
      directory.oauth2PermissionGrants.map(({ resourceId }) => resourceId),
    ).toHaveLength(4);
    expect(
      new Set(
        directory.oauth2PermissionGrants.map(({ resourceId }) => resourceId),
      ).size,
    ).toBe(4);
    expect(
      simulator.tenant.billing.assignments.filter(
        ({ principalId }) => principalId === application!.servicePrincipalId,
      ),
    ).toHaveLength(1);
    const connectors = await portal.costs.getConnectors();
    expect(connectors.map(({ settings }) => settings.clientId)).toEqual([
      application!.appId,
    ]);

    // A client secret is told once: what was lost is removed, and another made.
    await portal.kill();
    const another = await runThroughKills(
      {
        title: 'Another',
        applicationName: 'Another',
        credentialKind: 'client-secret',
      },
      MOMENTS_OF_SECRET,
      { isCutOff: false },
    );
    expect(another).toEqual({
      killedAt: Object.keys(MOMENTS_OF_SECRET),
      outcome: {
        status: 'completed',
        log: expect.stringMatching(
          /nobody has was removed[\s\S]*customers are listed/,
        ),
      },
    });
    const { applications } = await directoryOf(simulator);
    expect(applications).toEqual([
      application,
      expect.objectContaining({
        keyCredentials: [],
        passwordCredentials: [expect.anything()],
      }),
    ]);

    // Files of a database come and go while it is in use.
    await portal.kill();
    const files = await filesOf(portal);
    const named = [...files.keys()].join();
    expect(named).toContain('scaffolder');
    expect(named).toContain('csp-costs');
    expect(microsoft.secrets.size).toBeGreaterThan(20);
    // The hunt itself works: this would be found.
    expect(filesWith(files, application!.appId)).not.toEqual([]);
    expect(
      [...microsoft.secrets].flatMap(secret => filesWith(files, secret)),
    ).toEqual([]);
    expect(filesWith(files, 'PRIVATE KEY')).toEqual([]);
  });
});

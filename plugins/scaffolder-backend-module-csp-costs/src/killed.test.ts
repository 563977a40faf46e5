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
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { MortalPortal, until, type Task } from './__testUtils__/MortalPortal';
import { SecretListener } from './__testUtils__/SecretListener';

jest.setTimeout(300_000);

/** Everything that writes to the directory or to a billing account. */
const WRITES =
  '^/(v1[.]0/(applications|servicePrincipals|oauth2)|providers/.*RoleAssignment)';

/** More than onboarding takes. */
const MOST_WRITES = 20;

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

  async function onboard(): Promise<string> {
    const signInId = await portal.signIn(simulator.partner.tenantId, userCode =>
      simulator.approveDeviceCode(userCode, 'onboarder'),
    );
    return portal.startTask({
      partnerTenant: {
        partnerTenantId: simulator.partner.tenantId,
        nationalCloud: 'simulated',
      },
      signInId,
      title: 'Newcomer',
      applicationName: 'CSP Costs',
      credentialKind: 'certificate',
    });
  }

  /** Which requests got no answer. */
  function silenced() {
    return simulator.requests.entries.filter(({ faults }) =>
      faults.includes('keep-silent'),
    );
  }

  /** Lets a portal run the template until its first write has taken effect, or until the end. */
  async function runUntilWrite(): Promise<
    { wrote: string } | { status: Task['status']; log: string }
  > {
    await portal.start();
    simulator.faults.clear();
    for (const method of ['PATCH', 'POST', 'PUT']) {
      simulator.faults.add({
        match: { method, path: WRITES },
        fault: { kind: 'keep-silent' },
      });
    }
    const before = silenced().length;
    const taskId = await onboard();
    let status: Task['status'] = 'open';
    await until(async () => {
      status = (await portal.task(taskId)).status;
      return (
        !['open', 'processing'].includes(status) ||
        silenced()
          .slice(before)
          .some(one => one.status > 0)
      );
    });
    const [write] = silenced().slice(before);
    return write
      ? { wrote: `${write.method} ${write.path.replace(IDS, '…')}` }
      : { status, log: await portal.log(taskId) };
  }

  it('after any write goes on from there, makes nothing twice, and leaves no secret behind', async () => {
    const killedAfter: string[] = [];
    let outcome = await runUntilWrite();
    // What is done once more each time would never come to an end.
    while ('wrote' in outcome && killedAfter.length < MOST_WRITES) {
      killedAfter.push(outcome.wrote);
      await portal.kill();
      outcome = await runUntilWrite();
    }

    expect(killedAfter).toEqual([
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
      // Its certificate.
      'PATCH /v1.0/applications/…',
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

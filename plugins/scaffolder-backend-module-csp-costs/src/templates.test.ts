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

import type { JsonObject } from '@backstage/types';
import { OnboardingWorld } from './__testUtils__/OnboardingWorld';
import { readTemplate } from './__testUtils__/readTemplate';

const onboard = readTemplate('onboard-partner-tenant');
const offboard = readTemplate('offboard-partner-tenant');

describe('templates', () => {
  let world: OnboardingWorld;

  beforeAll(async () => {
    world = await OnboardingWorld.create();
    world.enterCustomers('heron');
  });

  afterAll(() => world.stop());

  function partnerTenant() {
    return {
      partnerTenantId: world.simulator.partner.tenantId,
      nationalCloud: 'simulated',
    };
  }

  async function values(
    changes: JsonObject = {},
  ): Promise<JsonObject & { signInId: string }> {
    return {
      partnerTenant: partnerTenant(),
      signInId: await world.signIn(),
      title: 'Heron',
      applicationName: 'CSP Costs',
      credentialKind: 'certificate',
      owner: 'group:default/platform',
      ...changes,
    };
  }

  /** What a run asks Microsoft to change. */
  async function writesOf<T>(run: () => Promise<T>): Promise<[T, number]> {
    const before = world.simulator.requests.writes;
    const result = await run();
    return [result, world.simulator.requests.writes - before];
  }

  it('bring a partner tenant to a collecting connector, going on from where somebody else had to act, and offboard it', async () => {
    const [dry, dryWrites] = await writesOf(async () =>
      world.dryRun(onboard, await values()),
    );
    expect(dryWrites).toBe(0);
    expect(await world.costs.getConnectors()).toEqual([]);
    expect(dry.log.join('\n')).toMatch(
      /app registration CSP Costs would be created[\s\S]*connector Heron would be created[\s\S]*would be granted[\s\S]*certificate would be made[\s\S]*Billing account reader[\s\S]*Would check the connector/,
    );

    world.simulator.tenant.patch({ directory: { lag: 2 } });
    const administrator = await world.signIn('app-admin');
    const handedOn = await world.run(
      onboard,
      await values({ signInId: administrator }),
    );
    expect(handedOn.status).toBe('completed');
    // It goes on from there when somebody has acted soon.
    expect(await world.keptOf(administrator)).toHaveLength(2);
    const { links, text } = handedOn.output as {
      links: Array<{ title: string; url: string }>;
      text: Array<{ title: string; content: string }>;
    };
    expect(links.map(({ title }) => title)).toEqual([
      'Connector',
      'Grant consent',
    ]);
    expect(links[1]!.url).toMatch(/\/adminconsent\?/);
    expect(text.map(({ title }) => title)).toEqual(['Consent is left to do']);
    expect(text[0]!.content).toContain(links[1]!.url);
    expect(handedOn.log.join('\n')).toMatch(
      /Asking again in 2 s[\s\S]*Skipping step start/,
    );
    world.simulator.tenant.patch({ directory: { lag: 0 } });

    const given = await values();
    expect(await world.keptOf(given.signInId)).toHaveLength(2);
    const onboarded = await world.run(onboard, given);
    expect(onboarded.status).toBe('completed');
    // Nobody needs the person's access any more.
    expect(await world.keptOf(given.signInId)).toEqual([]);
    const startedOver = await world.run(onboard, given);
    expect(startedOver.status).toBe('failed');
    expect(startedOver.log.join('\n')).toContain(
      'You have no such sign-in; it was ended, or somebody else began it. Sign in with Microsoft again',
    );
    expect(onboarded.log.join('\n')).toMatch(
      /The app registration CSP Costs is there[\s\S]*The connector Heron is there[\s\S]*was granted/,
    );
    expect(onboarded.output).toEqual({
      links: [
        { title: 'Connector', url: '/costs/connectors/heron' },
        {
          title: 'Customers in the catalog',
          url: '/catalog?filters[kind]=resource&filters[type]=csp-customer',
        },
      ],
      text: [
        {
          title: 'The connector collects',
          content:
            '3 customers are listed, 3 of them are in the catalog. Costs follow as they are collected.\n',
        },
      ],
    });
    const [connector] = await world.costs.getConnectors();
    expect(connector).toMatchObject({
      connectorId: 'heron',
      health: { status: 'connected' },
      credential: { kind: 'certificate' },
      settings: { ownerEntityRefs: ['group:default/platform'] },
    });
    expect(connector!.lastRun).toBeDefined();

    const [again, writes] = await writesOf(async () =>
      world.run(onboard, await values()),
    );
    expect(again.status).toBe('completed');
    expect(again.output).toEqual(onboarded.output);
    expect(writes).toBe(0);
    expect(await world.costs.getConnectors()).toHaveLength(1);

    // Somebody who may not take the billing role away, nor see that it is gone.
    Object.assign(world.simulator.tenant.account('app-admin'), {
      directoryRoles: [
        'application-administrator',
        'privileged-role-administrator',
      ],
      billingRole: 'reader',
    });
    const signInId = await world.signIn('app-admin');
    const offboarding = {
      connectorId: 'heron',
      signInId,
      confirmation: 'understood',
    };
    const left = await world.run(offboard, offboarding);
    expect(left.status).toBe('completed');
    expect(left.output).toMatchObject({
      links: [{ title: 'Remove the billing role' }, { title: 'Costs' }],
      text: [{ title: 'Something is left to do' }],
    });
    expect(await world.costs.getConnectors()).toHaveLength(1);
    expect(await world.keptOf(signInId)).toHaveLength(2);
    const offboarded = await world.run(offboard, {
      ...offboarding,
      billingRoleRemoved: true,
    });
    expect(offboarded.status).toBe('completed');
    // The run that handed something on has not ended it; its hour does.
    expect(await world.keptOf(signInId)).toHaveLength(2);
    expect(offboarded.output.text).toEqual([
      {
        title: 'The partner tenant is offboarded',
        content:
          'Nothing more is collected from it. The numbers that were collected stay.\n',
      },
    ]);
    expect(await world.costs.getConnectors()).toEqual([]);
    expect(world.simulator.tenant.directory.applications).toHaveLength(0);

    // What the scaffolder shows of tasks is for everybody who may see them.
    for (const task of [handedOn, onboarded, again, left, offboarded]) {
      for (const secret of [...world.tokens, 'PRIVATE KEY', 'eyJ']) {
        expect(task.record).not.toContain(secret);
      }
    }
  });

  it('leave nothing behind when a step fails and the form says so', async () => {
    const kept = await values({
      title: 'Egret',
      applicationName: 'CSP Costs Egret',
      credentialKind: 'federated',
      tokenFile: '/unknown/token',
    });
    const failed = await world.run(onboard, kept);
    expect(failed.status).toBe('failed');
    expect(failed.log.join('\n')).toContain('Skipping step rollback');
    // It can be started over with the same sign-in.
    expect(await world.keptOf(kept.signInId)).toHaveLength(2);
    expect(await world.costs.getConnectors()).toHaveLength(1);

    const another = await world.run(onboard, {
      ...kept,
      title: 'Grebe',
      applicationName: 'CSP Costs Grebe',
      rollback: true,
    });
    expect(another.status).toBe('failed');
    expect(another.log.join('\n')).toContain('Finished step Take back');
    // What the other run has made is not touched.
    expect(
      (await world.costs.getConnectors()).map(one => one.connectorId),
    ).toEqual(['egret']);
    expect(
      world.simulator.tenant.directory.applications.map(
        ({ displayName }) => displayName,
      ),
    ).toEqual(['CSP Costs Egret']);

    // An application that is to be kept keeps what it may do.
    const [, writes] = await writesOf(async () => {
      const offboarded = await world.run(offboard, {
        connectorId: 'egret',
        signInId: await world.signIn(),
        keepApplication: true,
        confirmation: 'understood',
      });
      expect(offboarded.status).toBe('completed');
      expect(offboarded.output.text).toMatchObject([
        { title: 'The partner tenant is offboarded' },
      ]);
    });
    expect(writes).toBe(0);
    expect(await world.costs.getConnectors()).toEqual([]);
  });
});

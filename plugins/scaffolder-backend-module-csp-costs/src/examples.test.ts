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

import type { Entity } from '@backstage/catalog-model';
import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { OnboardingWorld } from './__testUtils__/OnboardingWorld';
import { applicationEnsureExamples } from './actions/examples/applicationEnsureExamples';
import { billingRoleAssignExamples } from './actions/examples/billingRoleAssignExamples';
import { connectorEnsureExamples } from './actions/examples/connectorEnsureExamples';
import { connectorStartExamples } from './actions/examples/connectorStartExamples';
import { consentGrantExamples } from './actions/examples/consentGrantExamples';
import { credentialEnsureExamples } from './actions/examples/credentialEnsureExamples';
import { offboardExamples } from './actions/examples/offboardExamples';
import { runRollbackExamples } from './actions/examples/runRollbackExamples';
import { signInEndExamples } from './actions/examples/signInEndExamples';

const ONBOARDING = [
  applicationEnsureExamples,
  connectorEnsureExamples,
  consentGrantExamples,
  credentialEnsureExamples,
  billingRoleAssignExamples,
  connectorStartExamples,
];

/** A template of examples, one after the other. */
function templateOf(name: string, examples: TemplateExample[]): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, namespace: 'default' },
    spec: {
      type: 'connector',
      parameters: [],
      steps: examples.flatMap(({ example }) => parse(example).steps),
      output: { application: '${{ steps.application.output }}' },
    },
  };
}

describe('examples', () => {
  let world: OnboardingWorld;
  let signInId: string;
  let parameters: JsonObject;

  beforeAll(async () => {
    world = await OnboardingWorld.create();
    world.enterCustomers('fabrikam');
    signInId = await world.signIn();
    parameters = {
      signInId,
      connectorId: 'fabrikam',
      customerIds: [],
      partnerTenant: {
        partnerTenantId: world.simulator.partner.tenantId,
        nationalCloud: 'simulated',
      },
    };
  });

  afterAll(() => world.stop());

  it.each([0, 1])(
    'of every action onboard, one after the other (%i)',
    async index => {
      const examples = ONBOARDING.map(all => all[index]!);
      const task = await world.run(
        templateOf('examples', examples),
        parameters,
      );
      expect(task.log.at(-1)).toBe('Run completed with status: completed');
      expect(task.output.application).toMatchObject({ state: 'done' });
      expect(
        (await world.costs.getConnectors()).map(one => one.connectorId),
      ).toEqual(['fabrikam']);
    },
  );

  it('of rollback take back nothing that another task has made', async () => {
    const failing = {
      description: 'Fails',
      example: `steps:
  - id: unknown
    name: Unknown connector
    action: csp-costs:connector:start
    input: { connectorId: unknown }
`,
    };
    const [own, earlier] = runRollbackExamples;
    const failed = await world.run(
      templateOf('rollback', [
        ...ONBOARDING.slice(0, 2).map(all => all[0]!),
        failing,
        own!,
      ]),
      parameters,
    );
    expect(failed.status).toBe('failed');
    expect(failed.log.join('\n')).toMatch(
      /No connector has the id "unknown"[\s\S]*Finished step Take back/,
    );
    const task = await world.run(
      templateOf('rollback', [earlier!]),
      parameters,
    );
    expect(task.status).toBe('completed');
    expect(await world.costs.getConnectors()).toHaveLength(1);
  });

  it('of offboarding take everything away', async () => {
    const task = await world.run(
      templateOf('offboarding', Object.values(offboardExamples).flat()),
      parameters,
    );
    expect(task.log.at(-1)).toBe('Run completed with status: completed');
    expect(await world.costs.getConnectors()).toEqual([]);
    expect(world.simulator.tenant.directory.applications).toHaveLength(0);
  });

  it('of the end of a sign-in leave nothing of it', async () => {
    const ended = await world.signIn();
    // The second time, there is none to end.
    for (const [given, kept] of [
      [ended, []],
      [ended, []],
      // Tasks that have not ended it use it.
      [signInId, [expect.anything(), expect.anything()]],
    ] as const) {
      for (const example of signInEndExamples) {
        const task = await world.run(templateOf('end', [example]), {
          ...parameters,
          signInId: given,
        });
        expect(task.status).toBe('completed');
        expect(await world.keptOf(given)).toEqual(kept);
      }
    }
  });
});

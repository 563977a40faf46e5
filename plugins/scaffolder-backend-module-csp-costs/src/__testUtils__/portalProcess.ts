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

import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import cspCosts from 'backstage-plugin-csp-costs-backend';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { scaffolderModuleCspCosts } from '../module';

/**
 * A portal in a process of its own, for tests that kill it: the scaffolder with
 * our actions, and csp-costs. Takes its settings as JSON in the environment,
 * tells its port to its parent, and runs until it is killed.
 */
async function main() {
  const { config, entities } = JSON.parse(
    process.env.CSP_COSTS_TEST_PORTAL!,
  ) as { config: JsonObject; entities: Entity[] };
  let port = 0;
  const { server } = await startTestBackend({
    features: [
      cspCosts,
      scaffolder,
      scaffolderModuleCspCosts,
      mockServices.rootConfig.factory({ data: config }),
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => ({
          getBaseUrl: async pluginId =>
            `http://127.0.0.1:${port}/api/${pluginId}`,
          // As browsers see it: the same whichever process answers.
          getExternalBaseUrl: async pluginId =>
            `https://portal.example/api/${pluginId}`,
        }),
      }),
      mockServices.rootLogger.factory({ level: 'debug' }),
      catalogServiceMock.factory({ entities }),
    ],
  });
  port = server.port();
  process.send!({ port });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

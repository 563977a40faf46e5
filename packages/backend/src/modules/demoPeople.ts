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

import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Names of the users in examples/entities.yaml that somebody may be. */
const PEOPLE = ['alex', 'maria', 'sam'];

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: () => undefined,
  async authenticate({ req }) {
    const name = req.header('x-demo-person');
    if (!name || !PEOPLE.includes(name)) {
      throw new AuthenticationError(
        `The demo has no person ${name}; choose one of ${PEOPLE.join(', ')}`,
      );
    }
    return { result: { name } };
  },
});

/**
 * Lets anybody be one of the demo's people, without a password. For the demo
 * only, which nobody but this machine can connect to.
 */
export const demoPeopleModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-people',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'demo-people',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: async ({ result: { name } }, context) =>
              context.signInWithCatalogUser({
                entityRef: { kind: 'User', name },
              }),
          }),
        });
      },
    });
  },
});

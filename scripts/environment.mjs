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

import { delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * The environment for everything that is started: what the package manager
 * that started us added for its own scripts is gone, because it would steer
 * node-gyp, Yarn and the Backstage CLI.
 */
export function childEnvironment(extra = {}) {
  const environment = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!foreign.test(name)) {
      environment[name] = value;
    }
  }
  const { npm_config_registry: registry, npm_config_cafile: cafile } =
    process.env;
  return {
    ...environment,
    ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }),
    ...(cafile && { NODE_EXTRA_CA_CERTS: cafile }),
    PATH: [
      dirname(process.execPath),
      join(root, 'node_modules/.bin'),
      process.env.PATH,
    ].join(delimiter),
    ...extra,
  };
}

const foreign =
  /^(npm_.*|NODE_ENV|INIT_CWD|PROJECT_CWD|BERRY_BIN_FOLDER|NODE_CHANNEL_.*)$/i;

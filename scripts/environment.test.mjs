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

import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { childEnvironment } from './environment.mjs';

suite('The environment of what is started', () => {
  test('has nothing of the package manager that started the launcher', () => {
    Object.assign(process.env, {
      npm_config_nodedir: '/usr',
      npm_lifecycle_event: 'start',
      NODE_ENV: 'production',
      INIT_CWD: '/somewhere',
      KEPT: 'yes',
    });

    const environment = childEnvironment({ ADDED: 'too' });

    assert.deepEqual(
      Object.keys(environment).filter(name => /^npm_/i.test(name)),
      [],
    );
    assert.equal(environment.NODE_ENV, undefined);
    assert.equal(environment.INIT_CWD, undefined);
    assert.equal(environment.KEPT, 'yes');
    assert.equal(environment.ADDED, 'too');
  });

  test('keeps the registry that npm was told to use, for Yarn', () => {
    process.env.npm_config_registry = 'https://registry.example.com/';

    assert.equal(
      childEnvironment().YARN_NPM_REGISTRY_SERVER,
      'https://registry.example.com/',
    );
  });
});

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

import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { applyMigrations } from '../database/applyMigrations';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import { ObservedTokens } from './ObservedTokens';
import { testVault } from './vault/__testUtils__/VaultBench';

const { databases, ids } = testDatabases();

const REFUSAL = new MicrosoftError('The secret is wrong', {
  kind: 'identity',
  code: 'AADSTS7000215',
  transient: false,
});

describe.each(ids)('what is noted of a credential on %s', databaseId => {
  let knex: Knex;
  let isAccepted: boolean;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations({ getClient: async () => knex });
    isAccepted = true;
  });

  /** The tokens of one of several backend processes. */
  async function process() {
    const { vault } = testVault(knex);
    const { version } = (await vault.describe('main', 'app')) ?? {};
    const tokens = new ObservedTokens({
      tokens: {
        get: async () => {
          if (!isAccepted) {
            throw REFUSAL;
          }
          return 'token';
        },
      },
      connectorId: 'main',
      version,
      vault,
      now: () => new Date('2026-11-14T09:00:00Z'),
      logger: mockServices.logger.mock(),
    });
    return {
      vault,
      use: (refresh: boolean) =>
        tokens.get('https://graph.microsoft.com', { refresh }).catch(() => {}),
      problem: async () => (await vault.describe('main', 'app'))?.problem?.code,
    };
  }

  it('is what the latest use of it showed, in whichever process', async () => {
    const one = await process();
    const other = await process();
    await one.use(true);
    isAccepted = false;
    await other.use(true);
    expect(await one.problem()).toBe('CLIENT_SECRET_WRONG');
    isAccepted = true;
    await one.use(true);
    expect(await one.problem()).toBeUndefined();

    isAccepted = false;
    await one.use(true);
    await other.vault.clearProblem('main', 'app');
    await one.use(true);
    expect(await other.problem()).toBe('CLIENT_SECRET_WRONG');
  });

  it('is nothing of a secret that was replaced while it was tried', async () => {
    const { vault, use, problem } = await process();
    await vault.replace('main', 'app', 'new', { kind: 'client-secret' });
    isAccepted = false;
    await use(true);
    expect(await problem()).toBeUndefined();
  });
});

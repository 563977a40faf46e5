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

import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import knexFactory, { type Knex } from 'knex';
import { TEST_KEY } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { MIGRATIONS_DIRECTORY } from '../database/applyMigrations';
import { explain } from '../errors';
import { DEFAULT_RESOURCES } from '../microsoft/MicrosoftCloud';
import { UserSignIn } from '../microsoft/identity/UserSignIn';
import { DelegatedTokens } from './DelegatedTokens';
import { createSecretStores } from './vault/createSecretStores';
import { CredentialVault } from './vault/CredentialVault';

jest.setTimeout(240_000);

const { databases, ids } = testDatabases();
const ROUNDS = 200;
const RESOURCE = DEFAULT_RESOURCES.partnerCenter;

describe.each(ids.filter(id => id.startsWith('POSTGRES')))(
  'two replicas on %s',
  databaseId => {
    let simulator: MicrosoftSimulator;
    const pools: Knex[] = [];

    afterEach(async () => {
      await Promise.all(pools.map(pool => pool.destroy()));
      await simulator.stop();
    });

    it(`renew the same refresh token ${ROUNDS} times, and neither lose one nor keep a stale one`, async () => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
      simulator = await MicrosoftSimulator.start({
        now: new Date('2026-11-14T09:00:00Z'),
        customers: 1,
        months: 0,
      });
      // Stricter than Microsoft: a token that is used twice is dead, so that
      // two renewals at once, or an old token that is kept, would show.
      simulator.tenant.refreshTokenReuse = 'refused';
      simulator.tenant.consent([`${RESOURCE}/user_impersonation`]);
      const { partner, clock, url } = simulator;
      const now = () => clock.now();

      const signIn = new UserSignIn({
        cloud: {
          name: 'simulated',
          loginUrl: url,
          graphUrl: url,
          partnerCenterUrl: url,
          armUrl: url,
          storageOrigins: [],
          resources: DEFAULT_RESOURCES,
          hasPartnerBilling: true,
        },
        tenantId: partner.tenantId,
        clientId: partner.clientId,
        credential: {
          kind: 'client-secret',
          clientSecret: partner.clientSecret,
        },
        now,
      });
      const replica = (pool: Knex) => {
        const logger = mockServices.logger.mock();
        const vault = new CredentialVault({
          knex: pool,
          stores: createSecretStores({
            config: new ConfigReader({
              cspCosts: { vault: { keys: [TEST_KEY] } },
            }),
            knex: pool,
            logger,
          }),
          logger,
        });
        const tokens = new DelegatedTokens({
          connectorId: 'main',
          vault,
          isOurs: () => true,
          signIn: async () => signIn,
          problemOf: error => explain(error, now()),
          now,
        });
        return { vault, tokens };
      };
      const replicas = [0, 1].map(() => {
        const pool = knexFactory(knex.client.config);
        pools.push(pool);
        return replica(pool);
      });
      const [first, second] = replicas as [
        ReturnType<typeof replica>,
        ReturnType<typeof replica>,
      ];
      await first.vault.replace(
        'main',
        'delegated',
        JSON.stringify(
          await signIn.importRefreshToken({
            refreshToken: simulator.issueRefreshToken('billing-agent'),
            scopes: [`${RESOURCE}/user_impersonation`],
          }),
        ),
        {
          kind: 'refresh-token',
          consentedAt: now().toISOString(),
          renewedAt: now().toISOString(),
        },
      );
      const before = simulator.tenant.issuedRefreshTokens;

      const renewedBy = [0, 0];
      for (let round = 0; round < ROUNDS; round++) {
        clock.advance(8 * 24 * 60 * 60_000);
        const due = now();
        const renewed = await Promise.all(
          [first, second].map(({ tokens }) =>
            tokens.renew(RESOURCE, { unlessSince: due }),
          ),
        );
        renewed.forEach((done, index) => {
          renewedBy[index]! += Number(done);
        });
        // One of them did it, the other saw that it was done.
        expect(renewed.filter(Boolean)).toHaveLength(1);
      }

      expect(simulator.tenant.issuedRefreshTokens - before).toBe(ROUNDS);
      expect(renewedBy[0]! + renewedBy[1]!).toBe(ROUNDS);
      const stored = await second.vault.read('main', 'delegated');
      const { cache } = JSON.parse(stored!.value);
      const [token] = Object.values<{ secret: string }>(
        JSON.parse(cache).RefreshToken,
      );
      const { use } = JSON.parse(
        Buffer.from(token!.secret.split('.')[1]!, 'base64url').toString(),
      );
      expect(use).toBe(simulator.tenant.issuedRefreshTokens);
      expect(stored!.details.renewedAt).toBe(now().toISOString());
      // Nothing of the two hundred before is left behind.
      expect(await knex('vault_secrets')).toHaveLength(1);

      // Fresh tokens of both at once: each uses what the other has stored.
      await Promise.all(
        [first, second, first, second].map(({ tokens }) =>
          tokens.get(RESOURCE, { refresh: true }),
        ),
      );
      expect(
        (await first.vault.describe('main', 'delegated'))?.problem,
      ).toBeUndefined();
    });
  },
);

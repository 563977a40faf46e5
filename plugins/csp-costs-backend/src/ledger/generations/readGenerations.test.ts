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

import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

describe.each(ids)('the list of generations, on %s', databaseId => {
  it('comes in pages that leave nothing out, though all are of one moment', async () => {
    const harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      simulator: { customers: 2, months: 1, linesPerCustomerDay: 1 },
    });
    try {
      const { api } = harness;
      await harness.untilCollected();
      harness.simulator.clock.advance(60_000);
      harness.simulator.restate({ billingPeriod: '2026-11', factor: '1.5' });
      await harness.collect();

      const all = await api.getGenerations({ limit: 500 });
      expect(all.nextCursor).toBeUndefined();
      const createdAt = all.items.map(generation => generation.createdAt);
      expect(new Set(createdAt).size).toBe(2);
      expect(createdAt).toEqual([...createdAt].sort().reverse());

      const paged = [];
      let cursor: string | undefined;
      do {
        const page = await api.getGenerations({ limit: 2, cursor });
        expect(page.items.length).toBeLessThanOrEqual(2);
        paged.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(all.items);

      const { status, body } = await harness.request('/generations?cursor=2');
      expect(status).toBe(400);
      expect(body.error?.message).toContain('cursor');
    } finally {
      await harness.stop();
    }
  });
});

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

import { CspCostsHarness } from '../__testUtils__/CspCostsHarness';
import { testDatabases } from '../__testUtils__/databases';
import { RecordedMetrics } from '../__testUtils__/RecordedMetrics';

const { databases, ids } = testDatabases();

describe.each(ids)('metrics and log on %s', databaseId => {
  let harness: CspCostsHarness;

  afterEach(() => harness.stop());

  it('tell of jobs, stages, lines, requests, waits, the queue and the age of estimates', async () => {
    const metrics = new RecordedMetrics();
    const turn = [{ requests: 1, window: { milliseconds: 50 } }];
    harness = await CspCostsHarness.create({
      knex: await databases.init(databaseId),
      metrics: metrics.service,
      keepLog: true,
      startBackend: false,
      config: { rateLimits: { partnerCenter: turn } },
    });
    const { simulator } = harness;
    simulator.faults.add({
      match: { path: '/billed/export$' },
      fault: {
        kind: 'status',
        status: 429,
        headers: { 'retry-after-ms': '5', 'request-id': 'for-support' },
      },
    });
    simulator.faults.add({
      match: { export: 'billed-usage' },
      fault: { kind: 'bad-line' },
    });
    await harness.startBackend();
    const { jobs } = await harness.untilCollected();
    // The last job is measured after its run has ended.
    await harness.stopBackend();

    for (const end of ['published', 'no-data', 'failed'] as const) {
      expect([
        end,
        metrics.readings('csp_costs.job.duration', { end }).length,
      ]).toEqual([end, jobs.filter(job => job.status === end).length]);
    }
    for (const source of new Set(jobs.map(job => job.source))) {
      const own = jobs.filter(job => job.source === source);
      expect([source, metrics.sum('csp_costs.lines', { source })]).toEqual([
        source,
        own.reduce((sum, job) => sum + job.lineCount, 0),
      ]);
    }
    expect(metrics.sum('csp_costs.lines.quarantined')).toBe(1);
    for (const stage of ['exporting', 'downloading', 'loading', 'reading']) {
      expect([
        stage,
        metrics.readings('csp_costs.job.stage.duration', { stage }).length > 0,
      ]).toEqual([stage, true]);
    }

    for (const service of ['graph', 'partner-center', 'storage'] as const) {
      const name = 'csp_costs.microsoft.request.duration';
      expect([service, metrics.readings(name, { service }).length]).toEqual([
        service,
        simulator.requests.count({ service }),
      ]);
    }
    expect(
      metrics.readings('csp_costs.microsoft.request.duration', {
        service: 'graph',
        'http.response.status_code': 429,
      }),
    ).toHaveLength(1);
    expect(
      metrics.readings('csp_costs.rate_budget.wait', {
        service: 'partner-center',
      }).length,
    ).toBeGreaterThan(0);
    const refusal = harness.log.find(line => line.includes('answered 429'));
    expect(refusal).toContain('for-support');
    expect(refusal).toMatch(/clientRequestId: '[0-9a-f-]{36}'/);

    simulator.clock.advance(3 * 60 * 60 * 1000);
    const [age] = await metrics.observe(
      'csp_costs.estimates.oldest_verification.age',
    );
    expect(age).toEqual({
      value: 3 * 60 * 60,
      attributes: { connector: 'demo' },
    });
    const queue = async () =>
      Object.fromEntries(
        (await metrics.observe('csp_costs.jobs.open')).map(
          ({ attributes, value }) => [attributes.status, value],
        ),
      );
    expect(await queue()).toEqual({ queued: 0, running: 0, waiting: 0 });
    await harness.knex('jobs').where({ source: 'customers' }).update({
      status: 'queued',
      next_at: simulator.clock.now(),
    });
    expect(await queue()).toEqual({ queued: 1, running: 0, waiting: 0 });
  });
});

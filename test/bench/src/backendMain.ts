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

import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startBackend } from 'backstage-plugin-csp-costs-backend/src/__testUtils__/startBackend';
import knexFactory from 'knex';
import type { BackendMeasures, BackendOptions } from './Backend';

/**
 * A backend in a process of its own, with the product in it as anybody runs
 * it. Beside it, a server stands for another plugin's route: it answers with
 * what was measured in the process since it was asked last.
 */
async function main() {
  const { config, connection, ...start } = JSON.parse(
    process.env.CSP_COSTS_BENCH_BACKEND!,
  ) as BackendOptions;
  let now = new Date(start.now);

  const delay = monitorEventLoopDelay({ resolution: 1 });
  let peak = 0;
  let succeededAt: number | undefined;
  let queries = 0;
  setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20).unref();
  // The last answer about an export before its first blob is asked for.
  subscribe('undici:request:trailers', message => {
    const { request } = message as { request: { path: string } };
    if (request.path.includes('/operations/')) {
      succeededAt = Date.now();
    }
  });

  const knex = knexFactory({ client: 'pg', connection });
  knex.on('query', () => queries++);
  const { port, runTask } = await startBackend({
    config,
    knex,
    now: () => now,
  });
  delay.enable();
  const other = createServer((request, response) => {
    if (request.url === '/ping') {
      response.end('pong');
      return;
    }
    const [, moveTo] = request.url!.match(/^\/move-to\/(.+)/) ?? [];
    if (moveTo) {
      now = new Date(decodeURIComponent(moveTo));
      runTask('csp-costs-start-due-runs').then(() => response.end('moved'));
      return;
    }
    const measures: BackendMeasures = {
      rssBytes: process.memoryUsage.rss(),
      peakRssBytes: peak,
      eventLoopDelayP99Ms: delay.percentile(99) / 1e6,
      eventLoopDelayMaxMs: delay.max / 1e6,
      succeededAt,
      queries,
      cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    };
    delay.reset();
    peak = 0;
    queries = 0;
    response.end(JSON.stringify(measures));
  });
  other.listen(0, '127.0.0.1', () => {
    process.send!({
      port,
      measuresPort: (other.address() as AddressInfo).port,
    });
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

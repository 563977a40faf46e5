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

import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { installPackages } from './install.mjs';
import { runMain } from './main.mjs';
import { logsDirectory, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { runVisibly } from './processes.mjs';
import { nodeArguments } from './stack.mjs';

await runMain(async () => {
  await installPackages();
  const directory = join(tmpdir(), 'csp-costs-bench-postgres');
  mkdirSync(directory, { recursive: true });
  // Not a temporary cluster: what is measured survives a power cut.
  const postgres = await startPostgres({
    directory: join(directory, 'data'),
    logFile: join(logsDirectory, 'bench/postgres.log'),
  });
  return runVisibly(
    process.execPath,
    [
      ...nodeArguments,
      join(root, 'test/bench/src/cli.ts'),
      ...process.argv.slice(2),
    ],
    {
      env: childEnvironment({
        CSP_COSTS_BENCH_DATABASE: postgres.connectionString,
      }),
    },
  );
});

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

import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { installPackages } from './install.mjs';
import { runMain } from './main.mjs';
import { say, seconds } from './output.mjs';
import { checkLoad, checkPack } from './pack.mjs';
import { logsDirectory, root } from './paths.mjs';
import { publishedPackages } from './files.mjs';
import { run } from './processes.mjs';
import { weighPages } from './weighPages.mjs';

const logs = join(logsDirectory, 'check');
const tool = name => async args =>
  run(process.execPath, [join(root, 'node_modules', name), ...args], {
    logFile: join(logs, 'check.log'),
    env: childEnvironment({ CI: '1', NO_COLOR: '1', FORCE_COLOR: '0' }),
  });
const backstage = tool('@backstage/cli/bin/backstage-cli');
const prettier = tool('prettier/bin-prettier.js');
const repoTools = tool('@backstage/repo-tools/bin/backstage-repo-tools');
const typescript = tool('typescript/bin/tsc');

const checks = [
  ['Format', () => prettier(['--check', '.'])],
  ['Lint', () => backstage(['repo', 'lint', '--max-warnings', '0'])],
  ['Types', () => typescript(['--incremental', 'false', '--pretty', 'false'])],
  [
    'API reports',
    // Made by `npm run build:api-reports`. API Extractor complains about every
    // workspace package that another one imports, since those are sources.
    () =>
      repoTools([
        'api-reports',
        '--ci',
        '--omit-messages',
        'ae-wrong-input-file-type',
        ...publishedPackages().map(({ path }) => path),
      ]),
  ],
  ['Package fields', () => backstage(['repo', 'fix', '--publish', '--check'])],
  [
    'Demo configuration',
    () =>
      backstage(['config:check', '--strict', '--config', 'app-config.yaml']),
  ],
  [
    'Weight of the pages',
    async () => {
      for (const line of await weighPages()) {
        say(`  ${line}`);
      }
    },
  ],
  ...publishedPackages().map(manifest => [
    `Package ${manifest.name}`,
    () => checkPack({ ...manifest, logs }),
  ]),
  [
    'Packages as Node loads them',
    async () => {
      for (const manifest of publishedPackages()) {
        await checkLoad({ ...manifest, logs });
      }
    },
  ],
];

await runMain(async () => {
  await installPackages();
  let failed = 0;
  for (const [name, check] of checks) {
    const startedAt = Date.now();
    try {
      await check();
      say(`✓ ${name} (${seconds(startedAt)})`);
    } catch (error) {
      failed += 1;
      say(`✗ ${name} (${seconds(startedAt)})\n${error.message}\n`);
    }
  }
  say(`${checks.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

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

import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './app.mjs';
import { childEnvironment } from './environment.mjs';
import { installPackages } from './install.mjs';
import { runMain } from './main.mjs';
import { LauncherError, say, seconds, step } from './output.mjs';
import { logsDirectory, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import {
  findFreePort,
  findFreePorts,
  isStopping,
  runVisibly,
  stopEverything,
} from './processes.mjs';
import { SIMULATOR_PORTS, startBackend, startSurroundings } from './stack.mjs';

const logs = join(logsDirectory, 'test');
const parts = [
  { name: 'Launcher', flag: '--unit', test: testLauncher },
  { name: 'Unit and plugin tests', flag: '--unit', test: testPackages },
  { name: 'Browser test', flag: '--e2e', test: testPortal },
];

await runMain(async () => {
  const flags = process.argv.slice(2);
  const unknown = flags.filter(flag => !parts.some(part => part.flag === flag));
  if (unknown.length > 0) {
    say(`Unknown: ${unknown.join(' ')}. Known: --unit, --e2e.`);
    return 2;
  }
  await installPackages();

  const results = [];
  for (const { name, flag, test } of parts) {
    if (flags.length === 0 || flags.includes(flag)) {
      say(`\n=== ${name}\n`);
      const startedAt = Date.now();
      const result = await withTemporaryDirectory(test).catch(couldNotRun);
      results.push({ name, time: seconds(startedAt), ...result });
    }
  }

  say('');
  for (const { name, time, suites, passed, failed, skipped } of results) {
    say(
      `${name}: ${suites} suites, ${passed + failed + skipped} tests, ${time}${
        skipped ? `, ${skipped} skipped` : ''
      }`,
    );
  }
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
});

async function testLauncher(directory) {
  const report = join(directory, 'launcher.tap');
  const code = await runVisibly(
    process.execPath,
    [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      'scripts/*.test.mjs',
    ],
    { env: childEnvironment() },
  );
  return judge(code, () => {
    const text = readFileSync(report, 'utf8');
    const count = word => Number(text.match(`\n# ${word} (\\d+)`)[1]);
    return {
      suites: count('suites'),
      passed: count('pass'),
      failed: count('fail') + count('cancelled'),
      skipped: count('skipped') + count('todo'),
    };
  });
}

async function testPackages(directory) {
  const postgres = await step('Starting PostgreSQL for the tests', () =>
    startPostgres({
      directory: join(directory, 'postgres'),
      logFile: join(logs, 'postgres.log'),
      temporary: true,
    }),
  );
  const report = join(directory, 'jest.json');
  const code = await runVisibly(
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['repo', 'test', '--watchAll=false', '--maxWorkers=2'],
      ...['--json', `--outputFile=${report}`],
    ],
    {
      env: childEnvironment({
        CI: '1',
        // Dates and numbers are read by people; tests read them in one language.
        LC_ALL: 'en_US.UTF-8',
        TZ: 'UTC',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
          postgres.connectionString,
        // Without it, a missing PostgreSQL would only mean fewer tests.
        CSP_COSTS_REQUIRE_POSTGRES: '1',
      }),
    },
  );
  return judge(code, () => {
    const jest = JSON.parse(readFileSync(report, 'utf8'));
    return {
      suites: jest.numTotalTestSuites,
      passed: jest.numPassedTests,
      failed: jest.numFailedTests + jest.numRuntimeErrorTestSuites,
      skipped: jest.numPendingTests + jest.numTodoTests,
    };
  });
}

async function testPortal(directory) {
  await buildApp();
  const environment = await step(
    'Starting PostgreSQL and the simulated Microsoft',
    async () =>
      startSurroundings({
        directory,
        logs,
        simulatorPorts: await findFreePorts(SIMULATOR_PORTS),
        // Its clock stands still, so that what was collected stays the truth.
        simulatorArguments: ['--now', new Date().toISOString()],
        temporary: true,
      }),
  );
  const url = await step('Starting the portal', async () =>
    startBackend({
      port: await findFreePort(),
      environment,
      configs: [join(root, 'app-config.yaml')],
      logs,
    }),
  );
  const report = join(directory, 'playwright.json');
  const code = await runVisibly(
    process.execPath,
    [join(root, 'node_modules/@playwright/test/cli.js'), 'test'],
    {
      cwd: join(root, 'test/e2e'),
      env: childEnvironment({
        PORTAL_URL: url,
        SIMULATOR_URL: environment.SIMULATOR_URL,
        NEWCOMER_URL: environment.NEWCOMER_URL,
        CSP_COSTS_TOKEN_FILE: environment.CSP_COSTS_TOKEN_FILE,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      }),
    },
  );
  return judge(code, () => {
    const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'));
    return {
      suites: suites.length,
      passed: stats.expected,
      // A browser test that passed at the second try, or did not run, has not passed.
      failed: stats.unexpected + stats.flaky + stats.skipped,
      skipped: 0,
    };
  });
}

function couldNotRun(error) {
  if (isStopping()) {
    throw error;
  }
  say(`\n${error instanceof LauncherError ? error.message : error.stack}`);
  return { suites: 0, passed: 0, failed: 1, skipped: 0 };
}

/** A run that ended badly has at least one failure, also when it left no report. */
function judge(code, readReport) {
  let result = { suites: 0, passed: 0, failed: 0, skipped: 0 };
  try {
    result = readReport();
  } catch (error) {
    say(`There is no report of what was tested: ${error.message}`);
    result.failed = 1;
  }
  if (result.failed === 0 && (code !== 0 || result.passed === 0)) {
    result.failed = 1;
  }
  return result;
}

async function withTemporaryDirectory(action) {
  const directory = mkdtempSync(join(tmpdir(), 'csp-costs-'));
  // The user that PostgreSQL runs as must be able to pass through.
  chmodSync(directory, 0o711);
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await action(directory);
  } finally {
    await stopEverything();
    remove();
    process.off('exit', remove);
  }
}

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

import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { publishedPackages } from './files.mjs';
import { installPackages } from './install.mjs';
import { applyChange, isAboutApp, readInstallSteps } from './installSteps.mjs';
import { runMain } from './main.mjs';
import { LauncherError, say, step } from './output.mjs';
import { pack } from './pack.mjs';
import { logsDirectory, root } from './paths.mjs';
import {
  findFreePort,
  findFreePorts,
  run,
  stopEverything,
  waitFor,
} from './processes.mjs';
import { SIMULATOR_PORTS, startBackend, startSurroundings } from './stack.mjs';

/** The one that makes apps of Backstage 1.55. */
const createApp = '@backstage/create-app@0.9.2';
const templates = ['new', 'legacy'];
// Packages are there only once they are installed.
const require = createRequire(import.meta.url);
const logs = join(logsDirectory, 'try-packed');

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter(name => !templates.includes(name));
  if (unknown.length > 0) {
    say(`Unknown: ${unknown.join(' ')}. Known: ${templates.join(', ')}.`);
    return 2;
  }
  await installPackages();
  const work = mkdtempSync(join(tmpdir(), 'csp-costs-packed-'));
  // The user that PostgreSQL runs as must be able to pass through.
  chmodSync(work, 0o711);
  const archives = await step('Packing the packages', () =>
    packAll(join(work, 'archives')),
  );
  for (const template of wanted.length > 0 ? wanted : templates) {
    const app = join(work, template);
    await step(`Creating an app of the ${template} template`, () =>
      create(template, app),
    );
    await step('Installing the plugin as docs/install.md says', () =>
      install(template, app, archives),
    );
    await step('Building its frontend', () =>
      yarn(app, ['workspace', 'app', 'build'], 'build', {
        NODE_ENV: 'production',
      }),
    );
    await look(template, app, await start(app));
    await stopEverything();
    rmSync(app, { recursive: true, force: true });
  }
  rmSync(work, { recursive: true, force: true });
  return 0;
});

/** Packs all that would be published; gives the archives by the names of the packages. */
async function packAll(destination) {
  mkdirSync(destination, { recursive: true });
  const logFile = join(logs, 'pack.log');
  await run(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '--incremental', 'false'],
    { logFile, env: childEnvironment() },
  );
  const archives = {};
  for (const { name, directory } of publishedPackages()) {
    archives[name] = await pack({ name, directory, destination, logFile });
  }
  return archives;
}

async function create(template, app) {
  await run(
    'npx',
    [
      ...['--yes', createApp, '--skip-install', '--path', app],
      ...(template === 'legacy' ? ['--legacy'] : []),
    ],
    {
      logFile: join(logs, `${template}-create.log`),
      cwd: dirname(app),
      env: childEnvironment({ BACKSTAGE_APP_NAME: template }),
    },
  );
}

/**
 * Follows docs/install.md, with an archive in place of each package that is
 * not published yet.
 *
 * @remarks
 * Of the packages that both have, the app gets the versions that this
 * repository pins, so that a release of somebody else's cannot fail it.
 */
async function install(template, app, archives) {
  const manifestFile = join(app, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const pinned = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ).resolutions;
  manifest.resolutions = {
    ...pinned,
    ...Object.fromEntries(
      Object.entries(archives).map(([name, archive]) => [
        name,
        `file:${archive}`,
      ]),
    ),
  };
  writeFileSync(manifestFile, JSON.stringify(manifest, undefined, 2));

  const { added, changes } = readInstallSteps();
  for (const { workspace, name } of added) {
    const file = join(app, workspace, 'package.json');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    content.dependencies[name] = `file:${archives[name]}`;
    writeFileSync(file, JSON.stringify(content, undefined, 2));
  }
  for (const change of changes) {
    if (isAboutApp(app, change, template)) {
      applyChange(app, change);
    }
  }
  // The lockfile of the template is older than what is added.
  await yarn(app, ['install', '--no-immutable'], 'install');
}

/** Starts the simulated Microsoft, PostgreSQL and the app with the demo's connector. */
async function start(app) {
  const directory = join(app, '.surroundings');
  const environment = await startSurroundings({
    directory,
    logs,
    simulatorPorts: await findFreePorts(SIMULATOR_PORTS),
    simulatorArguments: ['--now', new Date().toISOString()],
    temporary: true,
  });
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const { parse, stringify } = require('yaml');
  const demo = parse(readFileSync(join(root, 'app-config.yaml'), 'utf8'));
  const config = join(app, 'app-config.try.yaml');
  writeFileSync(
    config,
    stringify({
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { port, host: '127.0.0.1' },
        cors: { origin: url },
        csp: { 'upgrade-insecure-requests': false },
        database: demo.backend.database,
      },
      integrations: { github: [] },
      catalog: {
        providers: {
          cspCosts: {
            owner: 'group:default/guests',
            schedule: demo.catalog.providers.cspCosts.schedule,
          },
        },
      },
      cspCosts: demo.cspCosts,
    }),
  );
  await step('Starting the app', () =>
    startBackend({
      port,
      environment: { ...environment, GITHUB_TOKEN: '' },
      configs: [join(app, 'app-config.yaml'), config],
      logs,
      repository: app,
    }),
  );
  return { url, simulatorUrl: environment.SIMULATOR_URL };
}

/** Opens the costs page and the tab of a customer's entity, and compares both with the simulator's own sums. */
async function look(template, app, { url, simulatorUrl }) {
  const date = new Date();
  date.setUTCDate(0);
  const month = date.toISOString().slice(0, 7);
  const truth = await (
    await fetch(`${simulatorUrl}/admin/truth?billingPeriod=${month}`)
  ).json();
  const customer = truth.customers[1];
  require('@backstage/cli/config/nodeTransform.cjs');
  const { findBrowser } = require('../test/e2e/src/findBrowser.ts');
  const { chromium } = require('@playwright/test');
  const launchOptions = await findBrowser();
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
    });
    page.setDefaultTimeout(180_000);
    await step('Looking at the costs', async () => {
      await page.goto(url);
      const enter = page.getByRole('button', { name: 'Enter', exact: true });
      await enter
        .or(page.getByRole('link', { name: 'Costs', exact: true }))
        .first()
        .waitFor();
      if (await enter.isVisible()) {
        await enter.click();
      }
      await page
        .getByRole('link', { name: 'Costs', exact: true })
        .first()
        .click();
      await page.goto(`${url}/costs/collection`);
      await page
        .getByRole('table', { name: 'Latest runs of Demo partner' })
        .getByRole('row')
        .filter({ hasText: 'Schedule' })
        .getByText('Succeeded')
        .waitFor();
      // Old months are collected beside it, in a run of their own.
      await page.getByText(/^History: \d+ months collected/).waitFor();
      await page.goto(`${url}/costs/overview?month=${month}`);
      for (const { billedCost } of truth.totals) {
        await page.locator(`data[value="${billedCost}"]`).first().waitFor();
      }
      await page.screenshot({ path: join(logs, `${template}-costs.png`) });
    });
    await step('Looking at a customer in the catalog', async () => {
      const entity = `${url}/catalog/default/resource/csp-customer-${customer.customerId}`;
      const figure = page
        .locator(`data[value="${customer.billedCost}"]`)
        .first();
      // The catalog takes customers in a while after they are collected.
      const shown = await waitFor(
        async () => {
          await page.goto(`${entity}/costs?month=${month}`);
          return figure.waitFor({ timeout: 20_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 180_000 },
      );
      if (!shown) {
        throw new Error(`${entity} has no figure of ${customer.billedCost}`);
      }
      await page.screenshot({ path: join(logs, `${template}-entity.png`) });
    });
  } catch (error) {
    throw new LauncherError(
      `The ${template} app does not show what the simulated partner costs: ${error.message}\nIt is in ${app}, its logs in ${logs}.`,
    );
  } finally {
    await browser.close();
  }
}

/** Runs the Yarn that an app has brought, its output in a log file. */
async function yarn(app, args, logName, environment = {}) {
  const { parse } = require('yaml');
  const { yarnPath } = parse(readFileSync(join(app, '.yarnrc.yml'), 'utf8'));
  await run(process.execPath, [join(app, yarnPath), ...args], {
    logFile: join(logs, `${logName}.log`),
    cwd: app,
    env: childEnvironment({
      // Packages that are compiled find the headers of this Node here.
      npm_config_nodedir: dirname(dirname(process.execPath)),
      ...environment,
    }),
  });
}

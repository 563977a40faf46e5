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

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { LauncherError, step } from './output.mjs';
import { logsDirectory, toolchainDirectory } from './paths.mjs';
import { onOrphaned, run } from './processes.mjs';

/** Every version that the launcher brings itself. */
const versions = { node: '24.21.0', yarn: '4.18.1' };

/** What Backstage 1.55 supports. */
const supportedNodeMajors = ['22', '24'];

/**
 * Makes sure that this process runs on a Node that Backstage supports. Where
 * the machine's own is another one, Node comes from npm, the script runs again
 * under it, and this call never returns.
 */
export async function useSupportedNode() {
  if (supportedNodeMajors.includes(process.versions.node.split('.')[0])) {
    return;
  }
  const packageName = `node-${process.platform}-${process.arch}`;
  const directory = await provide(
    `Node ${versions.node}, because Backstage does not run on ${process.version},`,
    `node-${versions.node}`,
    `${packageName}@${versions.node}`,
  );
  await runAgainWith(join(directory, packageName, 'bin/node'));
}

/**
 * Gives the command line that runs Yarn, to be followed by its arguments: of
 * the Yarn 4 that started us, else of one from npm.
 */
export async function provideYarn() {
  if (process.env.npm_config_user_agent?.startsWith('yarn/4.')) {
    return ['yarn'];
  }
  const directory = await provide(
    `Yarn ${versions.yarn}`,
    `yarn-${versions.yarn}`,
    `@yarnpkg/cli-dist@${versions.yarn}`,
  );
  return [process.execPath, join(directory, '@yarnpkg/cli-dist/bin/yarn.js')];
}

/** Installs one package from npm, whole or not at all; gives its node_modules. */
async function provide(what, name, packageSpecifier) {
  const directory = join(toolchainDirectory, name);
  if (!existsSync(directory)) {
    await step(`Installing ${what} from npm into .toolchain`, async () => {
      mkdirSync(toolchainDirectory, { recursive: true });
      const unfinished = mkdtempSync(join(toolchainDirectory, 'unfinished-'));
      try {
        await run(
          'npm',
          [
            'install',
            ...['--prefix', unfinished],
            '--no-save',
            '--no-package-lock',
            '--no-audit',
            '--no-fund',
            packageSpecifier,
          ],
          {
            logFile: join(logsDirectory, `${name}.log`),
            cwd: unfinished,
            env: process.env,
          },
        );
        renameSync(unfinished, directory);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
    });
  }
  return join(directory, 'node_modules');
}

async function runAgainWith(node) {
  if (!existsSync(node)) {
    throw new LauncherError(
      `There is no ${node}. Remove ${toolchainDirectory} and try again, or use Node 22 or 24.`,
    );
  }
  const child = spawn(node, process.argv.slice(1), {
    // The channel tells the child when this process is gone, however it ended.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C reaches the child by itself; it decides when everything has stopped.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  onOrphaned(() => child.kill('SIGTERM'));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...how) => resolve(how));
  });
  process.exit(signal ? 1 : code);
}

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

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { hashOfFiles, workspaceDirectories } from './files.mjs';
import { step } from './output.mjs';
import { logsDirectory, root } from './paths.mjs';
import { run } from './processes.mjs';
import { provideYarn } from './toolchain.mjs';

const stampFile = join(root, 'node_modules/.csp-costs-install');

/** Installs the packages of the lockfile, unless that has been done. */
export async function installPackages() {
  const stamp = hashOfFiles([
    ...['package.json', 'yarn.lock', '.yarnrc.yml'].map(name =>
      join(root, name),
    ),
    ...workspaceDirectories().map(directory => join(directory, 'package.json')),
  ]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return;
  }
  const [command, ...args] = await provideYarn();
  const expectation = existsSync(join(root, 'node_modules/.yarn-state.yml'))
    ? 'only what has changed'
    : 'about 2 minutes, once';
  await step(`Installing packages (${expectation})`, () =>
    run(command, [...args, 'install', '--immutable'], {
      logFile: join(logsDirectory, 'install.log'),
      env: childEnvironment(),
    }),
  );
  writeFileSync(stampFile, stamp);
}

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
import { hashOfFiles, publishedPackages } from './files.mjs';
import { step } from './output.mjs';
import { logsDirectory, root } from './paths.mjs';
import { run } from './processes.mjs';

const appDirectory = join(root, 'packages/app');
const stampFile = join(appDirectory, 'dist/.csp-costs-build');

/** Builds the portal's frontend, unless that has been done for these sources. */
export async function buildApp() {
  const stamp = hashOfFiles([
    ...publishedPackages()
      .filter(({ backstage }) => /^(frontend|web|common)/.test(backstage.role))
      .flatMap(({ directory }) =>
        ['src', 'package.json'].map(name => join(directory, name)),
      ),
    ...['src', 'public', 'package.json'].map(name => join(appDirectory, name)),
    join(root, 'yarn.lock'),
    join(root, 'app-config.yaml'),
  ]);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return;
  }
  await step('Building the portal (about a minute, after changes)', () =>
    run(
      process.execPath,
      [
        join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        ...['package', 'build'],
        ...['--config', join(root, 'app-config.yaml')],
      ],
      {
        logFile: join(logsDirectory, 'build.log'),
        cwd: appDirectory,
        env: childEnvironment({ NODE_ENV: 'production' }),
      },
    ),
  );
  writeFileSync(stampFile, stamp);
}

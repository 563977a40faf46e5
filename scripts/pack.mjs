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
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { LauncherError } from './output.mjs';
import { demoDirectory, root } from './paths.mjs';
import { run } from './processes.mjs';

/**
 * Builds a package, packs it as it would be published, and unpacks it as npm
 * would: rejects unless everything it names is in it, and it needs nothing that
 * only this repository has.
 */
export async function checkPack({ name, directory, logs }) {
  const logFile = join(logs, 'pack.log');
  const work = join(demoDirectory, 'pack');
  const unpacked = join(work, 'node_modules', name);
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked, { recursive: true });
  const env = childEnvironment();

  await run(
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    { logFile, cwd: directory, env },
  );
  await run('npm', ['pack', '--pack-destination', work], {
    ...{ logFile, cwd: directory, env },
  });
  const archive = readdirSync(work).find(
    file =>
      file.startsWith(`${name}-`) &&
      /^\d.*\.tgz$/.test(file.slice(name.length + 1)),
  );
  await run('tar', ['-xzf', join(work, archive), '--strip-components=1'], {
    ...{ logFile, cwd: unpacked, env },
  });
  rmSync(join(work, archive));

  const manifest = JSON.parse(
    readFileSync(join(unpacked, 'package.json'), 'utf8'),
  );
  for (const field of ['main', 'types', 'configSchema']) {
    const file = manifest[field];
    if (file && !existsSync(join(unpacked, file))) {
      throw new LauncherError(`"${field}" names ${file}, which is not packed`);
    }
  }
  for (const [dependency, range] of Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  })) {
    if (!/^[\d^~>*=< .|]/.test(range)) {
      throw new LauncherError(
        `it depends on ${dependency} as "${range}", which npm cannot install`,
      );
    }
  }
}

/** Rejects unless Node can load a package as `checkPack` left it, together with the others. */
export async function checkLoad({ name, backstage, logs }) {
  if (!backstage.role.startsWith('frontend')) {
    await run(process.execPath, ['-e', `require('${name}')`], {
      logFile: join(logs, 'load.log'),
      cwd: join(demoDirectory, 'pack'),
      env: childEnvironment(),
    });
  }
}

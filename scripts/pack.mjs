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

/** Builds a package and packs it as it would be published; gives the archive in the folder `destination`. */
export async function pack({ name, directory, destination, logFile }) {
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
  await run('npm', ['pack', '--pack-destination', destination], {
    ...{ logFile, cwd: directory, env },
  });
  const archive = readdirSync(destination).find(
    file =>
      file.startsWith(`${name}-`) &&
      /^\d.*\.tgz$/.test(file.slice(name.length + 1)),
  );
  return join(destination, archive);
}

/**
 * Packs a package and unpacks it as npm would: rejects unless everything it
 * names is in it, and it needs nothing that only this repository has.
 */
export async function checkPack({ name, directory, logs }) {
  const logFile = join(logs, 'pack.log');
  const work = join(demoDirectory, 'pack');
  const unpacked = join(work, 'node_modules', name);
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked, { recursive: true });

  const archive = await pack({ name, directory, destination: work, logFile });
  await run('tar', ['-xzf', archive, '--strip-components=1'], {
    ...{ logFile, cwd: unpacked, env: childEnvironment() },
  });
  rmSync(archive);

  const manifest = JSON.parse(
    readFileSync(join(unpacked, 'package.json'), 'utf8'),
  );
  const { main, types, configSchema, exports: entries } = manifest;
  for (const file of filesIn({ main, types, configSchema, entries })) {
    if (!existsSync(join(unpacked, file))) {
      throw new LauncherError(
        `package.json names ${file}, which is not packed`,
      );
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
  if (!/^(frontend|web)/.test(backstage.role)) {
    await run(process.execPath, ['-e', `require('${name}')`], {
      logFile: join(logs, 'load.log'),
      cwd: join(demoDirectory, 'pack'),
      env: childEnvironment(),
    });
  }
}

/** All texts at the ends of an object, which is what `exports` is made of. */
function filesIn(entry) {
  return typeof entry === 'object' && entry !== null
    ? Object.entries(entry)
        // Tells a Backstage app what the entry point has by default; no file.
        .filter(([condition]) => condition !== 'backstage')
        .flatMap(([, value]) => filesIn(value))
    : [entry].filter(Boolean);
}

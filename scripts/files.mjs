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

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './paths.mjs';

/** The folders of all workspaces, absolute. */
export function workspaceDirectories() {
  return ['packages', 'plugins', 'test'].flatMap(parent =>
    readdirSync(join(root, parent))
      .map(name => join(root, parent, name))
      .filter(directory => existsSync(join(directory, 'package.json'))),
  );
}

/** One hash over the names and contents of files, and of all files below folders; those that do not exist are left out. */
export function hashOfFiles(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesBelow).sort()) {
    hash.update(`${relative(root, file)}\0`);
    hash.update(readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

const ignored = new Set(['node_modules', 'dist']);

function filesBelow(path) {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path)
    .filter(name => !ignored.has(name))
    .flatMap(name => filesBelow(join(path, name)));
}

/** The packages that are published: their name, absolute folder and path in the repository. */
export function publishedPackages() {
  return workspaceDirectories()
    .map(directory => ({
      directory,
      path: relative(root, directory),
      ...JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')),
    }))
    .filter(manifest => !manifest.private);
}

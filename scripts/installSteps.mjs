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
import { LauncherError } from './output.mjs';
import { root } from './paths.mjs';

/** Where a part of a `tsx` block of docs/install.md goes, by the comment above it. */
const places = [
  { comment: 'among the routes', before: '</FlatRoutes>' },
  { comment: 'in the sidebar', before: '<SidebarSpace />' },
  {
    comment: 'in the layout of each kind of entity that may have costs',
    before: '</EntityLayout>',
  },
  {
    comment: 'among the cards of its overview',
    before: '<Grid item md={6}>\n      <EntityAboutCard />',
  },
];

/**
 * The steps of docs/install.md, in its order.
 *
 * @returns Packages to add, by workspace; and for each file that the reader is
 * told to change, what goes into it.
 */
export function readInstallSteps() {
  const text = readFileSync(join(root, 'docs/install.md'), 'utf8');
  const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(
    ([, language, content]) => ({ language, content }),
  );
  const added = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ content }) => [
      ...content.matchAll(/^yarn --cwd (\S+) add (\S+)$/gm),
    ])
    .map(([, workspace, name]) => ({ workspace, name }));
  const changes = blocks
    .filter(({ language }) => language.startsWith('ts'))
    .flatMap(({ language, content }) => {
      const [, file, lines] =
        /^\/\/ (packages\S+)\n([\s\S]*)$/.exec(content) ?? [];
      return file ? [{ language, file, lines }] : [];
    });
  return { added, changes };
}

/** Does to a file of an app what the reader of docs/install.md is told to do. */
export function applyChange(app, { file, lines }) {
  const path = join(app, file);
  const imports = [...lines.matchAll(/^import [\s\S]*?;\n/gm)].map(
    ([all]) => all,
  );
  let text = readFileSync(path, 'utf8');
  const missing = imports.filter(line => !text.includes(line.trim()));
  text = missing.join('') + text;
  for (const { comment, before } of places) {
    const part = new RegExp(`// ${comment}\n([\\s\\S]*?);\n(?=\n|$)`).exec(
      lines,
    );
    if (part) {
      if (!text.includes(before)) {
        throw new LauncherError(
          `${file} has no place for what goes ${comment}.`,
        );
      }
      text = text.replaceAll(before, `${part[1]}\n${before}`);
    }
  }
  for (const [added] of lines.matchAll(/^backend\.add\(.*\);$/gm)) {
    text = text.replace('backend.start();', `${added}\nbackend.start();`);
  }
  writeFileSync(path, text);
}

/** Whether an app has the file that a change is about, and is of the kind that needs it. */
export function isAboutApp(app, { file, language }, template) {
  return (
    existsSync(join(app, file)) &&
    (file.startsWith('packages/backend/') ||
      (template === 'legacy' && language === 'tsx'))
  );
}

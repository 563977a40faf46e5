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

import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LauncherError } from './output.mjs';
import { root } from './paths.mjs';

/** What a page may weigh when it is first opened, in bytes of gzip, charts aside. */
const limit = 150_000;

/** What every Backstage app has already. */
const ofTheApp = [
  ...['@backstage/*', 'react', 'react-dom', 'react-router-dom', 'zod'],
  'react/jsx-runtime',
];

/**
 * Bundles the frontend plugin as an app does, and weighs what has to be loaded
 * before each page shows anything.
 *
 * @returns A line a page. Rejects when one is too heavy, or waits for charts.
 */
export async function weighPages() {
  // Not at the top: this file is read before packages are installed.
  const { build } = await import('esbuild');
  const directory = join(root, 'plugins/csp-costs');
  const { metafile, outputFiles } = await build({
    absWorkingDir: directory,
    entryPoints: ['src/index.ts'],
    outdir: 'weighed',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    jsx: 'automatic',
    external: ofTheApp,
    logLevel: 'silent',
  });
  const weights = new Map(
    outputFiles.map(({ path, contents }) => [
      path.slice(directory.length + 1),
      gzipSync(contents).length,
    ]),
  );
  const [entry] = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint === 'src/index.ts',
  );
  const common = reachedAtOnce(metafile, entry);
  const report = [];
  const complaints = [];
  for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) {
    const name = entryPoint?.match(/src\/components\/\w+\/(\w+)\.tsx$/)?.[1];
    if (name && isOpenedFrom(metafile, common, output)) {
      const files = new Set([...common, ...reachedAtOnce(metafile, output)]);
      const weight = [...files].reduce(
        (sum, file) => sum + weights.get(file),
        0,
      );
      report.push(`${name}: ${Math.ceil(weight / 1000)} kB`);
      if (weight > limit) {
        complaints.push(`${name} weighs ${weight} bytes`);
      }
      if ([...files].some(file => hasCharts(metafile.outputs[file]))) {
        complaints.push(`${name} waits for the charts`);
      }
    }
  }
  if (report.length === 0) {
    complaints.push('no page was found');
  }
  if (complaints.length > 0) {
    throw new LauncherError(
      `${complaints.join(
        '\n',
      )}\nThe limit is ${limit} bytes of gzip, and charts come later.`,
    );
  }
  return report;
}

/** The files that a file imports, and those that they import; without what is loaded later. */
function reachedAtOnce(metafile, output) {
  const reached = new Set([output]);
  for (const file of reached) {
    const { imports, cssBundle } = metafile.outputs[file];
    for (const { path, kind, external } of imports) {
      if (kind === 'import-statement' && !external) {
        reached.add(path);
      }
    }
    if (cssBundle) {
      reached.add(cssBundle);
    }
  }
  return reached;
}

/** Whether the plugin itself loads a file later, as it does pages, tabs and cards. */
function isOpenedFrom(metafile, common, output) {
  return [...common].some(file =>
    metafile.outputs[file].imports.some(
      ({ path, kind }) => path === output && kind === 'dynamic-import',
    ),
  );
}

function hasCharts({ inputs }) {
  return Object.keys(inputs).some(path => path.includes('/recharts/'));
}

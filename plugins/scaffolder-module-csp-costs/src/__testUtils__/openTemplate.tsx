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
  createApiRef,
  microsoftAuthApiRef,
  translationApiRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { screen } from '@testing-library/react';
import userEvent, {
  PointerEventsCheckLevel,
} from '@testing-library/user-event';
import type { OnboardingApi } from 'backstage-plugin-csp-costs-common';
import { connectorsApiRef } from '../api/connectorsApiRef';
import { onboardingApiRef } from '../api/onboardingApiRef';
import module from '../index';
import type { FakeOnboarding } from './FakeOnboarding';

// What the scaffolder's page asks of the catalog, by the ids of its APIs: this
// package has nothing to do with the catalog itself.
const catalogApiRef = createApiRef<{
  getEntityByRef(): Promise<undefined>;
}>().with({ id: 'plugin.catalog.service', pluginId: 'catalog' });

/** A page of a form: its fields, by name. */
export interface TemplatePage {
  title: string;
  required?: string[];
  properties: Record<string, object>;
}

/** The task that a form was submitted as. */
export interface CreatedTask {
  values: Record<string, unknown>;
  secrets?: Record<string, string>;
}

/** Opens a template in the scaffolder itself, with our module in the app. */
export function openTemplate(options: {
  onboarding: FakeOnboarding;
  pages: TemplatePage[];
  /** What the form has from the start, as from an earlier task. */
  initial?: Record<string, unknown>;
  decorators?: Array<{ id: string; input?: object }>;
  /** Backstage's Microsoft provider; left out means that the host has none. */
  microsoft?: { getAccessToken(scope?: string | string[]): Promise<string> };
  translation?: TranslationApi;
}): { tasks: CreatedTask[]; create: () => Promise<void> } {
  const { onboarding, pages, initial, decorators, microsoft } = options;
  const tasks: CreatedTask[] = [];
  const scaffolder = {
    getTemplateParameterSchema: async () => ({
      title: 'Onboard',
      steps: pages.map(({ title, ...schema }) => ({
        title,
        schema: { title, type: 'object', ...schema },
      })),
      ...(decorators && { formDecorators: decorators }),
    }),
    scaffold: (task: CreatedTask) => {
      tasks.push(task);
      // The page of the task, which would be next, is not ours.
      return new Promise(() => {});
    },
  };
  const query = initial
    ? `?formData=${encodeURIComponent(JSON.stringify(initial))}`
    : '';
  // The form reads what it starts with from the window's own address.
  window.history.replaceState({}, '', `/${query}`);
  renderTestApp({
    features: [scaffolderPlugin, module],
    initialRouteEntries: [`/create/templates/default/onboard${query}`],
    config: {
      app: { title: 'Test', baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost' },
      auth: { providers: microsoft ? { microsoft: {} } : {} },
    },
    apis: [
      [onboardingApiRef, onboarding as unknown as OnboardingApi],
      [connectorsApiRef, onboarding],
      [scaffolderApiRef, scaffolder as never],
      [catalogApiRef, { getEntityByRef: async () => undefined }],
      mockApis.permission(),
      ...(microsoft ? [[microsoftAuthApiRef, microsoft] as never] : []),
      ...(options.translation
        ? [[translationApiRef, options.translation] as never]
        : []),
    ],
  });
  return { tasks, create };
}

/** Submits a form that is on its last page. */
async function create(): Promise<void> {
  const user = userOf();
  await user.click(screen.getByRole('button', { name: 'Review' }));
  await user.click(await screen.findByRole('button', { name: 'Create' }));
}

/** Somebody who does not wait between two keys. */
export function userOf() {
  return userEvent.setup({
    advanceTimers: jest.advanceTimersByTime,
    // Walks up the whole page for each click.
    pointerEventsCheck: PointerEventsCheckLevel.Never,
  });
}

/** Time that passes only when a test waits for something. */
export function setTestTime(): void {
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date('2026-11-22T10:00:00Z'),
      doNotFake: ['nextTick', 'queueMicrotask', 'performance'],
    });
  });
  afterEach(() => jest.useRealTimers());
}

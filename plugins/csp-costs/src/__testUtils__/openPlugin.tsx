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

import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { queryClientFor } from 'backstage-plugin-csp-costs-react';
import plugin from '../index';
import type { fakeCostsApi } from './fakeCosts';

/** Opens a page of the plugin, in an app of its own. */
export function openPlugin(path: string, api: ReturnType<typeof fakeCostsApi>) {
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [api, mockApis.permission()],
  });
}

/**
 * The same for somebody who has only the permissions that are named.
 *
 * @remarks The answers are kept for all tests of a file.
 */
export function openPluginAs(
  permissions: string[],
  path: string,
  api: ReturnType<typeof fakeCostsApi>,
) {
  const authorize = jest.fn(
    async (request: { permission: { name: string } }) => ({
      result: permissions.includes(request.permission.name) ? 'ALLOW' : 'DENY',
    }),
  );
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [api, [permissionApiRef, { authorize } as unknown as PermissionApi]],
  });
}

/** All that the plugin remembers, as one text: caches, page, storage, address. */
export function everythingKept(api: ReturnType<typeof fakeCostsApi>): string {
  const client = queryClientFor(api);
  return JSON.stringify([
    client
      .getQueryCache()
      .getAll()
      .map(({ state, queryKey }) => [queryKey, state]),
    client
      .getMutationCache()
      .getAll()
      .map(({ state }) => state),
    { ...localStorage },
    { ...sessionStorage },
    window.location.href,
    document.documentElement.outerHTML,
    [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
      ({ value }) => value,
    ),
  ]);
}

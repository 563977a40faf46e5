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

import type { RouteRef as LegacyRouteRef } from '@backstage/core-plugin-api';
import {
  routeResolutionApiRef,
  useApiHolder,
  type ApiHolder,
  type ApiRef,
  type RouteResolutionApi,
} from '@backstage/frontend-plugin-api';
import {
  createVersionedContext,
  createVersionedValueMap,
  useVersionedContext,
} from '@backstage/version-bridge';
import { useMemo, type ReactNode } from 'react';
import { generatePath } from 'react-router-dom';
import { entityCostsRouteRef } from '../routes';
import {
  legacyEntityRouteRef,
  legacyRootRouteRef,
  pathsBelowPage,
} from './legacyRoutes';

/** What apps of the legacy frontend system find routes with. */
interface LegacyRouteResolver {
  resolve(
    routeRef: LegacyRouteRef,
    source: { pathname: string },
  ): (() => string) | undefined;
}

const ApiContext = createVersionedContext<{ 1: ApiHolder }>('api-context');

class ApisWithRoutes implements ApiHolder {
  readonly #apis: ApiHolder;
  readonly #routes: object;

  constructor(apis: ApiHolder, routes: object) {
    this.#apis = apis;
    this.#routes = routes;
  }

  get<T>(ref: ApiRef<T>): T | undefined {
    return ref.id === routeResolutionApiRef.id
      ? (this.#routes as T)
      : this.#apis.get(ref);
  }
}

/**
 * Lets the shared parts find their routes in an app of the legacy frontend
 * system.
 *
 * @remarks
 * `useRouteRef` of the new system asks an API that such an app does not have.
 * Here that API is answered by the app's own routes: the page and the entity's
 * tab, wherever the app has mounted them. What is mounted nowhere has no link.
 */
export function LegacyRoutes({ children }: { children: ReactNode }) {
  const apis = useApiHolder();
  const resolver = useVersionedContext<{ 1: LegacyRouteResolver }>(
    'routing-context',
  )?.atVersion(1);
  const value = useMemo(() => {
    const routes = {
      resolve: (...args: ResolveArguments) => resolveRoute(resolver, ...args),
    };
    return createVersionedValueMap({ 1: new ApisWithRoutes(apis, routes) });
  }, [apis, resolver]);
  return <ApiContext.Provider value={value}>{children}</ApiContext.Provider>;
}

type ResolveArguments = Parameters<RouteResolutionApi['resolve']>;

function resolveRoute(
  resolver: LegacyRouteResolver | undefined,
  routeRef: ResolveArguments[0],
  options: ResolveArguments[1],
) {
  const source = { pathname: options?.sourcePath ?? '/' };
  if ((routeRef as object) === entityCostsRouteRef) {
    return resolver?.resolve(legacyEntityRouteRef, source);
  }
  const path = pathsBelowPage.get(routeRef);
  const page = resolver?.resolve(legacyRootRouteRef, source)?.();
  if (path === undefined || page === undefined) {
    return undefined;
  }
  return (params?: Record<string, string>) =>
    `${page.replace(/\/$/, '')}${generatePath(path && `/${path}`, params)}`;
}

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

import { createRouteRef } from '@backstage/core-plugin-api';
import {
  collectionRouteRef,
  connectorRouteRef,
  connectorsRouteRef,
  editConnectorRouteRef,
  invoicesRouteRef,
  newConnectorRouteRef,
  overviewRouteRef,
  rootRouteRef,
} from '../routes';

/** Where an app of the legacy frontend system mounts the page. */
export const legacyRootRouteRef = createRouteRef({ id: 'csp-costs' });

/** Where it mounts the tab of an entity. */
export const legacyEntityRouteRef = createRouteRef({
  id: 'csp-costs:entity-content',
});

/** Paths below the page, of the routes that the shared parts link to. */
export const pathsBelowPage = new Map<object, string>([
  [rootRouteRef, ''],
  [overviewRouteRef, 'overview'],
  [invoicesRouteRef, 'invoices'],
  [connectorsRouteRef, 'connectors'],
  [newConnectorRouteRef, 'connectors/new'],
  [connectorRouteRef, 'connectors/:connectorId'],
  [editConnectorRouteRef, 'connectors/:connectorId/edit'],
  [collectionRouteRef, 'collection'],
]);

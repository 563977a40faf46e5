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
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const overviewRouteRef = createRouteRef();
export const connectorsRouteRef = createRouteRef();
export const newConnectorRouteRef = createSubRouteRef({
  parent: connectorsRouteRef,
  path: '/new',
});
export const connectorRouteRef = createSubRouteRef({
  parent: connectorsRouteRef,
  path: '/:connectorId',
});
export const editConnectorRouteRef = createSubRouteRef({
  parent: connectorsRouteRef,
  path: '/:connectorId/edit',
});
export const invoicesRouteRef = createRouteRef();
export const collectionRouteRef = createRouteRef();
export const entityCostsRouteRef = createRouteRef();

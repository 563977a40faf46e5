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

import type {
  ConnectorSettings,
  Source,
} from 'backstage-plugin-csp-costs-common';
import { chargeSources } from './sources/chargeSources';
import type { CollectionSource } from './sources/CollectionSource';
import { customersSource } from './sources/customersSource';
import { invoicesSource } from './sources/invoicesSource';
import { subscriptionsSource } from './sources/subscriptionsSource';

/** Everything that is collected. */
export const collectionSources: CollectionSource[] = [
  customersSource,
  subscriptionsSource,
  invoicesSource,
  ...chargeSources,
];

/** The datasets that a connector's switches have collected. */
export function plannedSources({ sources }: ConnectorSettings): Source[] {
  const isCharge = new Set(chargeSources);
  return collectionSources
    .filter(source =>
      isCharge.has(source) ? sources.graphBilling : sources.partnerCenter,
    )
    .map(({ source }) => source);
}

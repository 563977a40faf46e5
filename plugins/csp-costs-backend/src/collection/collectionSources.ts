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
import type { ChargeMapping } from '../ledger/load/ChargeMapping';
import { armCustomersSource } from './sources/armCustomersSource';
import { armInvoicesSource } from './sources/armInvoicesSource';
import { chargeSources } from './sources/chargeSources';
import type { CollectionSource } from './sources/CollectionSource';
import { costDetailsSource } from './sources/costDetailsSource';
import { customersSource } from './sources/customersSource';
import { exchangeRatesSource } from './sources/exchangeRatesSource';
import { invoicesSource } from './sources/invoicesSource';
import { legacyInvoiceLinesSource } from './sources/legacyInvoiceLinesSource';
import { priceSheetSource } from './sources/priceSheetSource';
import { rateCardSource } from './sources/rateCardSource';
import { subscriptionsSource } from './sources/subscriptionsSource';

/** Everything that is collected. */
export const collectionSources: CollectionSource[] = [
  customersSource,
  subscriptionsSource,
  invoicesSource,
  armCustomersSource,
  armInvoicesSource,
  exchangeRatesSource,
  priceSheetSource,
  rateCardSource,
  ...chargeSources,
  costDetailsSource,
  legacyInvoiceLinesSource,
];

/** How the lines of each source are read; of sources that have lines. */
export const chargeMappings: ReadonlyMap<Source, ChargeMapping> = new Map(
  collectionSources.flatMap(({ source, mapping }) =>
    mapping ? [[source, mapping]] : [],
  ),
);

/** Which switches have a dataset collected. */
const SWITCHES: Record<
  Source,
  (sources: ConnectorSettings['sources']) => boolean
> = {
  customers: sources => sources.partnerCenter,
  subscriptions: sources => sources.partnerCenter,
  invoices: sources => sources.partnerCenter,
  'unbilled-usage': sources => sources.graphBilling,
  'unbilled-reconciliation': sources => sources.graphBilling,
  'billed-usage': sources => sources.graphBilling,
  'billed-reconciliation': sources => sources.graphBilling,
  'legacy-invoice-lines': sources => sources.partnerCenter,
  'cost-details': sources => sources.costManagement,
  // Of two lists of the same, only one is kept: Partner Center's has more.
  'arm-customers': listsByAzure,
  'arm-invoices': listsByAzure,
  'exchange-rates': sources => sources.priceSheet,
  'price-sheet': sources => sources.priceSheet,
  'rate-card': sources => sources.priceSheet && sources.partnerCenter,
};

function listsByAzure(sources: ConnectorSettings['sources']): boolean {
  return sources.costManagement && !sources.partnerCenter;
}

/** The datasets that a connector's switches have collected. */
export function plannedSources({ sources }: ConnectorSettings): Source[] {
  return collectionSources
    .map(({ source }) => source)
    .filter(source => SWITCHES[source](sources));
}

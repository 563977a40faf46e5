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
  ConnectorSources,
  SourceAccess,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorSetup } from '../ConnectorSetup';
import { PARTNER_BILLING } from '../consent/scopes';

const PARTNER_CENTER_APP = 'Registration in Partner Center (App management)';
const ADMIN_ROLES =
  'Billing admin and Sales agent, or Global admin and Admin agent';

/** Each group of data: how it is read, and what that takes. Source: Microsoft's prerequisites of each API. */
const ACCESS: Array<
  Omit<SourceAccess, 'enabled'> & {
    /** What decides besides its own switch. */
    besides?: (sources: ConnectorSources) => boolean;
  }
> = [
  {
    name: 'Customers and subscriptions',
    group: 'partnerCenter',
    collected: true,
    signIn: 'app-only',
    requires: PARTNER_CENTER_APP,
  },
  {
    name: 'List of invoices',
    group: 'partnerCenter',
    collected: true,
    signIn: 'app-only',
    requires: PARTNER_CENTER_APP,
  },
  {
    name: 'Lines of legacy invoices',
    group: 'partnerCenter',
    collected: true,
    signIn: 'app-only',
    requires: PARTNER_CENTER_APP,
  },
  {
    name: 'Reseller relationship URL',
    group: 'partnerCenter',
    collected: true,
    signIn: 'delegated',
    requires: ADMIN_ROLES,
  },
  {
    name: 'Documents of invoices',
    group: 'partnerCenter',
    collected: true,
    signIn: 'delegated',
    requires: ADMIN_ROLES,
  },
  {
    name: 'Usage and reconciliation lines',
    group: 'graphBilling',
    collected: true,
    signIn: 'app-only',
    requires: `${PARTNER_BILLING} of Microsoft Graph (application permission)`,
  },
  {
    name: 'Azure Cost Management',
    group: 'costManagement',
    collected: true,
    signIn: 'app-only',
    requires: 'Billing account reader on the billing account',
  },
  {
    name: 'Customers and invoices, without Partner Center',
    group: 'costManagement',
    besides: sources => !sources.partnerCenter,
    collected: true,
    signIn: 'app-only',
    requires: 'Billing account reader on the billing account',
  },
  {
    name: 'Price sheets and exchange rates',
    group: 'priceSheet',
    collected: true,
    signIn: 'delegated',
    requires: 'Admin agent or Sales agent',
  },
  {
    name: 'Names of meters',
    group: 'priceSheet',
    besides: sources => sources.partnerCenter,
    collected: true,
    signIn: 'app-only',
    requires: PARTNER_CENTER_APP,
  },
];

/** How each group of data of a connector is read. */
export function sourceAccess(connector: ConnectorSetup): SourceAccess[] {
  const { sources } = connector.settings;
  return ACCESS.map(({ besides, ...access }) => ({
    ...access,
    enabled: sources[access.group] && (besides?.(sources) ?? true),
  }));
}

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

import { charges } from './english/charges';
import { collection } from './english/collection';
import { common } from './english/common';
import { connectorForm } from './english/connectorForm';
import { connectors } from './english/connectors';
import { coverage } from './english/coverage';
import { customer } from './english/customer';
import { customers } from './english/customers';
import { entity } from './english/entity';
import { downloads } from './english/export';
import { filters } from './english/filters';
import { health } from './english/health';
import { home } from './english/home';
import { invoices } from './english/invoices';
import { layout } from './english/layout';
import { summary } from './english/summary';
import { trend } from './english/trend';
import { words } from './english/words';

/** All texts of the portal, in English. */
export const messages = {
  ...charges,
  ...collection,
  ...common,
  ...connectorForm,
  ...connectors,
  ...coverage,
  ...customer,
  ...customers,
  ...entity,
  ...downloads,
  ...filters,
  ...health,
  ...home,
  ...invoices,
  ...layout,
  ...summary,
  ...trend,
  ...words,
};

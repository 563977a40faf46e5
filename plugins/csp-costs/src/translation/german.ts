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

import { common } from './german/common';
import { customer } from './german/customer';
import { customers } from './german/customers';
import { home } from './german/home';
import { charges } from './german/charges';
import { entity } from './german/entity';
import { downloads } from './german/export';
import { filters } from './german/filters';
import { invoices } from './german/invoices';
import { summary } from './german/summary';
import { trend } from './german/trend';
import { words } from './german/words';
import { collection } from './german/collection';
import { coverage } from './german/coverage';
import { layout } from './german/layout';
import { health } from './german/health';
import { connectorForm } from './german/connectorForm';
import { connectors } from './german/connectors';

/** All texts of the portal in German. */
const german = {
  ...common,
  ...charges,
  ...customer,
  ...customers,
  ...home,
  ...entity,
  ...downloads,
  ...filters,
  ...invoices,
  ...summary,
  ...trend,
  ...words,
  ...collection,
  ...coverage,
  ...layout,
  ...health,
  ...connectorForm,
  ...connectors,
};

export default german;

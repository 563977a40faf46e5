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
  Connector,
  SourceAccess,
} from 'backstage-plugin-csp-costs-common';
import { DataTable, type DataColumn } from '../../layout/DataTable';

const COLUMNS: DataColumn<SourceAccess>[] = [
  { id: 'name', label: 'What is read', cell: access => access.name },
  {
    id: 'signIn',
    label: 'Signs in as',
    cell: access =>
      access.signIn === 'app-only' ? 'The application' : 'The person',
  },
  { id: 'requires', label: 'Needs', cell: access => access.requires },
  { id: 'use', label: 'Now', cell: useOf },
];

/** Which data is read in whose name, and what that takes. */
export function AccessTable({ connector }: { connector: Connector }) {
  return (
    <DataTable
      caption="How each group of data is read"
      columns={COLUMNS}
      rows={connector.access}
      rowKey={access => access.name}
    />
  );
}

function useOf({ enabled, collected }: SourceAccess): string {
  if (!enabled) {
    return 'Switched off';
  }
  return collected ? 'Collected' : 'Prepared, not collected yet';
}

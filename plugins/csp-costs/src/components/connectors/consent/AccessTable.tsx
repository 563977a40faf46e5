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
import { useTexts, type Texts } from '../../../translation/useTexts';

const columnsOf = (t: Texts): DataColumn<SourceAccess>[] => [
  {
    id: 'name',
    label: t('connectors.whatIsRead'),
    cell: access => access.name,
  },
  {
    id: 'signIn',
    label: t('connectors.signsInAs'),
    cell: access =>
      access.signIn === 'app-only'
        ? t('connectors.theApplication')
        : t('connectors.thePerson'),
  },
  {
    id: 'requires',
    label: t('connectors.needs'),
    cell: access => access.requires,
  },
  { id: 'use', label: t('connectors.now'), cell: access => stateOf(t, access) },
];

/** Which data is read in whose name, and what that takes. */
export function AccessTable({ connector }: { connector: Connector }) {
  const t = useTexts();
  return (
    <DataTable
      caption={t('connectors.accessCaption')}
      columns={columnsOf(t)}
      rows={connector.access}
      rowKey={access => access.name}
    />
  );
}

function stateOf(t: Texts, { enabled, collected }: SourceAccess): string {
  if (!enabled) {
    return t('connectors.switchedOff');
  }
  return collected ? t('connectors.collected') : t('connectors.prepared');
}

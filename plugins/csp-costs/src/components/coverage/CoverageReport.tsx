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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  ConnectorWarning,
  Coverage,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../format/dates';
import { formatCount } from '../../format/numbers';
import {
  connectorStateWord,
  sliceName,
  sliceStateWord,
} from '../../format/words';
import { connectorRouteRef } from '../../routes';
import { describeWarning } from '../connectors/describeHealth';
import { DataTable, type DataColumn } from '../layout/DataTable';
import { StateMark } from '../layout/StateMark';
import { warningsOf } from './ConnectorWarningLink';
import { describeCoverage } from './describeCoverage';
import { ProblemDetails } from './ProblemDetails';
import styles from './CoverageReport.module.css';

const COLUMNS: DataColumn<SliceCoverage>[] = [
  { id: 'slice', label: 'Source', cell: sliceName },
  {
    id: 'status',
    label: 'State',
    cell: slice => <StateMark state={sliceStateWord(slice.status)} />,
  },
  {
    id: 'asOf',
    label: 'As of',
    align: 'end',
    cell: slice => slice.asOf && formatInstant(slice.asOf),
  },
  {
    id: 'lines',
    label: 'Lines',
    align: 'end',
    cell: slice =>
      slice.lineCount === undefined ? '' : formatCount(slice.lineCount),
  },
];

/** Each slice that figures are made of: those with a problem first and in full. */
export function CoverageReport({ coverage }: { coverage: Coverage }) {
  const { problems } = describeCoverage(coverage);
  const others = coverage.slices.filter(slice => !problems.includes(slice));
  return (
    <div className={styles.report}>
      {warningsOf(coverage)?.map(warning => (
        <ConnectorProblem key={warning.connectorId} warning={warning} />
      ))}
      {problems.map(slice => (
        <section key={keyOf(slice)} className={styles.problem}>
          <header className={styles.head}>
            <h3 className={styles.title}>{sliceName(slice)}</h3>
            <StateMark state={sliceStateWord(slice.status)} />
          </header>
          <p className={styles.shown}>{whatIsShown(slice)}</p>
          {slice.problem && <ProblemDetails problem={slice.problem} />}
        </section>
      ))}
      {others.length > 0 && (
        <section>
          <h3 className={styles.title}>
            {problems.length > 0 ? 'The other sources' : 'Sources'}
          </h3>
          <DataTable
            caption="Sources without a problem"
            columns={COLUMNS}
            rows={others}
            rowKey={keyOf}
          />
        </section>
      )}
    </div>
  );
}

function ConnectorProblem({ warning }: { warning: ConnectorWarning }) {
  const href = useRouteRef(connectorRouteRef)?.({
    connectorId: warning.connectorId,
  });
  return (
    <section className={styles.problem}>
      <header className={styles.head}>
        <h3 className={styles.title}>{describeWarning(warning)}</h3>
        <StateMark state={connectorStateWord(warning.status)} />
      </header>
      {warning.problem && <ProblemDetails problem={warning.problem} />}
      {href && <Link href={href}>Open the connector</Link>}
    </section>
  );
}

function whatIsShown(slice: SliceCoverage): string {
  const parts: string[] = [];
  switch (slice.status) {
    case 'stale':
      parts.push(
        slice.asOf
          ? `The figures of ${formatInstant(slice.asOf)} are shown.`
          : 'Older figures are shown.',
      );
      break;
    case 'missing':
      parts.push('Nothing could be collected yet; the figures are without it.');
      break;
    case 'collecting':
      parts.push('Its first collection has not ended.');
      break;
    default:
  }
  if (slice.quarantinedLineCount > 0) {
    const all =
      slice.lineCount === undefined
        ? ''
        : ` of ${formatCount(slice.lineCount + slice.quarantinedLineCount)}`;
    parts.push(
      `${formatCount(
        slice.quarantinedLineCount,
      )}${all} lines could not be read and are not in the figures.`,
    );
  }
  return parts.join(' ');
}

function keyOf(slice: SliceCoverage): string {
  return [
    slice.connectorId,
    slice.source,
    slice.invoiceId,
    slice.billingPeriod,
    slice.billingCurrency,
  ].join('/');
}

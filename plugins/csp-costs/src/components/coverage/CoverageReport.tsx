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
import { useTexts, type Texts } from '../../translation/useTexts';
import { warningsOf } from './ConnectorWarningLink';
import { describeCoverage } from './describeCoverage';
import { ProblemDetails } from './ProblemDetails';
import styles from './CoverageReport.module.css';

const columnsOf = (t: Texts): DataColumn<SliceCoverage>[] => [
  {
    id: 'slice',
    label: t('coverage.source'),
    cell: slice => sliceName(t, slice),
  },
  {
    id: 'status',
    label: t('coverage.state'),
    cell: slice => <StateMark state={sliceStateWord(t, slice.status)} />,
  },
  {
    id: 'asOf',
    label: t('coverage.asOfLabel'),
    align: 'end',
    cell: slice => slice.asOf && formatInstant(slice.asOf),
  },
  {
    id: 'lines',
    label: t('coverage.lines'),
    align: 'end',
    cell: slice =>
      slice.lineCount === undefined ? '' : formatCount(slice.lineCount),
  },
];

/** Each slice that figures are made of: those with a problem first and in full. */
export function CoverageReport({ coverage }: { coverage: Coverage }) {
  const t = useTexts();
  const { problems } = describeCoverage(t, coverage);
  const others = coverage.slices.filter(slice => !problems.includes(slice));
  return (
    <div className={styles.report}>
      {warningsOf(coverage)?.map(warning => (
        <ConnectorProblem key={warning.connectorId} warning={warning} />
      ))}
      {problems.map(slice => (
        <section key={keyOf(slice)} className={styles.problem}>
          <header className={styles.head}>
            <h3 className={styles.title}>{sliceName(t, slice)}</h3>
            <StateMark state={sliceStateWord(t, slice.status)} />
          </header>
          <p className={styles.shown}>{whatIsShown(t, slice)}</p>
          {slice.problem && <ProblemDetails problem={slice.problem} />}
        </section>
      ))}
      {others.length > 0 && (
        <section>
          <h3 className={styles.title}>
            {problems.length > 0
              ? t('coverage.otherSources')
              : t('coverage.sources')}
          </h3>
          <DataTable
            caption={t('coverage.soundSources')}
            columns={columnsOf(t)}
            rows={others}
            rowKey={keyOf}
          />
        </section>
      )}
    </div>
  );
}

function ConnectorProblem({ warning }: { warning: ConnectorWarning }) {
  const t = useTexts();
  const href = useRouteRef(connectorRouteRef)?.({
    connectorId: warning.connectorId,
  });
  return (
    <section className={styles.problem}>
      <header className={styles.head}>
        <h3 className={styles.title}>{describeWarning(t, warning)}</h3>
        <StateMark state={connectorStateWord(t, warning.status)} />
      </header>
      {warning.problem && <ProblemDetails problem={warning.problem} />}
      {href && <Link href={href}>{t('coverage.openConnector')}</Link>}
    </section>
  );
}

function whatIsShown(t: Texts, slice: SliceCoverage): string {
  const { status, asOf, lineCount, quarantinedLineCount: unread } = slice;
  const parts: string[] = [];
  switch (status) {
    case 'stale':
      parts.push(
        asOf
          ? t('coverage.shown', { instant: formatInstant(asOf) })
          : t('coverage.shownOlder'),
      );
      break;
    case 'missing':
      parts.push(t('coverage.notYet'));
      break;
    case 'collecting':
      parts.push(t('coverage.firstRuns'));
      break;
    default:
  }
  if (unread > 0) {
    parts.push(
      lineCount === undefined
        ? t('coverage.unreadable', { count: unread })
        : t('coverage.unreadableOf', { some: unread, all: lineCount + unread }),
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

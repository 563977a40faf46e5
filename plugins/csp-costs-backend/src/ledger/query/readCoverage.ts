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
  BillingPeriod,
  Coverage,
  Problem,
  SliceCoverage,
} from 'backstage-plugin-csp-costs-common';
import { readTimestamp } from '../../database/dialect';
import { familyOf, isBilled, isChargeSource, readProblem } from '../tables';
import type { QueryContext } from './PeriodView';
import {
  INVOICE_LISTS,
  moneyOf,
  shownSlices,
  type SliceState,
} from './readSlices';

/** Which part of the figures the coverage is asked for. */
export interface CoverageScope {
  billingPeriod: BillingPeriod;
  /** Only of these connectors. */
  connectorIds?: readonly string[];
  /** Only of these currencies. */
  billingCurrencies?: readonly string[];
  /** Leaves out what is not usage of Azure subscriptions; legacy invoices name none. */
  usageOnly?: boolean;
}

const ORDER: SliceCoverage['status'][] = [
  'missing',
  'stale',
  'collecting',
  'not-yet-available',
  'current',
];

/**
 * Tells how complete and how fresh the figures of a billing period are.
 *
 * @param uncollected - What belongs to the period and no slice has.
 * Numbers of lines and totals of invoices are left out for those who may not
 * see all customers.
 *
 * @param staleAfterMs - After how long without a verification an open slice
 * counts as stale.
 */
export function readCoverage(
  slices: readonly SliceState[],
  uncollected: readonly SliceCoverage[],
  scope: CoverageScope,
  options: Pick<QueryContext, 'now' | 'staleAfterMs' | 'connectors' | 'rights'>,
): Coverage {
  const { rights } = options;
  const isReadable = (connectorId: string) =>
    (!scope.connectorIds || scope.connectorIds.includes(connectorId)) &&
    (rights.all || rights.connectorIds.includes(connectorId));
  const inScope = slices.filter(
    slice =>
      (!slice.billing_period || slice.billing_period === scope.billingPeriod) &&
      isReadable(slice.connector_id) &&
      (!scope.usageOnly ||
        !isChargeSource(slice.source) ||
        familyOf(slice.source) === 'usage') &&
      (!scope.billingCurrencies ||
        !slice.billing_currency ||
        scope.billingCurrencies.includes(slice.billing_currency) ||
        // What was never collected may hold charges of anybody.
        (!slice.current_generation_id && !slice.no_data)),
  );
  const shown = new Set(shownSlices(inScope).map(slice => slice.slice_id));
  const covered = new Set(
    inScope
      .filter(slice => shown.has(slice.slice_id) && !isBilled(slice.source))
      .map(moneyOf),
  );

  const entries = inScope
    // An estimate that invoices have replaced is history.
    .filter(slice => !slice.replaced && !isFormerList(slice, options))
    // An invoice without data yet is no gap while the estimate covers it.
    .filter(
      slice =>
        !isChargeSource(slice.source) ||
        shown.has(slice.slice_id) ||
        slice.problem !== null ||
        !covered.has(moneyOf(slice)),
    )
    .map(slice => sliceCoverage(slice, options))
    .concat(
      uncollected.filter(
        entry =>
          isReadable(entry.connectorId) &&
          (!scope.billingCurrencies ||
            scope.billingCurrencies.includes(entry.billingCurrency!)),
      ),
    )
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));

  const shownTimes = inScope
    .filter(slice => shown.has(slice.slice_id))
    .map(slice => readTimestamp(slice.verified_at))
    .filter(time => time !== undefined)
    .sort();

  return {
    asOf: shownTimes[0],
    complete:
      shown.size > 0 &&
      entries.every(
        entry => entry.status === 'current' && entry.quarantinedLineCount === 0,
      ),
    limited: rights.all ? undefined : true,
    slices: rights.all ? entries : entries.map(forSome),
    connectors: [...new Set(entries.map(entry => entry.connectorId))]
      .map(connectorId => options.connectors.get(connectorId)?.warning)
      .filter(warning => warning !== undefined),
  };
}

function sliceCoverage(
  slice: SliceState,
  options: Pick<QueryContext, 'now' | 'staleAfterMs' | 'connectors'>,
): SliceCoverage {
  const asOf = readTimestamp(slice.verified_at);
  const problem =
    notCollected(slice, asOf, options) ??
    readProblem(slice.problem) ??
    overdueProblem(slice, asOf, options);
  return {
    connectorId: slice.connector_id,
    source: slice.source,
    billingPeriod: slice.billing_period ?? undefined,
    billingCurrency: slice.billing_currency ?? undefined,
    invoiceId: slice.invoice_id ?? undefined,
    status: statusOf(slice, problem),
    asOf,
    lineCount: Number(slice.line_count ?? 0),
    quarantinedLineCount: Number(slice.quarantined_line_count ?? 0),
    problem,
  };
}

/** Reasons that say nothing of what Microsoft has of all customers. */
const PLAIN_REASONS = [
  'CONNECTOR_DELETED',
  'NOT_COLLECTED',
  'OVERDUE',
  'SOURCE_OFF',
];

/**
 * What is about all customers together is not for those who may see some: how
 * many lines there are, and by how much a total of all of them fell. That
 * something is wrong, and since when, is for everybody.
 */
function forSome({
  lineCount: _,
  problem,
  ...entry
}: SliceCoverage): SliceCoverage {
  return {
    ...entry,
    problem:
      !problem || PLAIN_REASONS.includes(problem.code)
        ? problem
        : {
            code: problem.code,
            since: problem.since,
            cause: 'This source could not be brought up to date.',
            remedy:
              'Ask whoever runs this portal; the collection page tells them why.',
          },
  };
}

function statusOf(
  slice: SliceState,
  problem: Problem | undefined,
): SliceCoverage['status'] {
  if (slice.verified_at) {
    return problem ? 'stale' : 'current';
  }
  if (problem) {
    return 'missing';
  }
  return slice.no_data ? 'not-yet-available' : 'collecting';
}

/** A list of invoices that another one has taken the place of. */
function isFormerList(
  { connector_id: connectorId, source }: SliceState,
  { connectors }: Pick<QueryContext, 'connectors'>,
): boolean {
  const collected = connectors.get(connectorId)?.sources ?? [];
  return (
    INVOICE_LISTS.includes(source) &&
    !collected.includes(source) &&
    collected.some(other => INVOICE_LISTS.includes(other))
  );
}

/** What nobody collects any more stays as it was, and says so. */
function notCollected(
  slice: SliceState,
  asOf: string | undefined,
  { now, connectors }: Pick<QueryContext, 'now' | 'connectors'>,
): Problem | undefined {
  const connector = connectors.get(slice.connector_id);
  const since = asOf ?? now.toISOString();
  if (!connector) {
    return {
      code: 'CONNECTOR_DELETED',
      cause: `The connector ${slice.connector_id} was deleted; its last figures are shown.`,
      remedy: 'Nothing, or connect the partner tenant again with the same id.',
      since,
    };
  }
  return connector.sources.includes(slice.source)
    ? undefined
    : {
        code: 'SOURCE_OFF',
        cause: 'This source is switched off; its last figures are shown.',
        remedy: 'Switch it on in the settings of the connector.',
        since,
      };
}

/** Invoiced charges do not change by themselves; everything else must be looked at. */
function overdueProblem(
  slice: SliceState,
  asOf: string | undefined,
  { now, staleAfterMs }: { now: Date; staleAfterMs: number },
): Problem | undefined {
  if (!asOf || isBilled(slice.source)) {
    return undefined;
  }
  const due = new Date(Date.parse(asOf) + staleAfterMs);
  return due < now
    ? {
        code: 'OVERDUE',
        cause: 'This source has not been collected when it was due.',
        remedy:
          "Look at the connector's runs; start one by hand if none is going on.",
        since: due.toISOString(),
      }
    : undefined;
}

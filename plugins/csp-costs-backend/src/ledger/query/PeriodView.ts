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
  Comparison,
  ConnectorWarning,
  Coverage,
  SliceCoverage,
  Source,
} from 'backstage-plugin-csp-costs-common';
import { addMonths } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { CustomerRights } from '../../rights/CustomerRights';
import type { Attribution } from './Attribution';
import { comparisonOf } from './comparisonOf';
import { readCoverage, type CoverageScope } from './readCoverage';
import { readUncollected } from './readUncollected';
import type { TotalsCache } from './TotalsCache';
import { readCells } from './readCells';
import { readSlices, shownSlices, type SliceState } from './readSlices';
import { resolveScope } from './resolveScope';

/** What figures have to tell of a connector. */
export interface QueriedConnector {
  /** Datasets that it collects; others are switched off. */
  sources: readonly Source[];
  /** Set when it needs somebody to act. */
  warning?: ConnectorWarning;
}

/** What every query needs. */
export interface QueryContext {
  knex: Knex;
  /** The connectors that there are, by id. */
  connectors: ReadonlyMap<string, QueriedConnector>;
  /** Whose costs may be seen by who asks. */
  rights: CustomerRights;
  /** Which costs belong to which entity, as who asks may know it. */
  attribution: Attribution;
  /** What was added up of generations before. */
  totals: TotalsCache;
  now: Date;
  staleAfterMs: number;
}

/**
 * A billing period and the one before it, as they are shown at one moment.
 * Everything that is read through the same view fits together, also when a new
 * generation is published meanwhile.
 */
export class PeriodView {
  readonly billingPeriod: BillingPeriod;
  readonly comparison: Comparison;
  /** Slices whose charges make up the period. */
  readonly shown: SliceState[];
  /** The same of the period before. */
  readonly previous: SliceState[];
  readonly #slices: SliceState[];
  readonly #uncollected: SliceCoverage[];
  readonly #context: QueryContext;

  private constructor(
    context: QueryContext,
    billingPeriod: BillingPeriod,
    slices: SliceState[],
    shown: SliceState[],
    comparison: Comparison,
    uncollected: SliceCoverage[],
  ) {
    this.#uncollected = uncollected;
    this.#context = context;
    this.#slices = slices;
    this.billingPeriod = billingPeriod;
    this.comparison = comparison;
    this.shown = shown;
    this.previous = shownSlices(slices).filter(
      slice => slice.billing_period === comparison.billingPeriod,
    );
  }

  static async create(
    context: QueryContext,
    billingPeriod: BillingPeriod,
  ): Promise<PeriodView> {
    const slices = await readSlices(context.knex, [
      billingPeriod,
      addMonths(billingPeriod, -1),
    ]);
    const shown = shownSlices(slices).filter(
      slice => slice.billing_period === billingPeriod,
    );
    const [lastDay, uncollected] = await Promise.all([
      lastUsageDay(context, shown),
      readUncollected(context.knex, billingPeriod, context.rights),
    ]);
    return new PeriodView(
      context,
      billingPeriod,
      slices,
      shown,
      comparisonOf(billingPeriod, lastDay, context.now),
      uncollected,
    );
  }

  /** How complete and fresh the period is, as far as scope and rights go. */
  coverage(scope: Omit<CoverageScope, 'billingPeriod'> = {}): Coverage {
    return readCoverage(
      this.#slices,
      this.#uncollected,
      { ...scope, billingPeriod: this.billingPeriod },
      this.#context,
    );
  }
}

/** The last day with usage of some slices, `YYYY-MM-DD`. */
async function lastUsageDay(
  context: QueryContext,
  slices: readonly SliceState[],
): Promise<string | undefined> {
  // Of all that may be seen, so that every figure of a page is compared alike.
  const scope = await resolveScope(context, {});
  const cells = await readCells(context.knex, slices, scope);
  return cells
    .filter(cell => cell.chargeCategory === 'Usage')
    .map(cell => cell.date)
    .sort()
    .at(-1);
}

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

import type { BillingPeriod } from './billingPeriod';
import type { ConnectorWarning } from './connectorTypes';
import type { ValidationVerdict } from './generationTypes';
import type { Decimal } from './money';

/**
 * One Microsoft dataset that is collected.
 *
 * @public
 */
export type Source =
  | 'customers'
  | 'subscriptions'
  | 'invoices'
  | 'unbilled-usage'
  | 'unbilled-reconciliation'
  | 'billed-usage'
  | 'billed-reconciliation'
  | 'legacy-invoice-lines'
  | 'cost-details'
  | 'arm-customers'
  | 'arm-invoices'
  | 'exchange-rates'
  | 'price-sheet'
  | 'rate-card';

/**
 * Whether Microsoft has put the charges on an invoice (`invoiced`), may still
 * change them (`estimated`), or some of each (`mixed`).
 *
 * @public
 */
export type CostState = 'estimated' | 'invoiced' | 'mixed';

/**
 * FOCUS 1.2 charge category.
 *
 * @public
 */
export type ChargeCategory =
  | 'Usage'
  | 'Purchase'
  | 'Tax'
  | 'Credit'
  | 'Adjustment';

/**
 * Which costs are asked for. Fields narrow down together. Text is compared as
 * the figures have it; empty text stands for charges that have none of it.
 *
 * @public
 */
export interface CostScope {
  /** Tenant id of a CSP customer. */
  customerId?: string;
  /** Azure subscription id; has usage only, licences belong to the customer. */
  azureSubscriptionId?: string;
  /** Entity of the catalog: costs of itself and of what is rolled up into it. */
  entityRef?: string;
  /** Only costs that no entity claims; those who see all costs may ask. */
  unattributed?: boolean;
  /** Azure resource group, in lower case. */
  resourceGroup?: string;
  /** ARM id of a resource, in lower case: FOCUS ResourceId. */
  resourceId?: string;
  /** Azure region, as Microsoft's lines name it. */
  region?: string;
  /** FOCUS service name. */
  serviceName?: string;
  /** Product, or SKU of a purchase. */
  productName?: string;
  /** FOCUS charge category. */
  chargeCategory?: ChargeCategory;
  /** Tag of a resource, `key=value`; the case of the key does not matter. `key=` stands for resources without it. */
  tag?: string;
}

/**
 * The costs of one day.
 *
 * @public
 */
export interface DailyCost {
  /** UTC day, `YYYY-MM-DD`: FOCUS ChargePeriodStart. */
  date: string;
  /** Pay-as-you-go usage of the day, before tax. */
  usageCost: Decimal;
  /** Everything that is not usage and starts on the day: licences, reservations, marketplace, credits. */
  otherCost: Decimal;
}

/**
 * The cost of one value of a dimension.
 *
 * @public
 */
export interface NamedCost {
  /** Identity of the value where it has one besides its name, such as a subscription id. */
  id?: string;
  /** What to show. Empty when Microsoft sent none. */
  name: string;
  /** Cost before tax. */
  billedCost: Decimal;
}

/**
 * The costs of one billing period in one currency. Amounts of different
 * currencies are never added.
 *
 * @public
 */
export interface CostTotal {
  /** ISO 4217. */
  billingCurrency: string;
  /** Before tax: `usageCost` + `otherCost`, and also `estimatedCost` + `invoicedCost`. */
  billedCost: Decimal;
  /** Pay-as-you-go usage. */
  usageCost: Decimal;
  /** Licences, reservations, marketplace, credits. */
  otherCost: Decimal;
  /** The part that Microsoft may still change. */
  estimatedCost: Decimal;
  /** The part that is on an invoice. */
  invoicedCost: Decimal;
  /** Tax on the same charges; not part of `billedCost`. */
  taxCost: Decimal;
  /** Whether it is estimated, invoiced, or some of each. */
  state: CostState;
  /**
   * Cost of the same days of the month before, in the same currency. Absent
   * when nothing is known of that month, which is not the same as zero.
   */
  comparableCost?: Decimal;
  /** Cost of the whole month before. Absent when nothing is known of it. */
  previousCost?: Decimal;
  /**
   * What the month will have cost when it goes on as in the last days, rounded
   * to two digits: an estimate of ours and no fact. Usage of the last seven
   * complete days is carried on to the end of the month; what is billed once
   * counts as it is. Absent for a month that is over, and while fewer than five
   * days of it are complete.
   */
  forecastCost?: Decimal;
  /**
   * By day, ascending, days without charges left out. May hold days before the
   * period: late usage is invoiced later than it happened.
   */
  days: DailyCost[];
  /** The same of the month before. */
  previousDays: DailyCost[];
  /** The services with the highest cost, descending, at most ten. */
  services: NamedCost[];
}

/**
 * Which months are compared.
 *
 * @public
 */
export interface Comparison {
  /** The month before the one asked for. */
  billingPeriod: BillingPeriod;
  /**
   * While the month asked for is still going on: the last day, `YYYY-MM-DD`,
   * that it has charges for. `comparableCost` stops at the same day of the
   * month before. Absent for a finished month, which is compared in whole.
   */
  throughDate?: string;
}

/**
 * Why something failed, and what to do.
 *
 * @public
 */
export interface Problem {
  /** Stable code of ours, such as `MICROSOFT_THROTTLED`. */
  code: string;
  /** What is wrong, in one sentence. */
  cause: string;
  /** What to do about it, in one sentence. */
  remedy: string;
  /** When it was first seen since it last worked; ISO 8601. */
  since: string;
  /** Microsoft's own words, to quote to their support. */
  microsoft?: {
    status?: number;
    code?: string;
    message?: string;
    requestId?: string;
  };
}

/**
 * What is known of one slice that figures are made of.
 *
 * @public
 */
export interface SliceCoverage {
  /** Which connector it belongs to. */
  connectorId: string;
  /** Which dataset. */
  source: Source;
  /** Which month, where the slice has one. */
  billingPeriod?: BillingPeriod;
  /** Which currency, where the slice has one. */
  billingCurrency?: string;
  /** Which invoice, where the slice has one. */
  invoiceId?: string;
  /**
   * `current`: verified with Microsoft at `asOf`. `stale`: the figures of
   * `asOf` are shown because the last attempt failed or is overdue. `missing`:
   * nothing could be collected yet, so figures lack it. `not-yet-available`:
   * Microsoft has no data for it so far. `collecting`: first collection has
   * not ended.
   */
  status: 'current' | 'stale' | 'missing' | 'not-yet-available' | 'collecting';
  /** When the shown data was last verified with Microsoft; ISO 8601. */
  asOf?: string;
  /** Lines in the shown data. Absent for those who may not see all customers. */
  lineCount?: number;
  /** Lines that could not be read and are not in the figures. */
  quarantinedLineCount: number;
  /** Why it is not current. */
  problem?: Problem;
}

/**
 * How complete and how fresh a set of figures is.
 *
 * @public
 */
export interface Coverage {
  /** The oldest `asOf` of what the figures are made of. Absent when there is nothing. */
  asOf?: string;
  /** Whether every slice that belongs to the figures is current and whole. */
  complete: boolean;
  /** Set when the figures leave out customers that the reader may not see. */
  limited?: boolean;
  /** Each slice that belongs to the figures, problems first. */
  slices: SliceCoverage[];
  /** Connectors of the figures that need somebody to act; empty when all is well. */
  connectors: ConnectorWarning[];
}

/**
 * Answer of `GET /costs/summary`.
 *
 * @public
 */
export interface CostSummary {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Which months are compared. */
  comparison: Comparison;
  /** One entry a currency, highest number of customers first; empty when there are no charges. */
  totals: CostTotal[];
  /** How complete and how fresh the figures are. */
  coverage: Coverage;
}

/**
 * A dimension that costs can be grouped by.
 *
 * @public
 */
export type BreakdownDimension =
  | 'service'
  | 'product'
  | 'resourceGroup'
  | 'resource'
  | 'region'
  | 'azureSubscription'
  | 'chargeCategory'
  | 'customer'
  | 'tag'
  | 'entity';

/**
 * One row of a breakdown.
 *
 * @public
 */
export interface BreakdownRow extends NamedCost {
  /** ISO 4217. */
  billingCurrency: string;
  /** Whether it is estimated, invoiced, or some of each. */
  state: CostState;
  /** Cost of the same days of the month before; absent when nothing is known of that month. */
  comparableCost?: Decimal;
}

/**
 * Answer of `GET /costs/breakdown`.
 *
 * @public
 */
export interface CostBreakdown {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Which months are compared. */
  comparison: Comparison;
  /** What the costs are grouped by. */
  dimension: BreakdownDimension;
  /** By currency, then cost, descending. */
  rows: BreakdownRow[];
  /** Rows beyond the limit, added up, one entry a currency; absent when there are none. */
  others?: Array<{
    /** ISO 4217. */
    billingCurrency: string;
    /** How many rows. */
    count: number;
    /** Cost before tax. */
    billedCost: Decimal;
    /** Cost of the same days of the month before; absent when nothing is known of that month. */
    comparableCost?: Decimal;
  }>;
}

/**
 * A CSP customer.
 *
 * @public
 */
export interface Customer {
  /** Tenant id. */
  customerId: string;
  /** Which connector it belongs to. */
  connectorId: string;
  /** As Partner Center or its charges name it. */
  customerName: string;
  /** Default domain. */
  domainName?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
}

/**
 * A customer with its costs.
 *
 * @public
 */
export interface CustomerCosts extends Customer {
  /** One entry a currency; empty when the customer has no charges in the period. */
  totals: CostTotal[];
  /** How complete and how fresh the figures are. */
  coverage: Coverage;
}

/**
 * Answer of `GET /customers`.
 *
 * @public
 */
export interface CustomerCostsPage {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Which months are compared. */
  comparison: Comparison;
  /** Customers that match, on all pages. */
  totalCount: number;
  /** The customers of the page. */
  items: CustomerCosts[];
}

/**
 * How a list of customers is asked for.
 *
 * @public
 */
export interface CustomersQuery {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Part of a name, domain or tenant id; case does not matter. */
  search?: string;
  /** Only customers billed in this currency. */
  billingCurrency?: string;
  /** `cost` and `change` order within a currency, currencies one after the other. Default `cost`. */
  sortBy?: 'cost' | 'change' | 'name';
  /** Default `desc` for `cost` and `change`, `asc` for `name`. */
  order?: 'asc' | 'desc';
  /** Default 0. */
  offset?: number;
  /** 1 to 100, default 24. */
  limit?: number;
}

/**
 * A billing period that has figures.
 *
 * @public
 */
export interface BillingPeriodInfo {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Whether it is estimated, invoiced, or some of each. */
  state: CostState;
  /** Currencies with figures, ISO 4217. */
  billingCurrencies: string[];
}

/**
 * Whether a run goes on, and how it ended.
 *
 * @public
 */
export type RunStatus =
  | 'running'
  | 'succeeded'
  | 'partial'
  | 'failed'
  | 'cancelled';

/**
 * One collection of one connector.
 *
 * @public
 */
export interface Run {
  /** Identity of the run, a GUID. */
  runId: string;
  /** Which connector it belongs to. */
  connectorId: string;
  /**
   * What started it. `retry` collects what failed in an earlier run;
   * `backfill` collects old months, beside another run and behind it.
   */
  trigger: 'schedule' | 'manual' | 'retry' | 'backfill';
  /** Entity ref of the person, unless the schedule started it. */
  requestedBy?: string;
  /** Entity ref of the person who cancelled it. */
  cancelledBy?: string;
  /** Whether it goes on, and how it ended. */
  status: RunStatus;
  /** ISO 8601. */
  startedAt: string;
  /** ISO 8601. */
  finishedAt?: string;
  /** Jobs known so far; more may follow from their results. */
  jobCount: number;
  /** Jobs that have ended, failed ones included. */
  finishedJobCount: number;
  /** Jobs that have failed. */
  failedJobCount: number;
}

/**
 * The collection of one slice in a run.
 *
 * @public
 */
export interface RunJob {
  /** Identity of the job, a GUID. */
  jobId: string;
  /** Which dataset. */
  source: Source;
  /** Which month, where the slice has one. */
  billingPeriod?: BillingPeriod;
  /** Which currency, where the slice has one. */
  billingCurrency?: string;
  /** Which invoice, where the slice has one. */
  invoiceId?: string;
  /**
   * `queued`, `running` and `waiting` (for its next attempt) go on. Ends:
   * `published` (new data shown), `unchanged` (verified, same data),
   * `no-data` (Microsoft has none so far), `held` (new data waits for a
   * person), `failed` (for good, until somebody retries it), `cancelled`.
   */
  status:
    | 'queued'
    | 'running'
    | 'waiting'
    | 'published'
    | 'unchanged'
    | 'no-data'
    | 'held'
    | 'failed'
    | 'cancelled';
  /** What a running job is doing. */
  stage?: 'exporting' | 'downloading' | 'loading' | 'archiving' | 'reading';
  /** Attempts so far; a retry begins anew. */
  attempts: number;
  /** Bytes received from Microsoft. */
  bytes: number;
  /** Lines, or items of a list, read. */
  lineCount: number;
  /** Lines that could not be read. */
  quarantinedLineCount: number;
  /** ISO 8601. */
  startedAt?: string;
  /** ISO 8601. */
  finishedAt?: string;
  /** Of the last attempt that failed, or why new data is held. */
  problem?: Problem;
  /** The generation that was published or held. */
  generationId?: string;
  /** What was said of new data, check by check; absent when there was none. */
  validation?: ValidationVerdict[];
  /** The later run in which a failed job was retried; a GUID. */
  retriedIn?: string;
}

/**
 * A run with its jobs.
 *
 * @public
 */
export interface RunDetail extends Run {
  /** In the order in which they began. */
  jobs: RunJob[];
}

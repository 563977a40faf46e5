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
import type { Decimal } from './money';
import type {
  BreakdownDimension,
  Comparison,
  CostScope,
  NamedCost,
} from './types';

/**
 * Whose days are asked for, and by what they are told apart.
 *
 * @public
 */
export interface CostTrendQuery extends CostScope {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** What the costs are grouped by. */
  dimension: BreakdownDimension;
  /** Key of the tag, for the dimension `tag`. */
  tagKey?: string;
  /** Values of a currency that are told apart, 1 to 50. Default 8. */
  limit?: number;
}

/**
 * What a day cost.
 *
 * @public
 */
export interface DayCost {
  /** `YYYY-MM-DD` */
  date: string;
  /** Before tax. */
  billedCost: Decimal;
}

/**
 * One value of a dimension, day by day.
 *
 * @public
 */
export interface CostTrendSeries extends NamedCost {
  /** Ascending; days without charges are left out. */
  days: DayCost[];
}

/**
 * The days of a month in one currency.
 *
 * @public
 */
export interface CostTrendTotal {
  /** ISO 4217. */
  billingCurrency: string;
  /** The values with the highest cost, descending. */
  series: CostTrendSeries[];
  /** All other values together; absent when there are none. */
  other?: {
    /** How many values they are. */
    count: number;
    /** Before tax. */
    billedCost: Decimal;
    /** Ascending; days without charges are left out. */
    days: DayCost[];
  };
}

/**
 * Answer of `GET /costs/trend`. Of each currency, series and other together are
 * the costs of the summary, day by day.
 *
 * @public
 */
export interface CostTrend {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Which months are compared. */
  comparison: Comparison;
  /** What the costs are grouped by. */
  dimension: BreakdownDimension;
  /** One entry a currency, in the order of their codes. */
  totals: CostTrendTotal[];
}

/**
 * Whose changes are asked for.
 *
 * @public
 */
export interface CostChangesQuery extends CostScope {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Changes of a currency that are told, 1 to 20. Default 5. */
  limit?: number;
}

/**
 * What a service costs more or less than in the same days of the month before,
 * for one customer in one Azure subscription.
 *
 * @public
 */
export interface CostChange {
  /** Tenant id. */
  customerId: string;
  /** The id when no name is known. */
  customerName: string;
  /** Absent for what is not Azure usage. */
  azureSubscriptionId?: string;
  /** The id when no name is known. */
  azureSubscriptionName?: string;
  /** FOCUS service name; empty for none. */
  serviceName: string;
  /** In the month, before tax. */
  billedCost: Decimal;
  /** In the same days of the month before. */
  comparableCost: Decimal;
  /** `billedCost` less `comparableCost`. */
  change: Decimal;
  /** The costliest resource of it that cost nothing in the days compared. */
  newResource?: {
    /** ARM id in lower case. */
    resourceId: string;
    /** First day with a cost in the month, `YYYY-MM-DD`. */
    since: string;
    /** In the month, before tax. */
    billedCost: Decimal;
    /** How many other resources of it are new. */
    otherCount: number;
  };
}

/**
 * What changed in one currency.
 *
 * @public
 */
export interface CostChangesTotal {
  /** ISO 4217. */
  billingCurrency: string;
  /** Of the whole scope. */
  change: Decimal;
  /** Of the rows together. */
  explainedChange: Decimal;
  /** The largest changes, up or down, largest first. */
  rows: CostChange[];
}

/**
 * Answer of `GET /costs/changes`.
 *
 * @public
 */
export interface CostChanges {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Which months are compared. */
  comparison: Comparison;
  /** One entry a currency that both months have figures of, in the order of their codes. */
  totals: CostChangesTotal[];
}

/**
 * Which charges are exported, and how.
 *
 * @public
 */
export interface CostExportQuery extends CostScope {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** ISO 4217; all currencies unless given. */
  billingCurrency?: string;
  /** Day the charge is for, `YYYY-MM-DD`. */
  date?: string;
  /** FOCUS columns as text with a header, or as a Parquet file. */
  format: 'csv' | 'parquet';
}

/**
 * A file of charges.
 *
 * @public
 */
export interface CostExport {
  /** Name to save it under. */
  fileName: string;
  /** What it has; ends early, as an error, when the backend fails. */
  content: Blob;
}

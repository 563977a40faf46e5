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
import type { Problem, SliceCoverage } from './types';

/**
 * How fresh the prices or exchange rates of one connector are.
 *
 * @public
 */
export interface PriceCoverage {
  /** Which connector they belong to. */
  connectorId: string;
  /** As of a slice of costs. */
  status: SliceCoverage['status'];
  /** When they were last compared with Microsoft; ISO 8601. */
  asOf?: string;
  /** Why they are not current. */
  problem?: Problem;
}

/**
 * What a unit of a currency is worth in a month. A figure that was converted
 * with it says so: rate, month and source.
 *
 * @public
 */
export interface ExchangeRate {
  /** Which connector it was collected for. */
  connectorId: string;
  /** The month that the rate is fixed for. */
  month: BillingPeriod;
  /** ISO 4217. */
  currency: string;
  /** US dollars for one unit, with every digit that Microsoft sent. */
  usdPerUnit: Decimal;
  /** Where the rate comes from: Microsoft's Partner API. */
  source: 'partner-api';
  /** When it was collected first; ISO 8601. */
  collectedAt: string;
}

/**
 * Answer of `GET /exchange-rates`.
 *
 * @public
 */
export interface ExchangeRates {
  /** The month. */
  month: BillingPeriod;
  /** By connector, then currency. Empty when none were collected. */
  items: ExchangeRate[];
  /** One entry for each connector that collects them, or did. */
  coverage: PriceCoverage[];
}

/**
 * What a meter costs, as a price sheet has it: an estimated retail price, which
 * is never part of a cost.
 *
 * @public
 */
export interface MeterPrice {
  /** Which connector it was collected for. */
  connectorId: string;
  /** The month of the price sheet. */
  month: BillingPeriod;
  /** Country, ISO 3166-1 alpha-2. */
  market: string;
  /** A GUID. */
  meterId: string;
  /** In the connector's language; absent when its name is not known. */
  meterName?: string;
  /** What Microsoft sells it as. */
  productTitle: string;
  /** More exactly. */
  skuTitle: string;
  /** What the price is for, such as `1 Hour`. */
  unitOfMeasure: string;
  /** ISO 4217; Azure's consumption prices are in US dollars. */
  currency: string;
  /** For one unit. */
  unitPrice: Decimal;
  /** Units from which the price holds. Absent when it holds for any number. */
  tierFrom?: string;
  /** Units up to which the price holds. */
  tierTo?: string;
  /** Since when, as the price sheet writes it. */
  effectiveFrom?: string;
  /** Until when, as the price sheet writes it. */
  effectiveTo?: string;
  /** Where it comes from. */
  source: 'azure_consumption';
  /** When the price sheet was collected; ISO 8601. */
  collectedAt: string;
}

/**
 * Answer of `GET /prices`.
 *
 * @public
 */
export interface MeterPrices {
  /** The month. */
  month: BillingPeriod;
  /** By connector, market and tier. Empty when no price sheet has the meter. */
  items: MeterPrice[];
  /** One entry for each connector that collects price sheets, or did. */
  coverage: PriceCoverage[];
}

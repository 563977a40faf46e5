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
import type { CostScope, CostState, Coverage } from './types';

/**
 * How reservations and savings plans count: when they are bought (`actual`), or
 * spread over the time that they are used (`amortized`).
 *
 * @public
 */
export type CostMetric = 'actual' | 'amortized';

/**
 * How retail costs are asked for. Fields narrow down together.
 *
 * @public
 */
export interface RetailCostsQuery
  extends Pick<CostScope, 'customerId' | 'azureSubscriptionId'> {
  /** The month. */
  billingPeriod: BillingPeriod;
  /** Default `actual`. */
  metric?: CostMetric;
}

/**
 * The part of a total that has one rate of partner earned credit.
 *
 * @public
 */
export interface EarnedCreditCost {
  /** Part of the price that Microsoft credits to the partner, such as `0.15`; `0` for none. */
  rate: Decimal;
  /** What the partner pays: after the credit, before tax. */
  partnerCost: Decimal;
  /** What the same costs at pay-as-you-go prices, before tax. */
  retailCost: Decimal;
  /** `retailCost` less the part of `partnerCost` that has a retail price. */
  margin: Decimal;
}

/**
 * Azure costs of one billing period in one currency, as the partner pays them
 * and at pay-as-you-go prices. Amounts of different currencies are never added.
 *
 * @public
 */
export interface RetailTotal {
  /** ISO 4217. */
  billingCurrency: string;
  /** What the partner pays: after partner earned credit, before tax. */
  partnerCost: Decimal;
  /** What the same costs at pay-as-you-go prices, before tax. */
  retailCost: Decimal;
  /**
   * Part of `partnerCost` for which Microsoft names no retail price, such as
   * purchases at the partner's own price. It is not in `retailCost`.
   */
  unpricedCost: Decimal;
  /** `retailCost` less the part of `partnerCost` that has a retail price. */
  margin: Decimal;
  /** The same by rate of partner earned credit, highest first. */
  earnedCredit: EarnedCreditCost[];
  /** Whether it is estimated, invoiced, or some of each. */
  state: CostState;
}

/**
 * Answer of `GET /costs/retail`.
 *
 * @public
 */
export interface RetailCosts {
  /** The month in which the charges reached billing. */
  billingPeriod: BillingPeriod;
  /** How reservations and savings plans count. */
  metric: CostMetric;
  /** One entry a currency, in the order of their codes; empty when nothing is known. */
  totals: RetailTotal[];
  /** How complete and how fresh the figures are. */
  coverage: Coverage;
}

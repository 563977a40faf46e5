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
import type { ChargeCategory, CostScope, Source } from './types';

/**
 * Which charges are looked at: any cell of the figures, by the dimensions that
 * are given.
 *
 * @public
 */
export interface ChargesQuery extends CostScope {
  /** Which month. */
  billingPeriod: BillingPeriod;
  /** Day the charge is for, `YYYY-MM-DD`. */
  date?: string;
  /** ISO 4217. */
  billingCurrency?: string;
  /** Which dataset. */
  source?: Source;
  /** One of the generations that are shown; a GUID. */
  generationId?: string;
  /** One of Microsoft's files. */
  blobName?: string;
  /** One of the file's lines, as {@link Charge.lineNumber} counts them. */
  lineNumber?: number;
  /** Whether each charge comes with the line as Microsoft sent it. */
  includeLine?: boolean;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Charges of a page, 1 to 500. Default 100. */
  limit?: number;
}

/**
 * One charge: what one line of Microsoft's data adds to the figures. A line may
 * make several, such as a cost and its tax.
 *
 * @public
 */
export interface Charge {
  /** Tenant id of the customer. */
  customerId: string;
  /** As the line names the customer. */
  customerName?: string;
  /** Absent for what is not Azure usage. */
  azureSubscriptionId?: string;
  /** As the line names the Azure subscription. */
  azureSubscriptionName?: string;
  /** In lower case. */
  resourceGroup?: string;
  /** ARM id in lower case. */
  resourceId?: string;
  /** Azure region, as the line names it. */
  region?: string;
  /** Tags of the resource, a JSON object; keys in lower case. */
  tags?: string;
  /** FOCUS service name. */
  serviceName?: string;
  /** Product, or SKU of a purchase. */
  productName?: string;
  /** FOCUS charge category. */
  chargeCategory: ChargeCategory;
  /** Day the charge is for, `YYYY-MM-DD`. */
  chargePeriodStart: string;
  /** ISO 4217. */
  billingCurrency: string;
  /** Exact; the sum over a cell of the figures is its cost to the last digit. */
  billedCost: Decimal;
  /** Which connector. */
  connectorId: string;
  /** Which dataset. */
  source: Source;
  /** Which invoice; absent for an estimate. */
  invoiceId?: string;
  /** The version of the data, a GUID. */
  generationId: string;
  /** The name that Microsoft gives this version. */
  eTag: string;
  /** The file that Microsoft sent the line in. */
  blobName: string;
  /** Which of the file's lines that are not blank, from 1. */
  lineNumber: number;
  /** The line as Microsoft sent it, when that was asked for and is text. */
  line?: string;
}

/**
 * Some charges, in the order of Microsoft's files and lines.
 *
 * @public
 */
export interface ChargesPage {
  /** At most as many as were asked for; there may be fewer while more follow. */
  items: Charge[];
  /** Leads to the next page; absent on the last one. */
  nextCursor?: string;
  /**
   * Generations whose lines are no longer kept, in part or in full: their
   * figures are shown, and cannot be looked into.
   */
  linesRemoved: string[];
}

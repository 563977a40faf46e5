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
import type { ChargeCategory, Coverage, Source } from './types';

/**
 * How an invoice and our lines of it compare.
 *
 * - `tied`: equal to the last digit
 * - `within-tolerance`: they differ by no more than the connector tolerates
 * - `differs`: they differ by more
 * - `not-complete`: lines of it are missing, so that a comparison says little;
 *   {@link Invoice.gaps} has what is missing
 *
 * @public
 */
export type TieOutVerdict =
  | 'tied'
  | 'within-tolerance'
  | 'differs'
  | 'not-complete';

/**
 * Something that our lines of an invoice lack.
 *
 * @public
 */
export interface TieOutGap {
  /**
   * - `missing`: the source could not be collected yet
   * - `not-yet-available`: Microsoft has no lines of it so far
   * - `not-collected`: nothing collects lines of this document
   * - `held`: newer lines wait for somebody's decision
   * - `quarantined`: some lines cannot be read
   * - `customers`: the connector collects only some customers
   */
  reason:
    | 'missing'
    | 'not-yet-available'
    | 'not-collected'
    | 'held'
    | 'quarantined'
    | 'customers';
  /** Which dataset. */
  source: Source;
  /** How many lines, where lines are counted. */
  lineCount?: number;
}

/**
 * An invoice, or a note that amends one, and how our lines compare with it.
 *
 * @public
 */
export interface Invoice {
  /** Which connector. */
  connectorId: string;
  /** Microsoft's number, such as `G000024130`. */
  invoiceId: string;
  /** UTC day, `YYYY-MM-DD`. */
  invoiceDate: string;
  /** Which month. */
  billingPeriod: BillingPeriod;
  /** ISO 4217, of all amounts. */
  billingCurrency: string;
  /** What it is. Notes have no lines that could be collected. */
  documentType: 'invoice' | 'adjustment-note' | 'void-note';
  /** Of new commerce (`G…`), or of legacy commerce (`D…`). */
  commerce: 'new' | 'legacy';
  /** Of a note: the invoice that it amends. */
  amendsInvoiceId?: string;
  /** Microsoft's total, with tax. Notes are not in the total of their invoice. */
  totalCharges: Decimal;
  /** Our lines of it, with tax. Absent when there are too few to compare. */
  lineTotal?: Decimal;
  /** `totalCharges - lineTotal`. Absent with `lineTotal`. */
  difference?: Decimal;
  /** Up to which difference both count as equal; from the connector's settings. */
  tolerance: Decimal;
  /** How they compare. */
  verdict: TieOutVerdict;
  /**
   * Of one that differs: how much of the difference nothing explains. Absent as
   * long as its lines have not been looked into.
   */
  unexplained?: Decimal;
  /** What our lines lack; empty unless the verdict is `not-complete`. */
  gaps: TieOutGap[];
  /** When our lines were last verified with Microsoft; ISO 8601. Absent when there are none. */
  asOf?: string;
}

/**
 * Which invoices are asked for. Fields narrow down together.
 *
 * @public
 */
export interface InvoicesQuery {
  /** Only of this month. */
  billingPeriod?: BillingPeriod;
  /** Only of this connector. */
  connectorId?: string;
  /** Only in this currency, ISO 4217. */
  billingCurrency?: string;
  /** Default 0. */
  offset?: number;
  /** 1 to 200, default 50. */
  limit?: number;
}

/**
 * A page of invoices.
 *
 * @public
 */
export interface InvoicesPage {
  /** Invoices that match, on all pages. */
  totalCount: number;
  /** Newest first. */
  items: Invoice[];
}

/**
 * Why an invoice and our lines differ.
 *
 * - `tax`: Microsoft's tax is not what the lines say
 * - `rounding`: the invoice charges whole cents, daily usage has every digit
 * - `credit`: a credit or note that only one of both has
 * - `late-usage`: usage of other months that only daily usage has
 * - `restated`: Microsoft changed lines, and the other side is from before
 * - `exchange-rate`: both sides were converted at different rates
 * - `source-missing`: lines that daily usage should have and has not
 * - `quarantined`: lines that cannot be read and are in no figure
 * - `unexplained`: everything that nothing proves
 *
 * @public
 */
export type TieOutCause =
  | 'tax'
  | 'rounding'
  | 'credit'
  | 'late-usage'
  | 'restated'
  | 'exchange-rate'
  | 'source-missing'
  | 'quarantined'
  | 'unexplained';

/**
 * The part of a difference that has one cause.
 *
 * @public
 */
export interface TieOutResidual {
  /** Why. */
  cause: TieOutCause;
  /** Adds to our lines; negative where our lines have more than the invoice. */
  amount: Decimal;
  /** How many lines it comes from, where lines are counted. */
  lineCount?: number;
  /** The customers with most of it, at most ten; empty where it is of no customer. */
  customers: Array<{
    /** Tenant id. */
    customerId: string;
    /** Its tenant id where no name is known. */
    customerName: string;
    /** Its part of the amount. */
    amount: Decimal;
  }>;
}

/**
 * Our lines of one source and charge category.
 *
 * @public
 */
export interface InvoicePart {
  /** Which dataset. */
  source: Source;
  /** The version of the data, a GUID. */
  generationId: string;
  /** FOCUS charge category; `Tax` is a part of its own. */
  chargeCategory: ChargeCategory;
  /** What they come to. */
  cost: Decimal;
}

/**
 * An invoice with the reason of what differs.
 *
 * @public
 */
export interface InvoiceDetail extends Invoice {
  /** What our lines are made of; they add up to `lineTotal`. */
  parts: InvoicePart[];
  /** Adds up to `difference` exactly; empty when there is none. */
  residuals: TieOutResidual[];
  /**
   * Whether the lines were looked into: `read`; `reading`, ask again in a
   * minute; `removed`, they are no longer kept. Without them less can be proved.
   */
  evidence: 'read' | 'reading' | 'removed';
  /** The same usage as both sources of an invoice of new commerce have it. Absent without lines. */
  usage?: {
    /** In daily rated usage, which the figures are made of. */
    dailyCost: Decimal;
    /** In reconciliation, which the invoice is made of. */
    reconciledCost: Decimal;
  };
  /** Notes that amend it. Their amounts are in neither side. */
  notes: Array<
    Pick<Invoice, 'invoiceId' | 'documentType' | 'invoiceDate' | 'totalCharges'>
  >;
  /** How fresh our lines of it are. */
  coverage: Coverage;
  /** Whether its document can be downloaded from Partner Center. */
  hasDocument: boolean;
}

/**
 * A document as Microsoft has it.
 *
 * @public
 */
export interface InvoiceDocument {
  /** Name for the file. */
  fileName: string;
  /** PDF. */
  content: Blob;
}

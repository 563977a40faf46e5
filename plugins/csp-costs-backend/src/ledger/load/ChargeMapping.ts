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

/**
 * How the lines of one source become charges.
 *
 * SQL expressions are DuckDB's. They see the text columns under their own
 * names, in double quotes, each VARCHAR, with blank text as NULL.
 */
export interface ChargeMapping {
  /** Columns that are read as text, without the date. */
  textColumns: readonly string[];
  /** Column with the day that a charge starts on, in any of Microsoft's ways to write it. */
  dateColumn: string;
  /** Columns that are read as exact decimals. */
  amountColumns: readonly AmountColumn[];
  /** Text columns, or the date, that every line must have a value for. */
  requiredColumns: readonly string[];
  /** FOCUS fields of a line, as SQL expressions. */
  fields: Readonly<
    Record<
      | 'customerId'
      | 'customerName'
      | 'domainName'
      | 'country'
      | 'azureSubscriptionId'
      | 'azureSubscriptionName'
      | 'resourceGroup'
      | 'resourceId'
      | 'region'
      | 'tags'
      | 'serviceName'
      | 'productName'
      | 'billingCurrency',
      string
    >
  >;
  /** Charges that a line makes; one line may make several, such as cost and tax. */
  charges: readonly {
    amountColumn: string;
    /** SQL expression that gives a FOCUS charge category. */
    chargeCategory: string;
    /** SQL condition; without it every line makes the charge. */
    when?: string;
    /** Whether an amount of zero makes no charge. */
    skipZero?: boolean;
  }[];
  /** SQL condition for lines whose cost another source has. */
  overlapping?: string;
}

/** A column of exact decimals. */
export interface AmountColumn {
  name: string;
  /** Whether a blank or absent value means zero; otherwise such a line is quarantined. */
  blankIsZero: boolean;
}

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

import type { CostScope } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import {
  containsText,
  isOneOf,
  textBetween,
  withoutCase,
} from '../../database/dialect';
import { lowerCase } from './lowerCase';
import type { ChargeSelector } from './ChargeSelector';

/** Fields of a scope that a charge has as text. */
export const TEXT_COLUMNS = {
  resourceGroup: 'resource_group',
  resourceId: 'resource_id',
  region: 'region',
  serviceName: 'service_name',
  productName: 'product_name',
  chargeCategory: 'charge_category',
} as const satisfies Partial<Record<keyof CostScope, string>>;

/** What charges have to have beside their customer and Azure subscription. */
export interface ChargeCondition {
  /** Of each list, charges are in one of the selectors. */
  within: readonly (readonly ChargeSelector[])[];
  /** Charges are in none of these. */
  outside: readonly ChargeSelector[];
  /** The text of a field; empty for charges that have none. */
  texts: Readonly<Partial<Record<keyof typeof TEXT_COLUMNS, string>>>;
  /** A tag with exactly this value; empty for resources that do not have it. */
  tag?: { key: string; value: string };
}

/** SQL for tags in which each key stands behind a comma, see `canonicalTags`; files have NULL for none. */
export const PAIRS = `(',' || substr(coalesce(tags, ''), 2))`;

/** Limits a query of `cost_series` to what meets a condition. */
export function whereCondition(
  knex: Knex,
  query: Knex.QueryBuilder,
  condition: ChargeCondition,
): void {
  for (const selectors of condition.within) {
    query.where(where => whereIn(knex, where, selectors));
  }
  if (condition.outside.length > 0) {
    query.whereNot(where => whereIn(knex, where, condition.outside));
  }
  for (const [field, column] of Object.entries(TEXT_COLUMNS)) {
    const text = condition.texts[field as keyof typeof TEXT_COLUMNS];
    if (text !== undefined) {
      query.where({ [column]: text });
    }
  }
  if (condition.tag) {
    const { key, value } = condition.tag;
    query.where(where => {
      where.where(containsText(knex, PAIRS, tagText(key, value)));
      if (!value) {
        where.orWhereNot(containsText(knex, PAIRS, tagText(key)));
      }
    });
  }
}

/** Adds that a charge is in one of the selectors. */
function whereIn(
  knex: Knex,
  where: Knex.QueryBuilder,
  selectors: readonly ChargeSelector[],
): void {
  if (selectors.length === 0) {
    where.whereRaw('1 = 0');
  }
  for (const selector of selectors) {
    where.orWhere(one => whereSelected(knex, one, selector));
  }
}

function whereSelected(
  knex: Knex,
  where: Knex.QueryBuilder,
  selector: ChargeSelector,
): void {
  // A selector without fields selects everything.
  where.whereRaw('1 = 1');
  const lists: Array<[column: string, values: readonly string[] | undefined]> =
    [
      ['customer_id', selector.customerIds],
      ['azure_subscription_id', selector.azureSubscriptionIds],
      ['resource_group', selector.resourceGroups],
      ['resource_id', selector.resourceIds],
    ];
  for (const [column, values] of lists) {
    if (values) {
      where.where(isOneOf(knex, column, values));
    }
  }
  if (selector.tag) {
    const { key, values } = selector.tag;
    const wanted = values.map(lowerCase);
    const pairs = withoutCase(knex, PAIRS);
    where.where(tags => {
      // For any number of values.
      tags.where(
        isOneOf(
          knex,
          textBetween(knex, pairs, tagText(key), '"'),
          wanted.filter(endsAtQuote).map(jsonText),
        ),
      );
      for (const value of wanted.filter(one => !endsAtQuote(one))) {
        tags.orWhere(containsText(knex, pairs, tagText(key, value)));
      }
    });
  }
}

/** A text as it stands between quotes in JSON. */
export function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Whether a value of a tag is told from none by what stands before the first quote. */
export function endsAtQuote(text: string): boolean {
  return text !== '' && !text.includes('"');
}

/**
 * What stands in tags that have a key, or that with a value. Of a text that is
 * the same, the quotes would stand behind backslashes.
 */
export function tagText(key: string, value?: string): string {
  return `,${JSON.stringify(key)}:${
    value === undefined ? '"' : JSON.stringify(value)
  }`;
}

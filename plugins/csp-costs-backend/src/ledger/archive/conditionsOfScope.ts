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

import { lettersInLowerCase } from '../../database/dialect';
import { identifier, literal } from '../load/extractLines';
import {
  endsAtQuote,
  jsonText,
  PAIRS,
  tagText,
} from '../query/ChargeCondition';
import type { ChargeSelector } from '../query/ChargeSelector';
import { lowerCase } from '../query/lowerCase';
import type { ResolvedScope } from '../query/resolveScope';

/**
 * SQL conditions for the charges of a scope in a Parquet file, where blank text
 * is NULL; the same as `whereScope` for series.
 */
export function conditionsOfScope(
  scope: Omit<ResolvedScope, 'connectorIds'>,
): string[] {
  const { customerIds, azureSubscriptionId, condition } = scope;
  const conditions = [
    ...isOneOf('customerId', customerIds),
    ...equals('azureSubscriptionId', azureSubscriptionId),
  ];
  if (condition) {
    const { chargeCategory, ...texts } = condition.texts;
    conditions.push(
      ...condition.within.map(isInOne),
      ...(condition.outside.length > 0
        ? [`not ${isInOne(condition.outside)}`]
        : []),
      ...equals('category', chargeCategory),
      ...Object.entries(texts).flatMap(([field, text]) => equals(field, text)),
      ...(condition.tag ? [hasTagValue(condition.tag)] : []),
    );
  }
  return conditions;
}

/** SQL condition for a column with a text; none when that is undefined. */
export function equals(column: string, text: string | undefined): string[] {
  if (text === undefined) {
    return [];
  }
  return text === ''
    ? [`${identifier(column)} is null`]
    : [`${identifier(column)} = ${literal(text)}`];
}

/** A charge that lacks the column is not in it, which `not` has to turn around. */
function isOneOf(
  column: string,
  values: readonly string[] | undefined,
): string[] {
  if (!values) {
    return [];
  }
  return values.length > 0
    ? [
        `coalesce(${identifier(column)}, '') in (${values
          .map(literal)
          .join(', ')})`,
      ]
    : ['false'];
}

function isInOne(selectors: readonly ChargeSelector[]): string {
  const parts = selectors.map(selector => {
    const conditions = [
      ...isOneOf('customerId', selector.customerIds),
      ...isOneOf('azureSubscriptionId', selector.azureSubscriptionIds),
      ...isOneOf('resourceGroup', selector.resourceGroups),
      ...isOneOf('resourceId', selector.resourceIds),
      ...(selector.tag ? [hasTag(selector.tag)] : []),
    ];
    return `(${conditions.join(' and ') || 'true'})`;
  });
  return `(${parts.join(' or ') || 'false'})`;
}

function hasTag({ key, values }: NonNullable<ChargeSelector['tag']>): string {
  const wanted = values.map(lowerCase);
  const pairs = lettersInLowerCase(PAIRS);
  const plain = wanted.filter(endsAtQuote);
  const parts = wanted
    .filter(value => !endsAtQuote(value))
    .map(value => contains(pairs, tagText(key, value)));
  if (plain.length > 0) {
    parts.push(
      `split_part(split_part(${pairs}, ${literal(tagText(key))}, 2), '"', 1)
        in (${plain.map(value => literal(jsonText(value))).join(', ')})`,
    );
  }
  return `(${parts.join(' or ') || 'false'})`;
}

function hasTagValue({ key, value }: { key: string; value: string }): string {
  const has = contains(PAIRS, tagText(key, value));
  return value ? has : `(${has} or not ${contains(PAIRS, tagText(key))})`;
}

function contains(sql: string, text: string): string {
  return `contains(${sql}, ${literal(text)})`;
}

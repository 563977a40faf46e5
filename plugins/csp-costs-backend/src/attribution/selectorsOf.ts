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

import type { ChargeSelector } from '../ledger/query/ChargeSelector';

/**
 * Selectors that together select what some selectors do: those that differ in
 * one field only become one, so that a query has few conditions.
 */
export function selectorsOf(
  claims: Iterable<{ selector: ChargeSelector }>,
): ChargeSelector[] {
  const merged = new Map<string, ChargeSelector>();
  for (const { selector } of claims) {
    const { key, selector: known } = findAlike(merged, selector);
    merged.set(key, known ? merge(known, selector) : selector);
  }
  return [...merged.values()];
}

function findAlike(
  merged: ReadonlyMap<string, ChargeSelector>,
  selector: ChargeSelector,
) {
  const { tag, ...lists } = selector;
  const fields = Object.entries(lists)
    .filter(([, values]) => values !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // The values of the field that may differ are no part of the key.
  const isOpen = !tag && fields.length === 1;
  const key = JSON.stringify([
    tag?.key,
    fields.map(([field, values]) =>
      isOpen ? [field] : [field, [...(values ?? [])].sort()],
    ),
  ]);
  return { key, selector: merged.get(key) };
}

function merge(a: ChargeSelector, b: ChargeSelector): ChargeSelector {
  return {
    ...a,
    ...(a.tag &&
      b.tag && {
        tag: { key: a.tag.key, values: union(a.tag.values, b.tag.values) },
      }),
    ...(!a.tag && mergeLists(a, b)),
  };
}

function mergeLists(a: ChargeSelector, b: ChargeSelector): ChargeSelector {
  const { tag: _tag, ...lists } = a;
  return Object.fromEntries(
    Object.entries(lists).map(([field, values]) => [
      field,
      union(values ?? [], b[field as keyof typeof lists] ?? []),
    ]),
  );
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

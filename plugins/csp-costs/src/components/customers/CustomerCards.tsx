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

import { useState } from 'react';
import { useTexts } from '../../translation/useTexts';
import { CARD_HEIGHT_REM, CustomerCard } from './CustomerCard';
import { CustomerCardSkeleton } from './CustomerCardSkeleton';
import type { CustomerListProps } from './CustomerListProps';
import { rootFontSize } from './rootFontSize';
import { useElementWidth } from './useElementWidth';
import { useListFocus } from './useListFocus';
import { useShownCustomers } from './useShownCustomers';
import { useWindowedRows } from './useWindowedRows';
import styles from './CustomerCards.module.css';

const GAP_REM = 1;
const LEAST_WIDTH_REM = 18.5;

/** Customers as cards, side by side as many as fit. */
export function CustomerCards(props: CustomerListProps) {
  const { count, startAt } = props;
  const t = useTexts();
  const [list, setList] = useState<HTMLUListElement | null>(null);
  const rem = rootFontSize();
  const width = useElementWidth(list) / rem;
  const columns = Math.max(
    1,
    Math.floor((width + GAP_REM) / (LEAST_WIDTH_REM + GAP_REM)),
  );
  const { focused, handlers } = useListFocus({
    list,
    count,
    columns,
    first: startAt,
    onOpen: props.onOpen,
  });
  const rowCount = Math.ceil(count / columns);
  const rows = useWindowedRows({
    list,
    count: rowCount,
    rowHeight: (CARD_HEIGHT_REM + GAP_REM) * rem,
    pinned: focused === undefined ? undefined : Math.floor(focused / columns),
  });
  const indexes = rows.flatMap(row =>
    Array.from(
      { length: Math.min(columns, count - row * columns) },
      (_, column) => row * columns + column,
    ),
  );
  const shown = useShownCustomers(props, indexes);
  return (
    <>
      {shown.failure}
      {/* Keys move the focus between the links in it; they are no other way to press them. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        ref={setList}
        className={styles.list}
        aria-label={t('customers.title')}
        aria-busy={shown.isLoading}
        style={{
          height: `${Math.max(
            0,
            rowCount * (CARD_HEIGHT_REM + GAP_REM) - GAP_REM,
          )}rem`,
        }}
        {...handlers}
      >
        {indexes.map(index => {
          const customer = shown.itemAt(index);
          return (
            <li
              key={index}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={count}
              className={styles.item}
              style={{
                top: `${
                  Math.floor(index / columns) * (CARD_HEIGHT_REM + GAP_REM)
                }rem`,
                left: `calc((100% + ${GAP_REM}rem) * ${
                  (index % columns) / columns
                })`,
                width: `calc((100% + ${GAP_REM}rem) / ${columns} - ${GAP_REM}rem)`,
              }}
            >
              {customer ? (
                <CustomerCard
                  customer={customer}
                  budgets={shown.budgetsOf(customer)}
                  billingPeriod={shown.billingPeriod}
                  comparison={shown.comparison}
                  href={props.hrefOf(customer)}
                />
              ) : (
                <CustomerCardSkeleton />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

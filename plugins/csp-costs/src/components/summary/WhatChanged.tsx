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

import { Link, Skeleton } from '@backstage/ui';
import type {
  BillingPeriod,
  BreakdownDimension,
  CostScope,
} from 'backstage-plugin-csp-costs-common';
import { useCostBreakdown } from '../../api/costQueries';
import { formatComparison } from '../../format/dates';
import { dimensionValueName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { Money } from '../money/Money';
import { largestChanges } from './largestChanges';
import styles from './WhatChanged.module.css';

const COUNT = 5;

/** Why it is more or less: the largest changes, each with its amount. */
export function WhatChanged(props: {
  scope: CostScope;
  dimension: BreakdownDimension;
  billingPeriod: BillingPeriod;
  currency: string;
}) {
  const { scope, dimension, billingPeriod, currency } = props;
  const { hrefWith } = useCostsParams();
  const { data, error } = useCostBreakdown(scope, billingPeriod, dimension);
  if (error) {
    // The figures stand without their reason, and the breakdown says more.
    return null;
  }
  if (!data || data.billingPeriod !== billingPeriod) {
    return (
      <div className={styles.changes} aria-hidden="true">
        <Skeleton width="60%" height={14} />
        <Skeleton width="90%" height={14} />
        <Skeleton width="85%" height={14} />
        <Skeleton width="90%" height={14} />
      </div>
    );
  }
  const changes = largestChanges(data.rows, currency, COUNT);
  if (changes.length === 0) {
    return null;
  }
  return (
    <div className={styles.changes}>
      <h4 className={styles.title}>
        What changed most against {formatComparison(data.comparison)}
      </h4>
      <ul className={styles.list}>
        {changes.map(({ row, difference, kind }) => {
          const name = dimensionValueName(dimension, row.name);
          return (
            <li key={row.id ?? row.name}>
              <Money
                className={styles.amount}
                amount={difference}
                currency={currency}
                signed
              />
              <span className={styles.name} title={name}>
                {dimension === 'customer' && row.id ? (
                  <Link
                    href={hrefWith({ customer: row.id })}
                    variant="body-small"
                  >
                    {name}
                  </Link>
                ) : (
                  name
                )}
                {(kind === 'new' || kind === 'gone') && (
                  <span className={styles.kind}> ({kind})</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

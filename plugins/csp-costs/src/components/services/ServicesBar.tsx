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

import { Button } from '@backstage/ui';
import type { CostTotal } from 'backstage-plugin-csp-costs-common';
import { useMemo, useState } from 'react';
import { useTexts, type Texts } from '../../translation/useTexts';
import { Money } from '../money/Money';
import { useServiceColors } from './ServiceColors';
import { serviceShares } from './serviceShares';
import styles from './ServicesBar.module.css';

const ALL_SERVICES = 7;

/**
 * The services with the highest cost as one thin bar with a legend; the rest
 * is "other".
 */
export function ServicesBar(props: {
  total: CostTotal;
  /** How many services to name. */
  count: number;
  /** Lets "other" be opened. */
  expandable?: boolean;
  /** Leaves "other" out of the legend. */
  withoutOther?: boolean;
}) {
  const { total, count, expandable, withoutOther } = props;
  const t = useTexts();
  const [expanded, setExpanded] = useState(false);
  const shares = useMemo(
    () => serviceShares(total, expanded ? ALL_SERVICES : count),
    [total, count, expanded],
  );
  const names = useMemo(() => shares.map(share => share.name), [shares]);
  const colors = useServiceColors(names);
  const more = expandable && !expanded && total.services.length > count;
  return (
    <div className={styles.services}>
      <div className={styles.bar} aria-hidden="true">
        {shares.map((share, index) => (
          <span
            key={share.name ?? 'other'}
            style={{ flexGrow: share.share, background: colors[index] }}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {shares.map((share, index) =>
          withoutOther && share.name === undefined ? null : (
            <li key={share.name ?? 'other'}>
              <span
                className={styles.swatch}
                style={{ background: colors[index] }}
              />
              {share.name === undefined && more ? (
                <Button
                  size="small"
                  variant="tertiary"
                  className={styles.more}
                  onPress={() => setExpanded(true)}
                >
                  {t('services.all')}
                </Button>
              ) : (
                <span className={styles.name} title={nameOf(t, share.name)}>
                  {nameOf(t, share.name)}
                </span>
              )}
              <Money
                className={styles.amount}
                amount={share.billedCost}
                currency={total.billingCurrency}
              />
            </li>
          ),
        )}
      </ul>
    </div>
  );
}

function nameOf(t: Texts, name: string | undefined): string {
  return name === undefined ? t('services.all') : name || t('services.none');
}

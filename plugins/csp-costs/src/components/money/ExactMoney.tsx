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

import {
  Focusable,
  Tooltip,
  TooltipTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { normalizeDecimal } from 'backstage-plugin-csp-costs-common';
import { useCopy } from 'backstage-plugin-csp-costs-react';
import { formatMoney } from '../../format/money';
import { useTexts } from '../../translation/useTexts';
import { Money, type MoneyProps } from './Money';
import styles from './Money.module.css';

/**
 * A big figure that gives every digit: on hover, on keyboard focus, and on the
 * clipboard when pressed.
 */
export function ExactMoney(props: MoneyProps) {
  const { amount, currency } = props;
  const t = useTexts();
  const { copy, copied } = useCopy();
  const exact = formatMoney(amount, currency, { precision: 'exact' });
  const Icon = copied ? RiCheckLine : RiFileCopyLine;
  return (
    <TooltipTrigger delay={300}>
      <Focusable>
        <button
          type="button"
          className={styles.figure}
          data-copied={copied || undefined}
          onClick={() => copy(normalizeDecimal(amount))}
        >
          <Money {...props} />
          <Icon className={styles.icon} aria-hidden="true" />
          <VisuallyHidden>
            {copied ? t('money.copied') : t('money.exactly', { amount: exact })}
          </VisuallyHidden>
        </button>
      </Focusable>
      <Tooltip className={styles.tooltip}>{exact}</Tooltip>
    </TooltipTrigger>
  );
}

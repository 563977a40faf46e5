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
  compareDecimals,
  type Decimal,
  type Invoice,
  type InvoiceDetail,
  type TieOutGap,
  type TieOutResidual,
} from 'backstage-plugin-csp-costs-common';
import { formatMoney } from '../../format/money';
import { sourceName, type StateWord, type Tone } from '../../format/words';
import type { Texts } from '../../translation/useTexts';

const TONES: Record<Invoice['verdict'], Tone> = {
  tied: 'good',
  'within-tolerance': 'good',
  differs: 'attention',
  'not-complete': 'neutral',
};

/** Whether an invoice matches, in a few words. */
export function verdictWord(
  t: Texts,
  { verdict, unexplained }: Invoice,
): StateWord {
  if (verdict === 'differs' && unexplained === '0') {
    return { word: t('invoices.verdict.explained'), tone: 'good' };
  }
  return { word: t(`invoices.verdict.${verdict}`), tone: TONES[verdict] };
}

/** What kind of document it is. */
export function documentName(
  t: Texts,
  { documentType, commerce }: Pick<Invoice, 'documentType' | 'commerce'>,
): string {
  return documentType === 'invoice' && commerce === 'legacy'
    ? t('invoices.type.legacy')
    : t(`invoices.type.${documentType}`);
}

/** The answer to "does it match?", in one sentence. */
export function answerOf(t: Texts, invoice: InvoiceDetail): string {
  const { difference = '0', billingCurrency: currency, residuals } = invoice;
  const amount = (value: Decimal) => amountText(t, value, currency);
  switch (invoice.verdict) {
    case 'not-complete':
      return invoice.documentType === 'invoice'
        ? t('invoices.answer.notComplete')
        : t('invoices.answer.note');
    case 'tied':
      return t('invoices.answer.tied');
    case 'within-tolerance':
      return t('invoices.answer.within', {
        difference: amount(sizeOf(difference)),
        tolerance: amount(invoice.tolerance),
      });
    default: {
      const unexplained = residuals.find(one => one.cause === 'unexplained');
      if (invoice.evidence !== 'read') {
        return t('invoices.answer.differs', {
          difference: amount(sizeOf(difference)),
        });
      }
      return unexplained
        ? t('invoices.answer.partly', {
            difference: amount(sizeOf(difference)),
            unexplained: amount(sizeOf(unexplained.amount)),
          })
        : t('invoices.answer.explained', {
            difference: amount(sizeOf(difference)),
          });
    }
  }
}

/** What is missing, in one sentence. */
export function gapText(t: Texts, gap: TieOutGap): string {
  const source = sourceName(t, gap.source);
  switch (gap.reason) {
    case 'quarantined':
      return t('invoices.gap.quarantined', {
        source,
        count: gap.lineCount ?? 0,
      });
    case 'not-collected':
      return gap.source === 'invoices'
        ? t('invoices.gap.note')
        : t('invoices.gap.not-collected', { source });
    default:
      return t(`invoices.gap.${gap.reason}`, { source });
  }
}

/** How a cause was found, in one sentence. */
export function becauseText(
  t: Texts,
  { cause, lineCount: count }: TieOutResidual,
  invoice: InvoiceDetail,
): string {
  switch (cause) {
    case 'rounding':
      return count
        ? t('invoices.because.rounding', { count })
        : t('invoices.because.roundingTotal');
    case 'source-missing':
    case 'quarantined':
      return t(`invoices.because.${cause}`, { count: count ?? 0 });
    case 'unexplained':
      return invoice.parts.some(part => part.chargeCategory === 'Tax')
        ? t('invoices.because.unexplained')
        : t('invoices.because.unexplainedTax');
    default:
      return t(`invoices.because.${cause}`);
  }
}

/** An amount, or that it is smaller than what the currency can show. */
export function amountText(
  t: Texts,
  amount: Decimal,
  currency: string,
  options: { signed?: boolean } = {},
): string {
  const unit = unitOf(currency);
  return amount !== '0' && compareDecimals(sizeOf(amount), unit) < 0
    ? t('invoices.under', {
        amount: formatMoney(
          options.signed && amount.startsWith('-') ? `-${unit}` : unit,
          currency,
          { precision: 'minor', ...options },
        ),
      })
    : formatMoney(amount, currency, { precision: 'minor', ...options });
}

/** An amount without its sign. */
export function sizeOf(amount: Decimal): Decimal {
  return amount.replace('-', '');
}

function unitOf(currency: string): Decimal {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits === 0
    ? '1'
    : `0.${'1'.padStart(maximumFractionDigits, '0')}`;
}

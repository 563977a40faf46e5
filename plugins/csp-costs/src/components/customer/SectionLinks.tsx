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

import { useTexts } from '../../translation/useTexts';
import { CUSTOMER_SECTIONS } from './customerSections';
import styles from './SectionLinks.module.css';

const LABELS = {
  budget: 'budget.title',
  breakdown: 'customer.breakdown',
  azure: 'customer.azure',
  licences: 'customer.licences',
  purchases: 'customer.purchases.short',
  invoices: 'customer.invoices',
} as const satisfies Record<keyof typeof CUSTOMER_SECTIONS, string>;

const SECTIONS = Object.keys(
  CUSTOMER_SECTIONS,
) as (keyof typeof CUSTOMER_SECTIONS)[];

/** What there is on the page, for whoever looks for one thing. */
export function SectionLinks() {
  const t = useTexts();
  return (
    <nav aria-label={t('customer.onThisPage')} className={styles.links}>
      {SECTIONS.map(section => (
        <button
          key={section}
          type="button"
          className={styles.link}
          onClick={() => goTo(CUSTOMER_SECTIONS[section])}
        >
          {t(LABELS[section])}
        </button>
      ))}
    </nav>
  );
}

/** Brings a part into view, for eyes and for the keyboard. */
function goTo(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView?.({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

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

import type { EntityClaims } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import { describeClaim } from './describeClaim';
import styles from './ClaimsSummary.module.css';

/** Which costs an entity counts, and why. */
export function ClaimsSummary({ claims }: { claims: EntityClaims }) {
  const t = useTexts();
  const { partCount: count } = claims;
  return (
    <ul className={styles.claims} aria-label={t('entity.counts')}>
      {claims.claims.map((claim, index) => (
        // Two claims may read the same, and none ever moves.
        <li key={index}>
          {describeClaim(t, claim)}{' '}
          <span className={styles.origin}>
            ({t(`entity.by.${claim.origin}`)})
          </span>
        </li>
      ))}
      {count > 0 && (
        <li>
          {claims.claims.length > 0
            ? t('entity.parts', { count })
            : t('entity.onlyParts', { count })}
        </li>
      )}
    </ul>
  );
}

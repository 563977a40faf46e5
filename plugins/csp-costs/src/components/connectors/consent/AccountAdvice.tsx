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

import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

/** Which account to sign in with: the part that most sign-ins fail on. */
export function AccountAdvice() {
  const t = useTexts();
  return (
    <div className={styles.box}>
      <p>
        <strong>{t('connectors.whichAccount')}</strong>
      </p>
      <ul className={styles.list}>
        <li>{t('connectors.advice1')}</li>
        <li>{t('connectors.advice2')}</li>
        <li>{t('connectors.advice3')}</li>
        <li>{t('connectors.advice4')}</li>
        <li>{t('connectors.advice5')}</li>
      </ul>
    </div>
  );
}

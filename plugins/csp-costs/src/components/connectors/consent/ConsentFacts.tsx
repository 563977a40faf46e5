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

import { Alert } from '@backstage/ui';
import type { ConsentInfo, Problem } from 'backstage-plugin-csp-costs-common';
import { formatDate } from '../../../format/dates';
import { consentMethodName } from '../../../format/words';
import { ProblemDetails } from '../../coverage/ProblemDetails';
import { Fact, Facts } from '../../layout/Facts';
import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

/** What was consented, by whom, and until when it holds. */
export function ConsentFacts(props: {
  consent: ConsentInfo;
  /** What is already said on top of the page. */
  told: Problem | undefined;
}) {
  const t = useTexts();
  const { consent, told } = props;
  return (
    <>
      {consent.problem && consent.problem.code !== told?.code && (
        <ProblemDetails problem={consent.problem} />
      )}
      {consent.missingScopes.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('connectors.permissionsMissing')}
          description={
            <>
              {t('connectors.missingText')}
              <ul className={styles.list}>
                {consent.missingScopes.map(scope => (
                  <li key={scope}>
                    <code>{scope}</code>
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
      <Facts>
        <Fact label={t('connectors.account')}>
          {consent.account ?? t('connectors.notKnown')}
        </Fact>
        <Fact label={t('connectors.consented')}>
          {t('connectors.consentedBy', {
            date: formatDate(consent.consentedAt),
            person: consent.consentedBy,
          })}
        </Fact>
        <Fact label={t('connectors.how')}>
          {consentMethodName(t, consent.method)}
        </Fact>
        <Fact label={t('connectors.renewed')}>
          {t('connectors.renewedAt', { date: formatDate(consent.renewedAt) })}
        </Fact>
        <Fact label={t('connectors.endsAt')}>{formatDate(consent.endsAt)}</Fact>
      </Facts>
      <details className={styles.more}>
        <summary>
          {t('connectors.permissions', { count: consent.scopes.length })}
        </summary>
        <ul className={styles.list}>
          {consent.scopes.map(scope => (
            <li key={scope}>
              <code>{scope}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

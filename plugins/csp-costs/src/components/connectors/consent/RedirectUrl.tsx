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

import { useChecks, useConnectorOptions } from '../../../api/connectorQueries';
import { checkStateWord } from '../../../format/words';
import { CopyButton } from '../../layout/CopyButton';
import { StateMark } from '../../layout/StateMark';
import { CheckAgainButton } from '../doctor/CheckAgainButton';
import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

const REDIRECT_URL_CHECK = 'redirect-url';

/** Where Microsoft has to send people back to, and whether it would. */
export function RedirectUrl({ connectorId }: { connectorId: string }) {
  const t = useTexts();
  const { data: options } = useConnectorOptions();
  const { data: checks } = useChecks(connectorId);
  const check = checks?.find(({ checkId }) => checkId === REDIRECT_URL_CHECK);
  if (!options) {
    return null;
  }
  return (
    <div className={styles.box}>
      <p>
        <strong>{t('connectors.redirectUrl')}</strong>
      </p>
      <p>{t('connectors.redirectText')}</p>
      <p className={styles.value}>
        <code>{options.redirectUrl}</code>
        <CopyButton
          value={options.redirectUrl}
          label={t('connectors.copyRedirectUrl')}
        />
      </p>
      {check && (
        <div className={styles.buttons}>
          <StateMark state={checkStateWord(t, check.status)} />
          {check.finding && <span>{check.finding}</span>}
          <CheckAgainButton connectorId={connectorId} check={check} />
        </div>
      )}
    </div>
  );
}

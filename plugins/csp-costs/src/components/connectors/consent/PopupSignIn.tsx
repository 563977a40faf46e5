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

import { Alert, Button } from '@backstage/ui';
import { RiMicrosoftFill } from '@remixicon/react';
import {
  cspCostsConnectorUsePermission,
  type Connector,
  type ConsentAttempt,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf, LiveRegion } from 'backstage-plugin-csp-costs-react';
import { ProblemDetails } from '../../coverage/ProblemDetails';
import { useTexts, type Texts } from '../../../translation/useTexts';
import { usePopupConsent, type PopupConsent } from './usePopupConsent';
import styles from './Consent.module.css';

/** Signs in with Microsoft in a window of its own, and says how that went. */
export function PopupSignIn({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { consent, signIn, stop } = usePopupConsent(connector.connectorId);
  const busy = consent.status === 'opening' || consent.status === 'waiting';
  return (
    <div className={styles.ways}>
      <div className={styles.buttons}>
        <Button
          variant={
            connector.health.nextStep === 'sign-in' ? 'primary' : 'secondary'
          }
          iconStart={<RiMicrosoftFill />}
          isDisabled={!connector.credential}
          isPending={consent.status === 'opening'}
          onPress={signIn}
        >
          {labelOf(t, connector, consent)}
        </Button>
        {!busy && (
          <span className={styles.quiet}>{t('connectors.popupHelp')}</span>
        )}
        {busy && (
          <Button variant="tertiary" onPress={stop}>
            {t('connectors.stopWaiting')}
          </Button>
        )}
      </div>
      <LiveRegion>
        <Outcome consent={consent} />
      </LiveRegion>
    </div>
  );
}

function labelOf(
  t: Texts,
  connector: Connector,
  consent: PopupConsent,
): string {
  const ended = consent.status === 'ended' ? consent.attempt.status : undefined;
  if (
    ended === 'failed' ||
    ended === 'expired' ||
    consent.status === 'waiting'
  ) {
    return t('connectors.signInAgain');
  }
  return connector.consent && connector.consent.missingScopes.length > 0
    ? t('connectors.updateConsent')
    : t('connectors.signInMicrosoft');
}

function Outcome({ consent }: { consent: PopupConsent }) {
  const t = useTexts();
  switch (consent.status) {
    case 'blocked':
      return (
        <Alert
          status="warning"
          icon
          title={t('connectors.blocked')}
          description={t('connectors.blockedText')}
        />
      );
    case 'waiting':
      return (
        <Alert
          status="info"
          isPending
          title={t('connectors.waiting')}
          description={[
            t('connectors.waitingText'),
            consent.windowMayBeClosed && t('connectors.windowClosed'),
          ]
            .filter(Boolean)
            .join(' ')}
        />
      );
    case 'refused':
      return (
        <Alert
          status="danger"
          icon
          title={t('connectors.signInFailed')}
          description={
            httpStatusOf(consent.error) === 403
              ? t('connectors.itNeeds', {
                  permission: cspCostsConnectorUsePermission.name,
                })
              : consent.error.message
          }
        />
      );
    case 'ended':
      return <Ended attempt={consent.attempt} />;
    default:
      return null;
  }
}

function Ended({ attempt }: { attempt: ConsentAttempt }) {
  const t = useTexts();
  switch (attempt.status) {
    case 'given':
      return (
        <Alert
          status="success"
          icon
          title={
            attempt.account
              ? t('connectors.hasConsented', { account: attempt.account })
              : t('connectors.consentGiven')
          }
          description={t('connectors.signInWorks')}
        />
      );
    case 'expired':
      return (
        <Alert
          status="warning"
          icon
          title={t('connectors.signInExpired')}
          description={t('connectors.signInExpiredText')}
        />
      );
    default:
      return (
        <>
          <Alert
            status="danger"
            icon
            title={t('connectors.signInFailed')}
            description={t('connectors.signInFailedText')}
          />
          {attempt.problem && <ProblemDetails problem={attempt.problem} />}
        </>
      );
  }
}

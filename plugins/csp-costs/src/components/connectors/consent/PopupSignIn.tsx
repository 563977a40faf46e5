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
import { httpStatusOf } from '../../../api/httpStatusOf';
import { ProblemDetails } from '../../coverage/ProblemDetails';
import { LiveRegion } from '../../layout/LiveRegion';
import { usePopupConsent, type PopupConsent } from './usePopupConsent';
import styles from './Consent.module.css';

/** Signs in with Microsoft in a window of its own, and says how that went. */
export function PopupSignIn({ connector }: { connector: Connector }) {
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
          {labelOf(connector, consent)}
        </Button>
        {!busy && (
          <span className={styles.quiet}>
            In a window of this browser, when you have the account.
          </span>
        )}
        {busy && (
          <Button variant="tertiary" onPress={stop}>
            Stop waiting
          </Button>
        )}
      </div>
      <LiveRegion>
        <Outcome consent={consent} />
      </LiveRegion>
    </div>
  );
}

function labelOf(connector: Connector, consent: PopupConsent): string {
  const ended = consent.status === 'ended' ? consent.attempt.status : undefined;
  if (
    ended === 'failed' ||
    ended === 'expired' ||
    consent.status === 'waiting'
  ) {
    return 'Sign in again';
  }
  return connector.consent && connector.consent.missingScopes.length > 0
    ? 'Update consent'
    : 'Sign in with Microsoft';
}

function Outcome({ consent }: { consent: PopupConsent }) {
  switch (consent.status) {
    case 'blocked':
      return (
        <Alert
          status="warning"
          icon
          title="The browser has blocked the window"
          description="Allow windows for this portal in the address bar and press the button once more, or use the consent link."
        />
      );
    case 'waiting':
      return (
        <Alert
          status="info"
          isPending
          title="Waiting for Microsoft"
          description={`Finish the sign-in in the window that has opened. There are 15 minutes for it.${
            consent.windowMayBeClosed
              ? ' If that window is closed, sign in again.'
              : ''
          }`}
        />
      );
    case 'refused':
      return (
        <Alert
          status="danger"
          icon
          title="The sign-in did not work"
          description={
            httpStatusOf(consent.error) === 403
              ? `It needs the permission ${cspCostsConnectorUsePermission.name}.`
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
  switch (attempt.status) {
    case 'given':
      return (
        <Alert
          status="success"
          icon
          title={
            attempt.account
              ? `${attempt.account} has consented`
              : 'The consent is given'
          }
          description="The sign-in was tried and works."
        />
      );
    case 'expired':
      return (
        <Alert
          status="warning"
          icon
          title="The sign-in has expired"
          description="Nobody finished it within 15 minutes. Sign in again; nothing has changed."
        />
      );
    default:
      return (
        <>
          <Alert
            status="danger"
            icon
            title="The sign-in did not work"
            description="What was connected before stays as it was. Do what it says, then sign in again."
          />
          {attempt.problem && <ProblemDetails problem={attempt.problem} />}
        </>
      );
  }
}

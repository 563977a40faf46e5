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
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { NeedsPermission } from '../NeedsPermission';
import { PageSection, SubSection } from '../page/PageSection';
import { useTexts, type Texts } from '../../../translation/useTexts';
import { AccessTable } from './AccessTable';
import { AccountAdvice } from './AccountAdvice';
import { ConsentDeadlineForm } from './ConsentDeadlineForm';
import { ConsentFacts } from './ConsentFacts';
import { ConsentLinkButton } from './ConsentLinkButton';
import { Disconnect } from './Disconnect';
import { PopupSignIn } from './PopupSignIn';
import { RedirectUrl } from './RedirectUrl';
import { RefreshTokenForm } from './RefreshTokenForm';
import styles from './Consent.module.css';

/** Access in the name of a person: what it is for, how it is given, and how to end it. */
export function ConsentSection({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { consent, credential, health } = connector;
  const mayUse = usePermission({ permission: cspCostsConnectorUsePermission });
  const mayUpdate = usePermission({
    permission: cspCostsConnectorUpdatePermission,
  });
  const [imported, setImported] = useState(false);
  const isFine = consent !== undefined && health.nextStep !== 'sign-in';
  const advice = (
    <>
      <AccountAdvice />
      <RedirectUrl connectorId={connector.connectorId} />
    </>
  );
  return (
    <PageSection
      section="consent"
      title={t('connectors.consent')}
      summary={summaryOf(t, connector)}
    >
      {consent && <ConsentFacts consent={consent} told={health.problem} />}
      <SubSection title={t('connectors.usedFor')}>
        <p>{t('connectors.usedForText')}</p>
        <AccessTable connector={connector} />
      </SubSection>
      <SubSection
        title={
          consent ? t('connectors.signInAgain') : t('connectors.signInVerb')
        }
      >
        {isFine ? (
          <details className={styles.more}>
            <summary>{t('connectors.accountAndUrl')}</summary>
            {advice}
          </details>
        ) : (
          advice
        )}
        {!credential && (
          <Alert
            status="info"
            icon
            title={t('connectors.credentialFirst')}
            description={t('connectors.credentialFirstText')}
          />
        )}
        {mayUse.allowed && (
          <div className={styles.ways}>
            <PopupSignIn connector={connector} />
            <ConsentLinkButton
              connectorId={connector.connectorId}
              isDisabled={!credential}
            />
          </div>
        )}
        {!mayUse.allowed && !mayUse.loading && (
          <NeedsPermission
            what={t('connectors.signingIn')}
            permission={cspCostsConnectorUsePermission}
          />
        )}
        {mayUpdate.allowed && (
          <RefreshTokenForm
            connectorId={connector.connectorId}
            isDisabled={!credential}
            onImported={() => setImported(true)}
          />
        )}
        <LiveRegion>
          {imported && (
            <Alert status="success" icon title={t('connectors.tokenWorks')} />
          )}
        </LiveRegion>
      </SubSection>
      {(mayUpdate.allowed || connector.consentDeadline) && (
        <SubSection title={t('connectors.deadline')}>
          <ConsentDeadlineForm
            connector={connector}
            mayChange={mayUpdate.allowed}
          />
        </SubSection>
      )}
      {mayUpdate.allowed && (credential || consent) && (
        <SubSection title={t('connectors.disconnect')}>
          <Disconnect connector={connector} />
        </SubSection>
      )}
    </PageSection>
  );
}

function summaryOf(t: Texts, { consent, health }: Connector): string {
  if (consent) {
    return consent.account
      ? t('connectors.givenBy', { account: consent.account })
      : t('connectors.givenByUnknown');
  }
  return health.nextStep === 'sign-in'
    ? t('connectors.consentNeeded')
    : t('connectors.consentNotNeeded');
}

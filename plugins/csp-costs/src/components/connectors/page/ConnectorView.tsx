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

import { Alert, Skeleton } from '@backstage/ui';
import { cspCostsConnectorReadPermission } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import {
  useConnector,
  useConnectorOptions,
} from '../../../api/connectorQueries';
import { ErrorState } from '../../layout/ErrorState';
import { ConsentSection } from '../consent/ConsentSection';
import { CredentialSection } from '../credential/CredentialSection';
import { DoctorSection } from '../doctor/DoctorSection';
import { PageTitle } from '../PageTitle';
import { useTexts } from '../../../translation/useTexts';
import { ConnectorHeader } from './ConnectorHeader';
import { SettingsSection } from './SettingsSection';
import { SetupSteps } from './SetupSteps';
import { useSectionOfAddress } from './sections';
import styles from './ConnectorView.module.css';

/** One connector: how it is, how it signs in, what the doctor says, how it is set up. */
export function ConnectorView({ connectorId }: { connectorId: string }) {
  const t = useTexts();
  const { data: connector, error, refetch } = useConnector(connectorId);
  const options = useConnectorOptions();
  useSectionOfAddress(connector !== undefined);
  const isGone = error !== null && httpStatusOf(error) === 404;
  if (error && (!connector || isGone)) {
    return (
      <>
        <PageTitle title={t('connectors.connector')} />
        {isGone ? (
          <Alert
            role="alert"
            status="info"
            icon
            title={t('connectors.unknown')}
            description={t('connectors.unknownText', {
              message: error.message,
            })}
          />
        ) : (
          <ErrorState
            error={error}
            title={t('connectors.oneFailed')}
            permission={cspCostsConnectorReadPermission.name}
            onRetry={refetch}
          />
        )}
      </>
    );
  }
  if (!connector) {
    return (
      <div role="status" aria-label={t('connectors.loadingOne')}>
        <Skeleton width="100%" height={420} />
      </div>
    );
  }
  const vault = options.data?.vault;
  return (
    <>
      <ConnectorHeader connector={connector} />
      {vault && !vault.ready && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('connectors.vaultFailed')}
          description={[vault.problem?.cause, vault.problem?.remedy]
            .filter(Boolean)
            .join(' ')}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          {!connector.lastSucceededAt && <SetupSteps connector={connector} />}
          <CredentialSection connector={connector} />
          <ConsentSection connector={connector} />
          <DoctorSection connector={connector} />
        </div>
        <SettingsSection connector={connector} />
      </div>
    </>
  );
}

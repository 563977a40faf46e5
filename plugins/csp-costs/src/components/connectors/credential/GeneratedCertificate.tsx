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
import { RiDownloadLine } from '@remixicon/react';
import type {
  Connector,
  CredentialInfo,
} from 'backstage-plugin-csp-costs-common';
import { CopyTextButton, LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useConnectorAction } from '../../../api/connectorQueries';
import { formatDate } from '../../../format/dates';
import { CopyButton } from '../../layout/CopyButton';
import { downloadFile } from '../../layout/downloadFile';
import { SubSection } from '../page/PageSection';
import { useTexts } from '../../../translation/useTexts';
import { derOf } from './derOf';
import styles from './Credential.module.css';

/** A certificate that waits for being uploaded: its public half, and how to go on. */
export function GeneratedCertificate(props: {
  connector: Connector;
  certificate: CredentialInfo;
  onActivated: () => void;
}) {
  const t = useTexts();
  const { connector, certificate, onActivated } = props;
  const { connectorId } = connector;
  const activate = useConnectorAction(api =>
    api.activateCertificate(connectorId).then(changed => {
      onActivated();
      return changed;
    }),
  );
  const generate = useConnectorAction(api =>
    api.generateCertificate(connectorId),
  );
  const error = activate.error ?? generate.error;
  const pem = certificate.certificate ?? '';
  const fileName = `csp-costs-${connectorId}`;
  return (
    <SubSection title={t('connectors.certificateWaits')}>
      <ol className={styles.steps}>
        <li>
          <p>{t('connectors.takePublicHalf')}</p>
          <pre className={styles.pem} aria-label={t('connectors.certificate')}>
            {pem}
          </pre>
          <div className={styles.buttons}>
            <CopyTextButton value={pem} copiedText={t('layout.copied')}>
              {t('connectors.copyCertificate')}
            </CopyTextButton>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownloadLine />}
              onPress={() =>
                downloadFile(
                  `${fileName}.cer`,
                  'application/pkix-cert',
                  derOf(pem),
                )
              }
            >
              {t('connectors.downloadCer')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownloadLine />}
              onPress={() =>
                downloadFile(`${fileName}.pem`, 'application/x-pem-file', pem)
              }
            >
              {t('connectors.downloadPem')}
            </Button>
          </div>
        </li>
        <li>
          <p>{t('connectors.uploadIt')}</p>
          <p>
            <code>{certificate.thumbprint}</code>
            {certificate.thumbprint && (
              <CopyButton
                value={certificate.thumbprint}
                label={t('connectors.copyThumbprint')}
              />
            )}
          </p>
        </li>
        <li>
          <p>
            {certificate.expiresAt
              ? t('connectors.takeInUseUntil', {
                  date: formatDate(certificate.expiresAt),
                })
              : t('connectors.takeInUseText')}
          </p>
          <div className={styles.buttons}>
            <Button
              variant="primary"
              isPending={activate.isPending}
              onPress={() => activate.run()}
            >
              {t('connectors.takeInUse')}
            </Button>
            <Button
              variant="tertiary"
              isPending={generate.isPending}
              onPress={() => generate.run()}
            >
              {t('connectors.generateAnother')}
            </Button>
          </div>
        </li>
      </ol>
      <LiveRegion urgent>
        {error && (
          <Alert
            status="danger"
            icon
            title={t('connectors.certificateNotUsed')}
            description={t('connectors.certificateRefused', {
              message: error.message,
            })}
          />
        )}
      </LiveRegion>
    </SubSection>
  );
}

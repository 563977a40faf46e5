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
import { useConnectorAction } from '../../../api/connectorQueries';
import { formatDate } from '../../../format/dates';
import { CopyButton } from '../../layout/CopyButton';
import { CopyTextButton } from '../../layout/CopyTextButton';
import { downloadFile } from '../../layout/downloadFile';
import { SubSection } from '../page/PageSection';
import { derOf } from './derOf';
import { LiveRegion } from '../../layout/LiveRegion';
import styles from './Credential.module.css';

/** A certificate that waits for being uploaded: its public half, and how to go on. */
export function GeneratedCertificate(props: {
  connector: Connector;
  certificate: CredentialInfo;
  onActivated: () => void;
}) {
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
    <SubSection title="A certificate waits to be taken in use">
      <ol className={styles.steps}>
        <li>
          <p>
            Take its public half. It is no secret; the private half stays in the
            vault.
          </p>
          <pre className={styles.pem} aria-label="Certificate">
            {pem}
          </pre>
          <div className={styles.buttons}>
            <CopyTextButton value={pem}>Copy certificate</CopyTextButton>
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
              Download .cer
            </Button>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownloadLine />}
              onPress={() =>
                downloadFile(`${fileName}.pem`, 'application/x-pem-file', pem)
              }
            >
              Download .pem
            </Button>
          </div>
        </li>
        <li>
          <p>
            Upload it in the app registration: Certificates &amp; secrets,
            Certificates, Upload certificate. Compare the thumbprint there:
          </p>
          <p>
            <code>{certificate.thumbprint}</code>
            {certificate.thumbprint && (
              <CopyButton
                value={certificate.thumbprint}
                label="Copy the thumbprint"
              />
            )}
          </p>
        </li>
        <li>
          <p>
            Take it in use. It is tried first, and good{' '}
            {certificate.expiresAt
              ? `until ${formatDate(certificate.expiresAt)}`
              : 'from then on'}
            ; until then, what is in use stays in use.
          </p>
          <div className={styles.buttons}>
            <Button
              variant="primary"
              isPending={activate.isPending}
              onPress={() => activate.run()}
            >
              Take it in use
            </Button>
            <Button
              variant="tertiary"
              isPending={generate.isPending}
              onPress={() => generate.run()}
            >
              Generate another one
            </Button>
          </div>
        </li>
      </ol>
      <LiveRegion urgent>
        {error && (
          <Alert
            status="danger"
            icon
            title="The certificate is not in use"
            description={`${error.message} A new certificate can take some minutes to be known everywhere at Microsoft.`}
          />
        )}
      </LiveRegion>
    </SubSection>
  );
}

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
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorUpdatePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { formatDate } from '../../../format/dates';
import { credentialKindName } from '../../../format/words';
import { NeedsPermission } from '../NeedsPermission';
import { PageSection } from '../page/PageSection';
import { useTexts } from '../../../translation/useTexts';
import { CredentialChooser } from './CredentialChooser';
import { CredentialFacts } from './CredentialFacts';
import { GeneratedCertificate } from './GeneratedCertificate';

/** What the application signs in with, and the ways to change that. */
export function CredentialSection({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { credential, nextCredential, health } = connector;
  const [choosing, setChoosing] = useState(false);
  const [done, setDone] = useState<string>();
  const { allowed, loading } = usePermission({
    permission: cspCostsConnectorUpdatePermission,
  });
  const isConfigured =
    credential !== undefined &&
    (credential.origin ?? connector.origin) === 'app-config';
  const isWanted =
    !nextCredential &&
    (!credential || health.nextStep === 'set-credential' || choosing);

  function say(text: string) {
    setDone(text);
    setChoosing(false);
  }

  return (
    <PageSection
      section="sign-in"
      title={t('connectors.signIn')}
      summary={t('connectors.signInSummary')}
    >
      {credential && (
        <CredentialFacts credential={credential} told={health.problem} />
      )}
      <LiveRegion>
        {done && <Alert status="success" icon title={done} />}
      </LiveRegion>
      {isConfigured && (
        <Alert
          status="info"
          icon
          title={t('connectors.credentialFromConfig')}
          description={t('connectors.credentialFromConfigText', {
            key: <code>cspCosts.connectors.{connector.connectorId}</code>,
          })}
        />
      )}
      {!isConfigured && !allowed && !loading && (
        <NeedsPermission
          what={t('connectors.changingCredential')}
          permission={cspCostsConnectorUpdatePermission}
        />
      )}
      {!isConfigured && allowed && (
        <>
          {nextCredential && (
            <GeneratedCertificate
              connector={connector}
              certificate={nextCredential}
              onActivated={() => say(t('connectors.certificateWorks'))}
            />
          )}
          {isWanted ? (
            <CredentialChooser
              connector={connector}
              onSet={({ kind, expiresAt }) =>
                say(
                  expiresAt
                    ? t('connectors.inUseUntil', {
                        kind: credentialKindName(t, kind),
                        date: formatDate(expiresAt),
                      })
                    : t('connectors.inUse', {
                        kind: credentialKindName(t, kind),
                      }),
                )
              }
              onCancel={
                choosing && credential ? () => setChoosing(false) : undefined
              }
            />
          ) : (
            !nextCredential && (
              <div>
                <Button
                  variant="secondary"
                  onPress={() => {
                    setDone(undefined);
                    setChoosing(true);
                  }}
                >
                  {t('connectors.replaceCredential')}
                </Button>
              </div>
            )
          )}
        </>
      )}
    </PageSection>
  );
}

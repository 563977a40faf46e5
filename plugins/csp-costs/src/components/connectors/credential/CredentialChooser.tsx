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

import { Alert, Button, Radio, RadioGroup } from '@backstage/ui';
import type {
  Connector,
  CredentialInfo,
  CredentialInput,
} from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { useConnectorAction } from '../../../api/connectorQueries';
import { useTexts } from '../../../translation/useTexts';
import { ClientSecretForm } from './ClientSecretForm';
import { FederatedForm } from './FederatedForm';
import { PemForm } from './PemForm';
import { PfxForm } from './PfxForm';
import styles from './Credential.module.css';

const KINDS = ['generate', 'pem', 'pfx', 'client-secret', 'federated'] as const;
type Kind = (typeof KINDS)[number];

/** What every form of a credential is given. */
export interface CredentialFormProps {
  isPending: boolean;
  /** Tries the credential and keeps it when it works. The form forgets it in any case. */
  onSubmit: (input: CredentialInput) => void;
}

/** The ways to give the application something to sign in with. */
export function CredentialChooser(props: {
  connector: Connector;
  onSet: (credential: CredentialInfo) => void;
  onCancel?: () => void;
}) {
  const t = useTexts();
  const { connector, onSet, onCancel } = props;
  const { connectorId } = connector;
  const [kind, setKind] = useState<Kind>('generate');
  const set = useConnectorAction((api, input: CredentialInput) =>
    api.setCredential(connectorId, input).then(changed => {
      if (changed.credential) {
        onSet(changed.credential);
      }
      return changed;
    }),
  );
  const generate = useConnectorAction(api =>
    api.generateCertificate(connectorId),
  );
  const form: CredentialFormProps = {
    isPending: set.isPending,
    onSubmit: input => set.run(input),
  };
  const error = set.error ?? generate.error;
  return (
    <div className={styles.chooser}>
      <RadioGroup
        label={t('connectors.howSignsIn')}
        description={t('connectors.triedFirst')}
        value={kind}
        onChange={value => {
          setKind(value as Kind);
          set.reset();
          generate.reset();
        }}
      >
        {KINDS.map(id => (
          <Radio key={id} value={id}>
            {t(`connectors.kind.${id}`)}
          </Radio>
        ))}
      </RadioGroup>
      {kind === 'generate' && (
        <div className={styles.form}>
          <p>{t('connectors.keyPair')}</p>
          <div>
            <Button
              variant="primary"
              isPending={generate.isPending}
              onPress={() => generate.run()}
            >
              {t('connectors.generate')}
            </Button>
          </div>
        </div>
      )}
      {kind === 'pem' && <PemForm {...form} />}
      {kind === 'pfx' && <PfxForm {...form} />}
      {kind === 'client-secret' && <ClientSecretForm {...form} />}
      {kind === 'federated' && <FederatedForm {...form} />}
      <LiveRegion urgent>
        {error && (
          <Alert
            status="danger"
            icon
            title={
              kind === 'generate'
                ? t('connectors.notGenerated')
                : t('connectors.credentialNotUsed')
            }
            description={error.message}
          />
        )}
      </LiveRegion>
      {onCancel && (
        <div>
          <Button variant="tertiary" onPress={onCancel}>
            {t('connectors.leave')}
          </Button>
        </div>
      )}
    </div>
  );
}

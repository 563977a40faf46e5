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

import { Button, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { SecretTextArea } from '../../layout/SecretTextArea';
import { useTexts } from '../../../translation/useTexts';
import type { CredentialFormProps } from './CredentialChooser';
import styles from './Credential.module.css';

/** Takes a certificate and its private key as texts. */
export function PemForm({ isPending, onSubmit }: CredentialFormProps) {
  const t = useTexts();
  const [certificate, setCertificate] = useState('');
  const [privateKey, setPrivateKey] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        onSubmit({
          kind: 'certificate',
          certificate: certificate.trim(),
          privateKey: privateKey.trim(),
        });
        setPrivateKey('');
      }}
    >
      <p>{t('connectors.uploadFirst')}</p>
      <TextAreaField
        label={t('connectors.certificate')}
        description={t('connectors.pemHelp')}
        rows={4}
        value={certificate}
        onChange={setCertificate}
        autoComplete="off"
        spellCheck="false"
      />
      <SecretTextArea
        label={t('connectors.privateKey')}
        description={t('connectors.privateKeyHelp')}
        rows={4}
        value={privateKey}
        onChange={setPrivateKey}
      />
      <div>
        <Button
          type="submit"
          variant="primary"
          isDisabled={certificate.trim() === '' || privateKey.trim() === ''}
          isPending={isPending}
        >
          {t('connectors.setCertificate')}
        </Button>
      </div>
    </form>
  );
}

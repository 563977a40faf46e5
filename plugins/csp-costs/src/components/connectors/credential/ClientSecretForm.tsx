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

import { Button, PasswordField } from '@backstage/ui';
import { useState } from 'react';
import { DateField } from '../../layout/DateField';
import { useTexts } from '../../../translation/useTexts';
import type { CredentialFormProps } from './CredentialChooser';
import styles from './Credential.module.css';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Takes a client secret, and the day it ends. */
export function ClientSecretForm({ isPending, onSubmit }: CredentialFormProps) {
  const t = useTexts();
  const [secret, setSecret] = useState('');
  const [expires, setExpires] = useState('');
  const isId = GUID.test(secret.trim());
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        onSubmit({
          kind: 'client-secret',
          clientSecret: secret.trim(),
          expiresAt: expires ? `${expires}T00:00:00.000Z` : undefined,
        });
        setSecret('');
      }}
    >
      <PasswordField
        label={t('connectors.secretValue')}
        description={t('connectors.secretHelp')}
        autoComplete="off"
        value={secret}
        onChange={setSecret}
        validationBehavior="aria"
        validate={() => (isId ? t('connectors.secretIsId') : null)}
      />
      <DateField
        label={t('connectors.expiresOn')}
        description={t('connectors.expiresHelp')}
        value={expires}
        onChange={setExpires}
      />
      <div>
        <Button
          type="submit"
          variant="primary"
          isDisabled={secret.trim() === '' || isId}
          isPending={isPending}
        >
          {t('connectors.setSecret')}
        </Button>
      </div>
    </form>
  );
}

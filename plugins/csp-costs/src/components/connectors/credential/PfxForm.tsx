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
import { FileField } from '../../layout/FileField';
import { useTexts } from '../../../translation/useTexts';
import type { CredentialFormProps } from './CredentialChooser';
import { readBase64 } from './readBase64';
import styles from './Credential.module.css';

/** Takes a certificate and its private key as a file with a password. */
export function PfxForm({ isPending, onSubmit }: CredentialFormProps) {
  const t = useTexts();
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState('');
  const [turn, setTurn] = useState(0);
  const [unreadable, setUnreadable] = useState(false);

  async function submit(chosen: File) {
    setPassword('');
    setFile(undefined);
    setTurn(turn + 1);
    let pfx: string;
    try {
      pfx = await readBase64(chosen);
    } catch {
      setUnreadable(true);
      return;
    }
    onSubmit({ kind: 'certificate', pfx, password });
  }

  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        if (file) {
          submit(file);
        }
      }}
    >
      <p>{t('connectors.uploadHalfFirst')}</p>
      <FileField
        label={t('connectors.pfxFile')}
        description={t('connectors.pfxHelp')}
        accept=".pfx,.p12,application/x-pkcs12"
        turn={turn}
        onChange={chosen => {
          setFile(chosen);
          setUnreadable(false);
        }}
        error={unreadable ? t('connectors.fileUnreadable') : undefined}
      />
      <PasswordField
        label={t('connectors.filePassword')}
        autoComplete="off"
        value={password}
        onChange={setPassword}
      />
      <div>
        <Button
          type="submit"
          variant="primary"
          isDisabled={file === undefined}
          isPending={isPending}
        >
          {t('connectors.setCertificate')}
        </Button>
      </div>
    </form>
  );
}

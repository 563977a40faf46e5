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

import { Button, Select, Skeleton } from '@backstage/ui';
import { useState } from 'react';
import { useConnectorOptions } from '../../../api/connectorQueries';
import { useTexts } from '../../../translation/useTexts';
import type { CredentialFormProps } from './CredentialChooser';
import styles from './Credential.module.css';

/** Takes the file that the platform keeps the workload's token in. */
export function FederatedForm({ isPending, onSubmit }: CredentialFormProps) {
  const t = useTexts();
  const { data: options, error } = useConnectorOptions();
  const [chosen, setChosen] = useState<string>();
  if (error) {
    return <p>{error.message}</p>;
  }
  if (!options) {
    return <Skeleton width="100%" height={80} />;
  }
  const files = options.federatedTokenFiles;
  const tokenFile = chosen ?? files[0];
  if (tokenFile === undefined) {
    return (
      <div className={styles.form}>
        <p>
          {t('connectors.noTokenFile', {
            setting: <code>cspCosts.federatedTokenFiles</code>,
            variable: <code>AZURE_FEDERATED_TOKEN_FILE</code>,
          })}
        </p>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        onSubmit({ kind: 'federated', tokenFile });
      }}
    >
      <p>{t('connectors.federatedText')}</p>
      <Select
        label={t('connectors.tokenFile')}
        description={t('connectors.tokenFileHelp')}
        options={files.map(id => ({ id, label: id }))}
        value={tokenFile}
        onChange={key => setChosen(String(key))}
      />
      <div>
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('connectors.useFederated')}
        </Button>
      </div>
    </form>
  );
}

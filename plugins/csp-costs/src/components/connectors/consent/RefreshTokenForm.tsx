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
import { RiKey2Line } from '@remixicon/react';
import { useState } from 'react';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useConnectorAction } from '../../../api/connectorQueries';
import { SecretTextArea } from '../../layout/SecretTextArea';
import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

/** Takes a refresh token that was made somewhere else. */
export function RefreshTokenForm(props: {
  connectorId: string;
  isDisabled: boolean;
  onImported: () => void;
}) {
  const t = useTexts();
  const { connectorId, isDisabled, onImported } = props;
  const [isOpen, setOpen] = useState(false);
  const [token, setToken] = useState('');
  const { run, isPending, error } = useConnectorAction(
    (api, refreshToken: string) =>
      api.importRefreshToken(connectorId, { refreshToken }),
  );

  async function submit() {
    const given = token.trim();
    setToken('');
    if (await run(given)) {
      setOpen(false);
      onImported();
    }
  }

  if (!isOpen) {
    return (
      <div className={styles.buttons}>
        <Button
          variant="secondary"
          iconStart={<RiKey2Line />}
          isDisabled={isDisabled}
          onPress={() => setOpen(true)}
        >
          {t('connectors.useToken')}
        </Button>
        <span className={styles.quiet}>{t('connectors.useTokenHelp')}</span>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      <SecretTextArea
        label={t('connectors.token')}
        description={t('connectors.tokenHelp')}
        rows={4}
        value={token}
        onChange={setToken}
      />
      <div className={styles.buttons}>
        <Button
          type="submit"
          variant="primary"
          isDisabled={token.trim() === ''}
          isPending={isPending}
        >
          {t('connectors.importToken')}
        </Button>
        <Button
          variant="tertiary"
          onPress={() => {
            setToken('');
            setOpen(false);
          }}
        >
          {t('connectors.cancel')}
        </Button>
      </div>
      <LiveRegion urgent>
        {error && (
          <Alert
            status="danger"
            icon
            title={t('connectors.tokenNotUsed')}
            description={error.message}
          />
        )}
      </LiveRegion>
    </form>
  );
}

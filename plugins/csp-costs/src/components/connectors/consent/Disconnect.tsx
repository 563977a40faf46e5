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

import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { Connector } from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { useConnectorAction } from '../../../api/connectorQueries';
import { themeClassName } from '../../layout/CostsRoot';
import dialogStyles from '../Dialog.module.css';
import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

/** Takes all credentials of a connector away, after a second look. */
export function Disconnect({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { connectorId, settings } = connector;
  const [isOpen, setOpen] = useState(false);
  const { run, isPending, error, reset } = useConnectorAction(api =>
    api.disconnect(connectorId),
  );
  return (
    <>
      <p className={styles.text}>
        {t('connectors.disconnectText')}
        {connector.origin === 'app-config' && ` ${t('connectors.configStays')}`}
      </p>
      <div>
        <Button
          variant="secondary"
          destructive
          onPress={() => {
            reset();
            setOpen(true);
          }}
        >
          {t('connectors.disconnect')}
        </Button>
      </div>
      <Dialog
        className={dialogStyles.dialog}
        width={520}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <DialogHeader>
          {t('connectors.disconnectTitle', { title: settings.title })}
        </DialogHeader>
        <DialogBody>
          <div className={`${themeClassName} ${dialogStyles.body}`}>
            <p>{t('connectors.disconnectConfirm')}</p>
            <LiveRegion urgent>
              {error && (
                <Alert
                  status="danger"
                  icon
                  title={t('connectors.disconnectFailed')}
                  description={error.message}
                />
              )}
            </LiveRegion>
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('connectors.stayConnected')}
          </Button>
          <Button
            variant="primary"
            destructive
            isPending={isPending}
            onPress={async () => {
              if (await run()) {
                setOpen(false);
              }
            }}
          >
            {t('connectors.disconnectNow')}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

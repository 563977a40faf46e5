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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextField,
} from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorDeletePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useDeleteConnector } from '../../../api/connectorQueries';
import { connectorsRouteRef } from '../../../routes';
import { themeClassName } from '../../layout/CostsRoot';
import styles from '../Dialog.module.css';
import { useTexts } from '../../../translation/useTexts';

/** Deletes a connector, after its name has been typed. */
export function DeleteConnector({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { title } = connector.settings;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const { allowed } = usePermission({
    permission: cspCostsConnectorDeletePermission,
  });
  const remove = useDeleteConnector(connector.connectorId);
  const navigate = useNavigate();
  const listHref = useRouteRef(connectorsRouteRef)?.();
  if (!allowed) {
    return null;
  }

  function open(next: boolean) {
    setOpen(next);
    setTyped('');
    remove.reset();
  }

  return (
    <>
      <Button variant="secondary" destructive onPress={() => open(true)}>
        {t('connectors.delete')}
      </Button>
      <Dialog
        className={styles.dialog}
        width={520}
        isOpen={isOpen}
        onOpenChange={open}
      >
        <DialogHeader>{t('connectors.deleteTitle', { title })}</DialogHeader>
        <DialogBody>
          <div className={`${themeClassName} ${styles.body}`}>
            <p>{t('connectors.deleteText')}</p>
            <TextField
              label={t('connectors.typeToConfirm', { title })}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
            />
            {remove.error && (
              <Alert
                role="alert"
                status="danger"
                icon
                title={t('connectors.deleteFailed')}
                description={remove.error.message}
              />
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('connectors.keep')}
          </Button>
          <Button
            variant="primary"
            destructive
            isDisabled={typed.trim() !== title}
            isPending={remove.isPending}
            onPress={() =>
              remove.mutate(undefined, {
                onSuccess: () => {
                  if (listHref) {
                    navigate(listHref, { state: { deleted: title } });
                  }
                },
              })
            }
          >
            {t('connectors.deleteForGood')}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

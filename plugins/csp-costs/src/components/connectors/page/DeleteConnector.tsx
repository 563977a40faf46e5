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

/** Deletes a connector, after its name has been typed. */
export function DeleteConnector({ connector }: { connector: Connector }) {
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
        Delete connector
      </Button>
      <Dialog
        className={styles.dialog}
        width={520}
        isOpen={isOpen}
        onOpenChange={open}
      >
        <DialogHeader>{`Delete ${title}`}</DialogHeader>
        <DialogBody>
          <div className={`${themeClassName} ${styles.body}`}>
            <p>
              Its settings, credentials and consent are deleted at once, and
              nothing is collected any more. The costs that were collected stay.
            </p>
            <TextField
              label={`Type ${title} to confirm`}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
            />
            {remove.error && (
              <Alert
                role="alert"
                status="danger"
                icon
                title="It could not be deleted"
                description={remove.error.message}
              />
            )}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            Keep it
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
            Delete for good
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

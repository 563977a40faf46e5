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

import { Alert, Button, TextField } from '@backstage/ui';
import type { Connector } from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { useConnectorAction } from '../../../api/connectorQueries';
import { formatDate } from '../../../format/dates';
import { DateField } from '../../layout/DateField';
import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

/** The day by which an operator wants a new consent. */
export function ConsentDeadlineForm(props: {
  connector: Connector;
  mayChange: boolean;
}) {
  const t = useTexts();
  const { connector, mayChange } = props;
  const { connectorId, consentDeadline } = connector;
  const [isOpen, setOpen] = useState(false);
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const { run, isPending, error } = useConnectorAction(
    (api, deadline: { consentBy: string; reason: string } | undefined) =>
      api.setConsentDeadline(connectorId, deadline),
  );
  const isOver = day !== '' && new Date(consentBy(day)) <= new Date();

  async function submit() {
    if (await run({ consentBy: consentBy(day), reason: reason.trim() })) {
      setOpen(false);
      setDay('');
      setReason('');
    }
  }

  return (
    <>
      <p className={styles.text}>
        {consentDeadline
          ? t('connectors.deadlineSet', {
              date: <strong>{formatDate(consentDeadline.consentBy)}</strong>,
              reason: consentDeadline.reason,
              person: consentDeadline.setBy,
            })
          : t('connectors.deadlineText')}
      </p>
      {mayChange && !isOpen && (
        <div className={styles.buttons}>
          <Button variant="secondary" onPress={() => setOpen(true)}>
            {consentDeadline
              ? t('connectors.changeDeadline')
              : t('connectors.setADeadline')}
          </Button>
          {consentDeadline && (
            <Button
              variant="tertiary"
              isPending={isPending}
              onPress={() => run(undefined)}
            >
              {t('connectors.removeDeadline')}
            </Button>
          )}
        </div>
      )}
      {mayChange && isOpen && (
        <form
          className={styles.form}
          onSubmit={event => {
            event.preventDefault();
            submit();
          }}
        >
          <DateField
            label={t('connectors.consentWantedBy')}
            value={day}
            onChange={setDay}
            error={isOver ? t('connectors.dayToCome') : undefined}
          />
          <TextField
            label={t('connectors.reason')}
            description={t('connectors.reasonHelp')}
            value={reason}
            onChange={setReason}
          />
          <div className={styles.buttons}>
            <Button
              type="submit"
              variant="primary"
              isDisabled={day === '' || isOver || reason.trim() === ''}
              isPending={isPending}
            >
              {t('connectors.setDeadline')}
            </Button>
            <Button variant="tertiary" onPress={() => setOpen(false)}>
              {t('connectors.cancel')}
            </Button>
          </div>
        </form>
      )}
      <LiveRegion urgent>
        {error && (
          <Alert
            status="danger"
            icon
            title={t('connectors.deadlineFailed')}
            description={error.message}
          />
        )}
      </LiveRegion>
    </>
  );
}

function consentBy(day: string): string {
  return `${day}T00:00:00.000Z`;
}

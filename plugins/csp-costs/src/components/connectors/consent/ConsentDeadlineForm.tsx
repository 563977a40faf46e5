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
import { useState } from 'react';
import { useConnectorAction } from '../../../api/connectorQueries';
import { formatDate } from '../../../format/dates';
import { DateField } from '../../layout/DateField';
import { LiveRegion } from '../../layout/LiveRegion';
import styles from './Consent.module.css';

/** The day by which an operator wants a new consent. */
export function ConsentDeadlineForm(props: {
  connector: Connector;
  mayChange: boolean;
}) {
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
        {consentDeadline ? (
          <>
            A new consent is wanted by{' '}
            <strong>{formatDate(consentDeadline.consentBy)}</strong>:{' '}
            {consentDeadline.reason} (set by {consentDeadline.setBy})
          </>
        ) : (
          'When Microsoft announces a change, set the day by which a new consent is wanted. Every figure of the connector says so from then on, and the owners are told.'
        )}
      </p>
      {mayChange && !isOpen && (
        <div className={styles.buttons}>
          <Button variant="secondary" onPress={() => setOpen(true)}>
            {consentDeadline ? 'Change the deadline' : 'Set a deadline'}
          </Button>
          {consentDeadline && (
            <Button
              variant="tertiary"
              isPending={isPending}
              onPress={() => run(undefined)}
            >
              Remove the deadline
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
            label="New consent wanted by"
            value={day}
            onChange={setDay}
            error={isOver ? 'Choose a day to come.' : undefined}
          />
          <TextField
            label="Reason"
            description="For the people who read it, such as the announcement."
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
              Set deadline
            </Button>
            <Button variant="tertiary" onPress={() => setOpen(false)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
      <LiveRegion urgent>
        {error && (
          <Alert
            status="danger"
            icon
            title="The deadline has not changed"
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

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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ConnectorHealth } from 'backstage-plugin-csp-costs-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { ConnectorRecord } from '../ConnectorRecord';
import { daysUntil } from './connectorHealth';
import type { ConnectorStanding } from './ConnectorStandings';

type WatchedConnector = Pick<ConnectorRecord, 'connectorId' | 'settings'> &
  Pick<ConnectorStanding, 'credential' | 'consent'>;

/** Days before an end on which the owners are told. */
const NOTICE_DAYS = [3, 14, 30];

/**
 * Tells the owners of a connector that it needs them: at once when something
 * does not work, and 30, 14 and 3 days before it will not. Each is told once;
 * when days were missed, only what is due now is told.
 *
 * @param finding - What is wrong, or will be.
 */
export async function notifyOwners(
  dependencies: {
    knex: Knex;
    notifications: NotificationService;
    logger: LoggerService;
    now: Date;
  },
  connector: WatchedConnector,
  finding: ConnectorHealth,
): Promise<void> {
  const { knex, notifications, logger, now } = dependencies;
  const { connectorId, settings } = connector;
  const noticeKey = noticeKeyOf(connector, finding, now);
  const recipients = settings.ownerEntityRefs;
  const { problem, until, status } = finding;
  if (!noticeKey || !problem || recipients.length === 0) {
    return;
  }
  const added = await knex('connector_notices')
    .insert({
      connector_id: connectorId,
      notice_key: noticeKey,
      sent_at: now.toISOString(),
    })
    .onConflict(['connector_id', 'notice_key'])
    .ignore()
    .returning('notice_key');
  if (added.length === 0) {
    return;
  }
  try {
    await notifications.send({
      recipients: { type: 'entity', entityRef: recipients },
      payload: {
        title: titleOf(settings.title, status, until),
        description: `${problem.cause} ${problem.remedy}`,
        link: `/costs/connectors/${encodeURIComponent(connectorId)}`,
        severity: until ? 'high' : 'critical',
        topic: 'csp-costs-connector',
        // A newer notice of the same takes the place of an older one.
        scope: `csp-costs:${connectorId}:${problem.code}`,
      },
    });
  } catch (error) {
    // It was not told, so it is still to be told.
    await knex('connector_notices')
      .where({ connector_id: connectorId, notice_key: noticeKey })
      .delete();
    logger.warn(
      `The owners of connector ${connectorId} could not be notified: ${error}`,
    );
  }
}

/** What is told once. Undefined when nothing is due. */
function noticeKeyOf(
  connector: WatchedConnector,
  { status, until, problem }: ConnectorHealth,
  now: Date,
): string | undefined {
  if (!problem) {
    return undefined;
  }
  if (!until) {
    // What was never there is no news.
    const worked = connector.credential || connector.consent;
    return worked
      ? `${problem.code}:now:${epochOf(connector, status)}`
      : undefined;
  }
  const left = daysUntil(until, now);
  const due = NOTICE_DAYS.find(days => left <= days);
  return due === undefined
    ? undefined
    : `${problem.code}:${until.slice(0, 10)}:${due}`;
}

/**
 * Tells the present credential or consent from earlier ones, and a failure
 * from an earlier one that was put right: these are news again.
 */
function epochOf(
  { credential, consent }: WatchedConnector,
  status: ConnectorHealth['status'],
): string {
  const parts =
    status === 'disconnected'
      ? [credential?.thumbprint, credential?.problem?.since]
      : [
          consent?.consentedAt,
          consent?.problem?.since,
          ...(consent?.missingScopes ?? []),
        ];
  return parts.filter(Boolean).join(':').slice(0, 200);
}

function titleOf(title: string, status: string, until?: string): string {
  const day = until?.slice(0, 10);
  switch (status) {
    case 'disconnected':
      return `${title} can no longer sign in`;
    case 'needs-consent':
      return day
        ? `${title} needs a new consent by ${day}`
        : `${title} needs a new consent`;
    default:
      return `${title} stops working on ${day}`;
  }
}

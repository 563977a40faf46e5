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

import { inspect } from 'node:util';
import {
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import type { Entity } from '@backstage/catalog-model';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
  type QueryPermissionRequest,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { clockServiceRef } from '../clock';
import { cspCostsPlugin } from '../plugin';

/** Something that was put on record. */
export interface AuditRecord {
  eventId: string;
  status: 'succeeded' | 'failed';
  meta: JsonObject;
  error?: string;
}

/** What a permission policy says of customers at the moment. */
export interface CustomerPolicy {
  /** Undefined allows all customers. */
  conditions: PermissionCriteria<PermissionCondition> | undefined;
  /** The catalog. */
  entities?: Entity[];
}

/** A backend with the plugin and nothing else, on a given database and clock. */
export async function startBackend(options: {
  config: JsonObject;
  knex: Knex;
  now: () => Date;
  /** Permissions that are refused, by name. */
  denied?: string[];
  /** Whose costs may be seen; default everybody's. */
  customers?: CustomerPolicy;
  /** Takes the place of Backstage's metrics. */
  metrics?: MetricsService;
  /** Hears of everything that is put on record. */
  onAudit?: (event: AuditRecord) => void;
  /** Hears every line of the log, with all it comes with. */
  onLog?: (line: string) => void;
  /** Hears of everything that owners are told; may throw. */
  onNotification?: (notification: NotificationSendOptions) => void;
  /** Is told of every signal to the pages. */
  onSignal?: (signal: SignalPayload) => void;
}) {
  const denied = new Set(options.denied);
  const decide = async (
    requests: Array<{ permission: { name: string } }>,
  ): Promise<DefinitivePolicyDecision[]> =>
    requests.map(({ permission }) => ({
      result: denied.has(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    }));
  const decideConditional = async (
    requests: QueryPermissionRequest[],
  ): Promise<PolicyDecision[]> => {
    const conditions = options.customers?.conditions;
    return (await decide(requests)).map((decision, index) =>
      conditions &&
      decision.result === AuthorizeResult.ALLOW &&
      isResourcePermission(requests[index]!.permission)
        ? {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'csp-costs',
            resourceType: requests[index]!.permission.resourceType,
            conditions,
          }
        : decision,
    );
  };
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      cspCostsPlugin,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: { lifecycle: coreServices.lifecycle },
        factory: ({ lifecycle }) => {
          lifecycle.addStartupHook(async () => {
            const tasks = await scheduler.getScheduledTasks();
            await Promise.all(tasks.map(({ id }) => scheduler.triggerTask(id)));
          });
          return scheduler;
        },
      }),
      mockServices.rootConfig.factory({ data: options.config }),
      mockServices.database.factory({ knex: options.knex }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => ({
          authorize: decide,
          authorizeConditional: decideConditional,
        }),
      }),
      catalogServiceMock.factory({ entities: options.customers?.entities }),
      createServiceFactory({
        service: clockServiceRef,
        deps: {},
        factory: () => ({ now: options.now }),
      }),
      ...(options.metrics ? [fixedMetrics(options.metrics)] : []),
      ...(options.onLog ? [recordingLogger(options.onLog)] : []),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ eventId, meta }) => ({
            success: async more =>
              options.onAudit?.({
                eventId,
                status: 'succeeded',
                meta: { ...meta, ...more?.meta },
              }),
            fail: async more =>
              options.onAudit?.({
                eventId,
                status: 'failed',
                meta: { ...meta, ...more?.meta },
                error: String(more?.error),
              }),
          }),
        }),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => options.onSignal?.(signal),
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async notification => options.onNotification?.(notification),
        }),
      }),
    ],
  });
  return {
    port: backend.server.port(),
    stop: () => backend.stop(),
    /** Runs a scheduled task now, by its id. */
    runTask: (id: string) => scheduler.triggerTask(id),
  };
}

function fixedMetrics(metrics: MetricsService) {
  return createServiceFactory({
    service: metricsServiceRef,
    deps: {},
    factory: () => metrics,
  });
}

function recordingLogger(onLog: (line: string) => void) {
  const logger: RootLoggerService = {
    error: note,
    warn: note,
    info: note,
    debug: note,
    child: () => logger,
  };
  function note(message: string, meta?: Error | object) {
    onLog(inspect({ message, meta }, { depth: 20, showHidden: true }));
  }
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

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

import type {
  AuditorService,
  DiscoveryService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import type { EntityCosts } from './attribution/EntityCosts';
import type { ArchiveStore } from './ledger/archive/ArchiveStore';
import type { LineCache } from './ledger/archive/LineCache';
import type { CustomerRightsReader } from './rights/CustomerRightsReader';
import type { Settings } from './settings';

/** What every part of the plugin is wired with. */
export interface CoreServices {
  /** Where lines are kept. */
  archive: ArchiveStore;
  auditor: AuditorService;
  catalog: CatalogService;
  config: Config;
  /** Finds out whose costs somebody may see. */
  customerRights: CustomerRightsReader;
  discovery: DiscoveryService;
  /** Knows which costs belong to which entities. */
  entityCosts: EntityCosts;
  httpAuth: HttpAuthService;
  knex: Knex;
  lifecycle: LifecycleService;
  /** Lines at hand, for whoever looks at them. */
  lineCache: LineCache;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  /** Tells the time. */
  now: () => Date;
  permissions: PermissionsService;
  scheduler: SchedulerService;
  settings: Settings;
  signals: SignalsService;
}

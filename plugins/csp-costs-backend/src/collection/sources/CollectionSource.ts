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
import type { Problem, Source } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import type { ConnectorClients } from '../../connectors/MicrosoftAccess';
import type { PlannedSlice, SliceRow } from '../../ledger/tables';
import type { ArchiveStore } from '../../ledger/archive/ArchiveStore';
import type { ChargeMapping } from '../../ledger/load/ChargeMapping';
import type { JobProgress } from '../queue/holdJob';
import type { ClaimedJob, JobEnd } from '../queue/tables';
import type { HoldDrops } from './compareCharges';

/** What a source has to work with. */
export interface CollectionContext {
  job: ClaimedJob;
  slice: SliceRow;
  connector: ConnectorRecord;
  clients: ConnectorClients;
  knex: Knex;
  /** Where lines are kept. */
  archive: ArchiveStore;
  /** Local folder to work in, absolute. */
  archiveDirectory: string;
  /** Undefined when nothing is held. */
  holdDrops: HoldDrops | undefined;
  /** Age in milliseconds at which a customer's list of subscriptions is read again. */
  subscriptionsAfterMs: number;
  logger: LoggerService;
  now: () => Date;
  /** Tells how far the job is. */
  report: (progress: Partial<JobProgress>) => void;
  signal: AbortSignal;
}

/** What a source came to. Failures are thrown. */
export interface CollectionOutcome {
  end: Exclude<JobEnd, 'failed'>;
  /** The generation that was published or held. */
  generationId?: string;
  /** Why it was held. */
  problem?: Problem;
}

/** Fetches one Microsoft dataset and puts it into the ledger. */
export interface CollectionSource {
  source: Source;

  /** How its lines are read; where it has lines that are archived. */
  mapping?: ChargeMapping;

  /** Collects one slice. A second call after a crash does no harm. */
  collect(context: CollectionContext): Promise<CollectionOutcome>;

  /**
   * Slices to collect next, asked after the slice has been collected or has
   * failed for good.
   */
  followUps?(
    context: Pick<CollectionContext, 'connector' | 'knex' | 'now'>,
  ): Promise<PlannedSlice[]>;
}

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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CSP_CONNECTOR_IDS_ANNOTATION,
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_CUSTOMER_TYPE,
} from 'backstage-plugin-csp-costs-common';
import type { ActionTools, TaskContext } from '../steps/ActionTools';
import { describeOutage } from '../steps/describeOutage';
import { Patience } from '../steps/Patience';

/** So that the address of a request stays short enough. */
const IDS_PER_REQUEST = 50;

/**
 * Waits until customers are entities of the catalog, for a time. Where nothing
 * enters them, it looks once and says so.
 *
 * @returns refs of those that the person who runs the task sees, ascending.
 */
export async function untilInCatalog(
  ctx: TaskContext,
  tools: ActionTools,
  options: { connectorId: string; customerIds: string[]; waitMs: number },
): Promise<string[]> {
  const { connectorId, customerIds, waitMs } = options;
  const credentials = await ctx.getInitiatorCredentials();
  const patience = new Patience(tools, ctx.signal, waitMs);
  let told: string | undefined;
  for (;;) {
    ctx.signal?.throwIfAborted();
    const refs = await findEntities(tools, credentials, {
      connectorId,
      customerIds,
    }).catch((error): string[] => {
      if (describeOutage(error) === undefined) {
        throw error;
      }
      return [];
    });
    const progress = `${refs.length} of ${customerIds.length} customers are in the catalog`;
    if (progress !== told) {
      told = progress;
      ctx.logger.info(progress);
    }
    if (refs.length >= customerIds.length) {
      return refs;
    }
    if (!tools.entersCustomers) {
      ctx.logger.warn(
        'Customers are not entered in the catalog: catalog.providers.cspCosts is not set. See backstage-plugin-catalog-backend-module-csp-costs',
      );
      return refs;
    }
    if (patience.nextMs === 0) {
      ctx.logger.warn(
        `${progress}. The others follow by the schedule of catalog.providers.cspCosts, unless its connectors leave this one out or you may not see them`,
      );
      return refs;
    }
    await patience.wait();
  }
}

async function findEntities(
  tools: ActionTools,
  credentials: BackstageCredentials,
  wanted: { connectorId: string; customerIds: string[] },
): Promise<string[]> {
  const refs: string[] = [];
  for (
    let from = 0;
    from < wanted.customerIds.length;
    from += IDS_PER_REQUEST
  ) {
    const { items } = await tools.catalog.getEntities(
      {
        filter: {
          kind: 'Resource',
          'spec.type': CSP_CUSTOMER_TYPE,
          [`metadata.annotations.${CSP_CUSTOMER_ID_ANNOTATION}`]:
            wanted.customerIds.slice(from, from + IDS_PER_REQUEST),
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials },
    );
    for (const entity of items) {
      const connectorIds =
        entity.metadata.annotations?.[CSP_CONNECTOR_IDS_ANNOTATION] ?? '';
      if (connectorIds.split(',').includes(wanted.connectorId)) {
        refs.push(stringifyEntityRef(entity));
      }
    }
  }
  return refs.sort();
}

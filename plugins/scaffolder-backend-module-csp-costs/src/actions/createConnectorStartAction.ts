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

import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkConnector } from '../collection/checkConnector';
import { readCustomerIds } from '../collection/readCustomerIds';
import { untilInCatalog } from '../collection/untilInCatalog';
import { untilListed } from '../collection/untilListed';
import type { ActionTools } from '../steps/ActionTools';
import { askPatiently } from '../steps/askPatiently';
import { StepError } from '../steps/StepError';
import { connectorPath } from './connectorPath';
import { connectorStartExamples } from './examples/connectorStartExamples';
import { connectorIdField } from './fields';

/** Checks a connector, starts its collection, and waits for its customers. */
export function createConnectorStartAction(tools: ActionTools) {
  return createTemplateAction({
    id: 'csp-costs:connector:start',
    description:
      "Runs a connector's checks, starts a collection unless one is going on, and waits until its customers are listed and in the catalog.",
    examples: connectorStartExamples,
    supportsDryRun: true,
    schema: {
      input: {
        connectorId: connectorIdField,
        failOn: z =>
          z
            .enum(['none', 'error'])
            .describe(
              'Whether a check that fails ends the task, before anything is collected. Default: none, checks are told in the log',
            )
            .optional(),
        catalogMinutes: z =>
          z
            .number()
            .min(0)
            .max(60)
            .describe(
              'How long is waited until the customers are in the catalog. Default: 10; 0 looks once',
            )
            .optional(),
      },
      output: {
        connectorId: connectorIdField,
        connectorUrl: z =>
          z.string().describe('Where the portal shows it: a path'),
        runId: z =>
          z.string().describe('The collection; none in a dry run').optional(),
        failedChecks: z =>
          z.array(z.string()).describe('Titles of the checks that failed'),
        customerCount: z =>
          z.number().int().describe('Customers that are listed'),
        entityRefs: z =>
          z
            .array(z.string())
            .describe('Entity refs of the customers that are in the catalog'),
      },
    },
    async handler(ctx) {
      const { connectorId, failOn = 'none', catalogMinutes = 10 } = ctx.input;
      ctx.output('connectorId', connectorId);
      ctx.output('connectorUrl', connectorPath(connectorId));
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Would check the connector ${connectorId}, start a collection and wait for its customers`,
        );
        ctx.output('failedChecks', []);
        ctx.output('customerCount', 0);
        ctx.output('entityRefs', []);
        return;
      }
      const { costs } = tools.connect(await ctx.getInitiatorCredentials());
      const signal = ctx.signal;

      const ask = <T>(name: string, call: () => Promise<T>) =>
        askPatiently(ctx, tools, name, async () => ({ result: await call() }));

      const failed = await ask('The checks', () =>
        checkConnector(ctx, costs, connectorId),
      );
      ctx.output('failedChecks', failed);
      if (failOn === 'error' && failed.length > 0) {
        throw new StepError(
          `Checks of the connector ${connectorId} failed: ${failed.join(
            ', ',
          )}. The log has causes and remedies. Then run the template again: it goes on from here.`,
        );
      }

      // One that is going on is found, so no checkpoint has to keep which it was;
      // and a retry after a run that has failed starts another one.
      const { runId } = await ask('The collection', () =>
        costs.startRun(connectorId, { signal }),
      );
      ctx.output('runId', runId);
      const ids = { connectorId, runId };
      const verdict = await untilListed(ctx, tools, costs, ids);
      if (!verdict.listed) {
        ctx.logger.warn(`The customers are not listed. ${verdict.reason}`);
        ctx.output('customerCount', 0);
        ctx.output('entityRefs', []);
        return;
      }
      const customerIds = await ask('The list of customers', () =>
        readCustomerIds(costs, connectorId, { signal }),
      );
      ctx.logger.info(`${customerIds.length} customers are listed`);
      ctx.output('customerCount', customerIds.length);
      ctx.output(
        'entityRefs',
        await untilInCatalog(ctx, tools, {
          connectorId,
          customerIds,
          waitMs: catalogMinutes * 60_000,
        }),
      );
    },
  });
}

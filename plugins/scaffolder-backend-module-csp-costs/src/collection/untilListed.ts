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
  CspCostsApi,
  DirectoryConnector,
  RunDetail,
} from 'backstage-plugin-csp-costs-common';
import type { ActionTools, TaskContext } from '../steps/ActionTools';
import { describeOutage } from '../steps/describeOutage';
import { describeProblem } from '../steps/describeProblem';
import { Patience } from '../steps/Patience';

/** Whether the customers of a connector are listed; if not, why. */
export type Listed = { listed: true } | { listed: false; reason: string };

/**
 * Waits until the customers of a connector are listed completely, for ten
 * minutes at most. The log says how many jobs of the run are done.
 */
export async function untilListed(
  ctx: Pick<TaskContext, 'logger' | 'signal'>,
  tools: Pick<ActionTools, 'now' | 'wait'>,
  costs: Pick<CspCostsApi, 'getRun' | 'getDirectory'>,
  ids: { connectorId: string; runId: string },
): Promise<Listed> {
  const patience = new Patience(tools, ctx.signal);
  let progress = '';
  for (;;) {
    const seen = await look(ctx, costs, ids);
    if (seen) {
      const told = progressOf(seen.run);
      if (told !== progress) {
        progress = told;
        ctx.logger.info(progress);
      }
      const verdict = judge(seen);
      if (verdict) {
        return verdict;
      }
    }
    if (patience.nextMs === 0) {
      return {
        listed: false,
        reason: 'The list is not read yet; the collection goes on.',
      };
    }
    await patience.wait();
  }
}

interface Seen {
  run: RunDetail;
  connector: DirectoryConnector | undefined;
}

async function look(
  ctx: Pick<TaskContext, 'signal'>,
  costs: Pick<CspCostsApi, 'getRun' | 'getDirectory'>,
  { connectorId, runId }: { connectorId: string; runId: string },
): Promise<Seen | undefined> {
  const options = { signal: ctx.signal };
  try {
    // The run first: when it has ended, the list is as it has left it.
    const run = await costs.getRun(runId, options);
    const { connectors } = await costs.getDirectory({ limit: 1 }, options);
    return {
      run,
      connector: connectors.find(one => one.connectorId === connectorId),
    };
  } catch (error) {
    if (describeOutage(error) === undefined) {
      throw error;
    }
    return undefined;
  }
}

function judge({ run, connector }: Seen): Listed | undefined {
  const status = connector?.customers.status;
  if (status === 'complete') {
    return { listed: true };
  }
  if (status === 'off') {
    return {
      listed: false,
      reason: 'The source that lists customers is switched off.',
    };
  }
  if (run.status === 'running') {
    return undefined;
  }
  const problem = run.jobs.find(job => job.status === 'failed')?.problem;
  return {
    listed: false,
    reason: problem
      ? describeProblem(problem)
      : `The collection has ended: ${run.status}.`,
  };
}

function progressOf({ jobCount, finishedJobCount, failedJobCount }: RunDetail) {
  const failed = failedJobCount > 0 ? `, ${failedJobCount} failed` : '';
  return `Collecting: ${finishedJobCount} of ${jobCount} jobs are done${failed}`;
}

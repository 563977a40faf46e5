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

import type { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  Check,
  DirectoryPage,
  OnboardedApplication,
  OnboardingApi,
  OnboardingStep,
  Problem,
  Run,
  RunDetail,
} from 'backstage-plugin-csp-costs-common';
import { ActionBench } from '../__testUtils__/ActionBench';

const SIGN_IN = '2b6c0a52-6a3a-4b43-9f0e-3f7d6b1c8a11';
const APPLICATION = {
  applicationObjectId: 'object-1',
  clientId: 'client-1',
  servicePrincipalId: 'principal-1',
  displayName: 'CSP Costs',
};
const created = {
  object: 'application',
  outcome: 'created',
  text: 'Created the app registration CSP Costs',
} as const;
const lag: Problem = {
  code: 'MICROSOFT_DIRECTORY_LAGS',
  cause: 'The directory does not know the app registration yet',
  remedy: 'Wait.',
  since: '2026-11-14T09:00:00Z',
};
const refusal: Problem = {
  code: 'MICROSOFT_ROLE_MISSING',
  cause: 'Your account may not do this.',
  remedy: 'Ask a Global Administrator',
  since: '2026-11-14T09:00:00Z',
  microsoft: {
    status: 403,
    code: 'Authorization_RequestDenied',
    requestId: 'request-7',
  },
};
const done: OnboardingStep = { state: 'done', effects: [] };
const input = { signInId: SIGN_IN, displayName: 'CSP Costs' };
const ensure = 'csp-costs:application:ensure';

/** What the backend answers, one after the other, and then the last one again. */
function answers<T>(...given: Array<T | Error>) {
  let asked = 0;
  return jest.fn(async (..._: unknown[]): Promise<T> => {
    const answer = given[Math.min(asked, given.length - 1)]!;
    asked += 1;
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  });
}

/** An answer as the client gives it, with the words of the backend. */
async function responseError(status: number, message: string): Promise<Error> {
  const error = await ResponseError.fromResponse(
    new Response(undefined, { status }),
  );
  error.message = message;
  return error;
}

function application(
  changes: Partial<OnboardedApplication> = {},
): OnboardedApplication {
  return {
    state: 'done',
    effects: [created],
    application: APPLICATION,
    ...changes,
  };
}

describe('actions', () => {
  it('wait out the lag of the directory and of the backend, telling what for, and tell every effect once', async () => {
    const onboardApplication = answers<OnboardedApplication>(
      application({ state: 'waiting', problem: lag }),
      new TypeError('fetch failed'),
      await responseError(503, 'Backend is starting'),
      application(),
    );
    const bench = new ActionBench({ onboarding: { onboardApplication } });

    expect(await bench.run(ensure, input)).toEqual({
      state: 'done',
      clientId: 'client-1',
      applicationObjectId: 'object-1',
      servicePrincipalId: 'principal-1',
    });
    expect(onboardApplication).toHaveBeenCalledTimes(4);
    expect(onboardApplication).toHaveBeenLastCalledWith(
      {
        signInId: SIGN_IN,
        runId: 'task-1',
        dryRun: false,
        displayName: 'CSP Costs',
      },
      { signal: undefined },
    );
    expect(bench.log).toEqual([
      'info: Created the app registration CSP Costs',
      'info: The directory does not know the app registration yet. Wait. Asking again in 2 s (waited 0 s of 10 min)',
      'info: The csp-costs backend does not answer. Asking again in 4 s (waited 2 s of 10 min)',
      'info: The csp-costs backend answered 503: Backend is starting. Asking again in 8 s (waited 6 s of 10 min)',
    ]);
  });

  it('give up after ten minutes, waiting at most half a minute at a time, and say that nothing is lost', async () => {
    const onboardApplication = answers<OnboardedApplication>(
      application({ state: 'waiting', problem: lag }),
    );
    const bench = new ActionBench({ onboarding: { onboardApplication } });

    await expect(bench.run(ensure, input)).rejects.toThrow(
      'The app registration did not get done within 10 min. The directory does not know the app registration yet. Wait. Nothing is lost: what was made is found again, so run the template again later and it goes on from here.',
    );
    expect(bench.pace.now()).toBe(600_000);
    expect(Math.max(...bench.pace.waits)).toBe(30_000);
    expect(bench.outputs).toEqual({});
  });

  it('end at once where the backend refuses, with the words of Microsoft, and take back what the task has made when told so', async () => {
    const onboardApplication = answers<OnboardedApplication>(
      application({ state: 'refused', problem: refusal }),
    );
    const rollBack = answers<OnboardingStep>(
      { state: 'waiting', effects: [], problem: lag },
      {
        state: 'done',
        effects: [
          {
            object: 'application',
            outcome: 'removed',
            text: 'Removed CSP Costs',
          },
        ],
      },
    );
    const bench = new ActionBench({
      onboarding: { onboardApplication, rollBack },
    });
    const refused =
      'The app registration: Your account may not do this. Ask a Global Administrator. (Microsoft: Authorization_RequestDenied, request request-7)';

    await expect(bench.run(ensure, input)).rejects.toThrow(refused);
    expect(rollBack).not.toHaveBeenCalled();
    expect(bench.pace.waits).toEqual([]);

    await expect(
      bench.run(ensure, { ...input, rollback: true }),
    ).rejects.toThrow(refused);
    expect(rollBack).toHaveBeenCalledTimes(2);
    expect(rollBack).toHaveBeenLastCalledWith(
      { signInId: SIGN_IN, runId: 'task-1' },
      { signal: undefined },
    );
    expect(bench.log.at(-1)).toBe('info: Removed CSP Costs');
  });

  it('fail with what went wrong first when it cannot be taken back, and take nothing back of a task that is cancelled', async () => {
    const rollBack = answers<OnboardingStep>(
      await responseError(403, 'You may not'),
    );
    const notFound = await responseError(404, 'There is no such sign-in');
    const bench = new ActionBench({
      onboarding: {
        onboardApplication: answers<OnboardedApplication>(notFound),
        rollBack,
      },
    });
    const withRollback = { ...input, rollback: true };

    await expect(bench.run(ensure, withRollback)).rejects.toThrow(
      'There is no such sign-in',
    );
    expect(bench.log).toEqual([
      expect.stringMatching(
        /^error: Not everything could be taken back\. .*You may not.* runId task-1 to try again\.$/,
      ),
    ]);

    rollBack.mockClear();
    const cancelled = new AbortController();
    cancelled.abort(new Error('Cancelled'));
    await expect(
      bench.run(ensure, withRollback, { signal: cancelled.signal }),
    ).rejects.toThrow('Cancelled');
    expect(rollBack).not.toHaveBeenCalled();
  });

  it('hand on what the person may not do, or fail when that is required', async () => {
    const handedOn: OnboardingStep = {
      state: 'handed-on',
      effects: [],
      problem: refusal,
      handOnUrl: 'https://login.example/adminconsent',
    };
    const bench = new ActionBench({
      onboarding: { onboardConsent: answers(handedOn) },
    });
    const grant = 'csp-costs:consent:grant';
    const consent = { signInId: SIGN_IN, clientId: 'client-1' };
    const words =
      'Admin consent is for somebody else to do. Your account may not do this. Ask a Global Administrator. (Microsoft: Authorization_RequestDenied, request request-7) The link: https://login.example/adminconsent Then run the template again: it goes on from here.';

    expect(await bench.run(grant, consent)).toEqual({
      state: 'handed-on',
      handOnUrl: 'https://login.example/adminconsent',
    });
    expect(bench.log).toEqual([`warn: ${words}`]);
    await expect(
      bench.run(grant, { ...consent, required: true }),
    ).rejects.toThrow(words);
  });

  it('write nothing in a dry run: they ask what would be done, or say it where nobody has signed in', async () => {
    const asked: unknown[] = [];
    const asks = async (given: unknown) => {
      asked.push(given);
      return done;
    };
    const onboarding: Partial<OnboardingApi> = {
      onboardApplication: asks,
      onboardConnector: asks,
      onboardConsent: asks,
      onboardCredential: asks,
      onboardBillingRole: asks,
      offboard: asks,
    };
    const bench = new ActionBench({ onboarding, costs: {} });
    const dryRun = async (signInId?: string) => {
      const signIn = signInId ? { signInId } : {};
      const run = (id: string, more: object) =>
        bench.run(
          `csp-costs:${id}`,
          { ...signIn, ...more },
          { isDryRun: true },
        );
      const made = await run('application:ensure', {
        displayName: 'CSP Costs',
      });
      const { clientId } = made;
      const { connectorId } = await run('connector:ensure', {
        title: 'Fabrikam',
        partnerTenantId: 'tenant-1',
        clientId,
        rollback: true,
      });
      await run('consent:grant', { clientId });
      await run('credential:ensure', { connectorId });
      await run('billing-role:assign', { connectorId });
      expect(await run('connector:start', { connectorId })).toEqual({
        connectorId,
        connectorUrl: `/costs/connectors/${connectorId}`,
        failedChecks: [],
        customerCount: 0,
        entityRefs: [],
      });
      for (const id of [
        'billing-role:remove',
        'consent:revoke',
        'credential:remove',
        'application:delete',
        'connector:delete',
      ]) {
        expect(await run(id, { connectorId: 'main' })).toMatchObject({
          state: 'done',
        });
      }
      await run('run:rollback', { runId: 'task-0' });
      await run('sign-in:end', {});
    };

    await dryRun(SIGN_IN);
    expect(asked).toHaveLength(10);
    expect(asked).toEqual(
      asked.map(() => expect.objectContaining({ dryRun: true })),
    );
    expect(asked[2]).toMatchObject({
      clientId: '00000000-0000-0000-0000-000000000000',
    });

    asked.length = 0;
    bench.log.length = 0;
    await dryRun();
    // The connector needs nobody's access, so it is looked at all the same.
    expect(asked).toHaveLength(2);
    expect(bench.log).toHaveLength(11);
    expect(bench.log.every(line => /^info: Would /.test(line))).toBe(true);

    await expect(
      bench.run(ensure, { displayName: 'CSP Costs' }),
    ).rejects.toThrow(/signInId is missing/);
  });
});

describe('csp-costs:sign-in:end', () => {
  it('waits for the backend, fails where it refuses, and else leaves a finished task as it is', async () => {
    const endSignIn = answers<void>(
      new TypeError('fetch failed'),
      undefined,
      await responseError(404, 'You have no such sign-in'),
      await responseError(500, 'Something broke'),
      await responseError(403, 'You may not do this'),
    );
    const bench = new ActionBench({ onboarding: { endSignIn } });
    const run = () => bench.run('csp-costs:sign-in:end', { signInId: SIGN_IN });
    await run();
    expect(bench.log).toEqual([
      expect.stringMatching(/^info: The csp-costs backend does not answer[.]/),
      'info: The sign-in with Microsoft has ended, unless another task uses it',
    ]);
    expect(endSignIn).toHaveBeenLastCalledWith(
      SIGN_IN,
      { runId: 'task-1' },
      expect.anything(),
    );
    await run();
    expect(bench.log.at(-1)).toBe(
      'info: The sign-in with Microsoft is not there any more',
    );
    await run();
    expect(bench.log.at(-1)).toMatch(
      /^warn: .* ends by itself within the hour[.] .*Something broke/,
    );
    await expect(run()).rejects.toThrow('You may not do this');
    await expect(bench.run('csp-costs:sign-in:end', {})).rejects.toThrow(
      /signInId is missing/,
    );
    expect(endSignIn).toHaveBeenCalledTimes(5);

    const away = new ActionBench({
      onboarding: { endSignIn: answers<void>(new TypeError('fetch failed')) },
    });
    await away.run('csp-costs:sign-in:end', { signInId: SIGN_IN });
    expect(away.pace.now()).toBe(60_000);
    expect(away.log.at(-1)).toBe(
      'warn: The sign-in with Microsoft could not be ended; it ends by itself within the hour.',
    );
  });
});

describe('csp-costs:connector:start', () => {
  const start = 'csp-costs:connector:start';
  const run: Run = {
    runId: 'run-1',
    connectorId: 'main',
    trigger: 'manual',
    status: 'running',
    startedAt: '2026-11-14T09:00:00Z',
    jobCount: 3,
    finishedJobCount: 1,
    failedJobCount: 0,
  };
  const checks: Check[] = [
    {
      checkId: 'token',
      title: 'Application token',
      group: 'application',
      status: 'pass',
      why: 'Everything needs it.',
    },
    {
      checkId: 'role',
      title: 'Billing role',
      group: 'roles',
      status: 'fail',
      why: 'Invoices need it.',
      problem: refusal,
    },
  ];

  function page(
    status: DirectoryPage['connectors'][number]['customers']['status'],
    ...customerIds: string[]
  ): DirectoryPage {
    return {
      connectors: [
        {
          connectorId: 'main',
          title: 'Main',
          customers: { status },
          subscriptions: { status },
        },
      ],
      items: customerIds.map(customerId => ({
        connectorId: 'main',
        customerId,
        customerName: customerId,
        listed: true,
        azureSubscriptions: [],
      })),
    };
  }

  function entity(customerId: string, connectorIds = 'main'): Entity {
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: `csp-customer-${customerId}`,
        namespace: 'emea',
        annotations: {
          'csp-costs/customer-id': customerId,
          'csp-costs/connector-ids': connectorIds,
        },
      },
      spec: { type: 'csp-customer' },
    };
  }

  it('tells failed checks, starts one collection, and waits until its customers are listed and in the catalog', async () => {
    const costs = {
      runChecks: answers<Check[]>(
        await responseError(503, 'Backend is starting'),
        checks,
      ),
      startRun: answers<Run>(run),
      getRun: answers<RunDetail>(
        { ...run, jobs: [] },
        { ...run, jobs: [] },
        { ...run, finishedJobCount: 3, jobs: [] },
      ),
      getDirectory: answers<DirectoryPage>(
        page('pending'),
        page('pending'),
        page('complete', 'a'),
        { ...page('complete', 'a'), nextCursor: 'b' },
        page('complete', 'b'),
      ),
    };
    const entered = [entity('a', 'other,main'), entity('b', 'other')];
    const catalog = catalogServiceMock.mock({
      getEntities: async (...given) => {
        const found = await catalogServiceMock({
          entities: entered,
        }).getEntities(...given);
        entered[1] = entity('b', 'main');
        return found;
      },
    });
    const bench = new ActionBench({ costs }, { catalog });

    expect(await bench.run(start, { connectorId: 'main' })).toEqual({
      connectorId: 'main',
      connectorUrl: '/costs/connectors/main',
      runId: 'run-1',
      failedChecks: ['Billing role'],
      customerCount: 2,
      entityRefs: [
        'resource:emea/csp-customer-a',
        'resource:emea/csp-customer-b',
      ],
    });
    expect(bench.log).toEqual([
      'info: The csp-costs backend answered 503: Backend is starting. Asking again in 2 s (waited 0 s of 10 min)',
      'warn: Billing role: Your account may not do this. Ask a Global Administrator. (Microsoft: Authorization_RequestDenied, request request-7)',
      'info: Checks: 1 passed, 1 failed',
      'info: Collecting: 1 of 3 jobs are done',
      'info: Collecting: 3 of 3 jobs are done',
      'info: 2 customers are listed',
      'info: 1 of 2 customers are in the catalog',
      'info: 2 of 2 customers are in the catalog',
    ]);

    await expect(
      bench.run(start, { connectorId: 'main', failOn: 'error' }),
    ).rejects.toThrow(/Checks of the connector main failed: Billing role\./);
  });

  it('says why customers are not listed, and where nothing enters them in the catalog', async () => {
    const failedRun: RunDetail = {
      ...run,
      status: 'failed',
      failedJobCount: 1,
      jobs: [
        {
          jobId: 'job-1',
          source: 'customers',
          status: 'failed',
          attempts: 1,
          bytes: 0,
          lineCount: 0,
          quarantinedLineCount: 0,
          problem: refusal,
        },
      ],
    };
    const costs = {
      runChecks: answers<Check[]>([]),
      startRun: answers<Run>(run),
      getRun: answers<RunDetail>(failedRun),
      getDirectory: answers<DirectoryPage>(page('failed')),
    };
    const failed = new ActionBench({ costs });
    expect(await failed.run(start, { connectorId: 'main' })).toMatchObject({
      customerCount: 0,
      entityRefs: [],
    });
    expect(failed.log.at(-1)).toMatch(
      /^warn: The customers are not listed\. Your account may not do this\./,
    );

    const slow = new ActionBench({
      costs: { ...costs, getRun: answers<RunDetail>({ ...run, jobs: [] }) },
    });
    await slow.run(start, { connectorId: 'main' });
    expect(slow.pace.now()).toBe(600_000);
    expect(slow.log.at(-1)).toBe(
      'warn: The customers are not listed. The list is not read yet; the collection goes on.',
    );

    const listed = { ...costs, getDirectory: answers(page('complete', 'a')) };
    const alone = new ActionBench(
      { costs: listed },
      { entersCustomers: false },
    );
    await alone.run(start, { connectorId: 'main' });
    expect(alone.pace.waits).toEqual([]);
    expect(alone.log.at(-1)).toMatch(/catalog\.providers\.cspCosts is not set/);

    const late = new ActionBench({ costs: listed });
    await late.run(start, { connectorId: 'main', catalogMinutes: 3 });
    expect(late.pace.now()).toBe(180_000);
    expect(late.log.at(-1)).toMatch(
      /^warn: 0 of 1 customers are in the catalog\. The others follow by the schedule/,
    );
  });
});

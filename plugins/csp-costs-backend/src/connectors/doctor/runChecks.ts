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

import { InputError } from '@backstage/errors';
import type { Check } from 'backstage-plugin-csp-costs-common';
import { explain, problemOf } from '../../errors';
import type {
  CheckContext,
  CheckResult,
  ConnectorCheck,
} from './ConnectorCheck';
import { doctorChecks } from './doctorChecks';
import { FreshTokens } from './FreshTokens';
import { fail, skipped } from './verdicts';

/** Checks that are made at once. */
const CONCURRENCY = 4;

/** Longest that one check may take. */
const CHECK_MS = 20_000;

/** What a run of the doctor needs. */
export interface CheckRun {
  context: CheckContext;
  /**
   * Which checks; all when left out. Those that could hide them are made too,
   * and so are those that they were hiding before.
   */
  checkIds?: readonly string[];
  /** Told of each result as soon as it is there, in no certain order. */
  onResult?: (check: Check) => void | Promise<void>;
  /** Instead of the doctor's own, for tests. */
  checks?: readonly ConnectorCheck[];
  /** Longest that one check may take, in ms. */
  checkMs?: number;
}

/**
 * Makes the checks of a connector.
 *
 * @returns The results, in the order of the list.
 * @throws InputError when a check is unknown; the reason of `context.signal`
 * when it is aborted; what `onResult` throws. Whatever Microsoft answers
 * becomes a result.
 */
export async function runChecks(run: CheckRun): Promise<Check[]> {
  const { checks = doctorChecks, checkMs = CHECK_MS, onResult } = run;
  const context = withFreshTokens(run.context);
  const inTurn = limit(CONCURRENCY);
  const made = new Map<string, Promise<{ check: Check; hides: boolean }>>();
  for (const one of chosen(checks, run)) {
    made.set(one.checkId, make(one));
  }
  return (await Promise.all(made.values())).map(({ check }) => check);

  async function make(one: ConnectorCheck) {
    const notApplicable = one.skip?.(context);
    const hider = notApplicable ? undefined : await firstFailed(one);
    const result = await inTurn(() => {
      if (notApplicable) {
        return skipped(notApplicable);
      }
      return hider
        ? skipped(`Hidden by “${hider}”, which fails.`)
        : runCheck(one, context, checkMs);
    });
    context.signal.throwIfAborted();
    const check: Check = {
      checkId: one.checkId,
      title: one.title,
      group: one.group,
      why: one.why,
      ...result,
      checkedAt: context.now.toISOString(),
    };
    await onResult?.(check);
    return { check, hides: result.status === 'fail' };
  }

  async function firstFailed(one: ConnectorCheck): Promise<string | undefined> {
    const before = await Promise.all(
      (one.hiddenBy ?? []).map(checkId => made.get(checkId)),
    );
    return before.find(result => result?.hides)?.check.title;
  }
}

async function runCheck(
  one: ConnectorCheck,
  context: CheckContext,
  checkMs: number,
): Promise<CheckResult> {
  const late = AbortSignal.timeout(checkMs);
  const signal = AbortSignal.any([context.signal, late]);
  try {
    return await Promise.race([
      one.run({ ...context, signal }),
      aborted(signal),
    ]);
  } catch (error) {
    context.signal.throwIfAborted();
    if (late.aborted) {
      return fail(
        problemOf('CHECK_TIMED_OUT', context.now),
        `There was no answer within ${Math.round(checkMs / 1000)} seconds.`,
      );
    }
    const problem = explain(error, context.now);
    return fail(problem, problem.cause);
  }
}

/** Tokens are asked for without a signal, so the end is waited for beside them. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}

function chosen(
  checks: readonly ConnectorCheck[],
  { checkIds, context }: CheckRun,
): ConnectorCheck[] {
  if (!checkIds) {
    return [...checks];
  }
  const unknown = checkIds.find(id =>
    checks.every(({ checkId }) => checkId !== id),
  );
  if (unknown !== undefined) {
    throw new InputError(`There is no check "${unknown}"`);
  }
  const ids = new Set(checkIds);
  const wasSkipped = new Set(
    context.earlier
      ?.filter(({ status }) => status === 'skipped')
      .map(({ checkId }) => checkId),
  );
  for (const one of checks) {
    if (
      wasSkipped.has(one.checkId) &&
      one.hiddenBy?.some(checkId => ids.has(checkId))
    ) {
      ids.add(one.checkId);
    }
  }
  for (const one of [...checks].reverse()) {
    if (ids.has(one.checkId)) {
      one.hiddenBy?.forEach(checkId => ids.add(checkId));
    }
  }
  return checks.filter(({ checkId }) => ids.has(checkId));
}

function withFreshTokens(context: CheckContext): CheckContext {
  const { appTokens, delegatedTokens } = context;
  return {
    ...context,
    appTokens: appTokens && new FreshTokens(appTokens),
    delegatedTokens: delegatedTokens && new FreshTokens(delegatedTokens),
  };
}

/** Lets only so many run at a time. */
function limit(count: number) {
  const waiting: Array<() => void> = [];
  let free = count;
  return async function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    if (free > 0) {
      free--;
    } else {
      await new Promise<void>(resolve => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) {
        next();
      } else {
        free++;
      }
    }
  };
}

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

import type { Check } from 'backstage-plugin-csp-costs-common';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { CheckContext, ConnectorCheck } from './ConnectorCheck';
import { doctorChecks } from './doctorChecks';
import { runChecks } from './runChecks';
import { fail, pass } from './verdicts';
import { problemOf } from '../../errors';

const NOW = new Date('2026-11-14T09:00:00Z');

function contextOf(changes: Partial<CheckContext> = {}): CheckContext {
  return {
    now: NOW,
    signal: new AbortController().signal,
    ...changes,
  } as CheckContext;
}

function check(
  checkId: string,
  run: ConnectorCheck['run'],
  more: Partial<ConnectorCheck> = {},
): ConnectorCheck {
  return {
    checkId,
    title: `The ${checkId}`,
    group: 'data',
    why: 'It matters.',
    run,
    ...more,
  };
}

const broken = async () => fail(problemOf('INTERNAL', NOW), 'It is broken.');
const fine = async () => pass('It is fine.');

describe('runChecks', () => {
  it('hides what depends on a failure, and says of which', async () => {
    const run = jest.fn(fine);
    const [, second, third, fourth] = await runChecks({
      context: contextOf(),
      checks: [
        check('first', broken),
        check('second', run, { hiddenBy: ['first'] }),
        check('third', fine, { hiddenBy: ['second'] }),
        check('fourth', run, {
          hiddenBy: ['first'],
          skip: () => 'It is switched off.',
        }),
      ],
    });
    expect(second).toMatchObject({
      status: 'skipped',
      finding: 'Hidden by “The first”, which fails.',
    });
    expect(third).toMatchObject({ status: 'pass' });
    expect(fourth).toMatchObject({ finding: 'It is switched off.' });
    expect(run).not.toHaveBeenCalled();
  });

  it('makes a failed check of what is thrown, without unknown words', async () => {
    const checks = await runChecks({
      context: contextOf(),
      checks: [
        check('known', async () => {
          throw new MicrosoftError('answered 429', {
            kind: 'http',
            status: 429,
            transient: true,
          });
        }),
        check('unknown', async () => {
          throw new Error('token=eyJhbGciOiJub25lIn0');
        }),
      ],
    });
    expect(
      checks.map(({ status, problem }) => [status, problem?.code]),
    ).toEqual([
      ['fail', 'THROTTLED'],
      ['fail', 'INTERNAL'],
    ]);
    expect(JSON.stringify(checks)).not.toContain('eyJ');
  });

  it('ends a check that takes too long, and one whose run is given up', async () => {
    const never = check('never', () => new Promise(() => {}));
    const [late] = await runChecks({
      context: contextOf(),
      checks: [never],
      checkMs: 1,
    });
    expect(late).toMatchObject({
      status: 'fail',
      problem: { code: 'CHECK_TIMED_OUT' },
    });
    const stop = new AbortController();
    const running = runChecks({
      context: contextOf({ signal: stop.signal }),
      checks: [never],
    });
    stop.abort(new Error('given up'));
    await expect(running).rejects.toThrow('given up');
  });

  it('runs at most four checks at once, and tells each result', async () => {
    let running = 0;
    let most = 0;
    const told: string[] = [];
    const checks = Array.from({ length: 10 }, (_, index) =>
      check(`check-${index}`, async () => {
        most = Math.max(most, ++running);
        await new Promise(resolve => setImmediate(resolve));
        running--;
        return pass('It is fine.');
      }),
    );
    const results = await runChecks({
      context: contextOf(),
      checks,
      onResult: ({ checkId }) => {
        told.push(checkId);
      },
    });
    expect(most).toBe(4);
    expect(told.sort()).toEqual(results.map(({ checkId }) => checkId).sort());
  });

  it('runs with a chosen check what could hide it, and what it was hiding', async () => {
    const checks = [
      check('sign-in', fine),
      check('other', fine),
      check('chosen', fine, { hiddenBy: ['sign-in'] }),
      check('was-hidden', fine, { hiddenBy: ['chosen', 'other'] }),
      check('was-seen', fine, { hiddenBy: ['chosen'] }),
    ];
    const earlier = [
      { checkId: 'was-hidden', status: 'skipped' },
      { checkId: 'was-seen', status: 'pass' },
    ] as Check[];
    const results = await runChecks({
      context: contextOf({ earlier }),
      checks,
      checkIds: ['chosen'],
    });
    expect(results.map(({ checkId }) => checkId)).toEqual([
      'sign-in',
      'other',
      'chosen',
      'was-hidden',
    ]);
    await expect(
      runChecks({ context: contextOf(), checks, checkIds: ['missing'] }),
    ).rejects.toThrow('There is no check "missing"');
  });

  it('asks for each token anew, once in a run', async () => {
    const get = jest.fn(async () => 'token');
    const ask = async ({ appTokens, delegatedTokens }: CheckContext) => {
      await appTokens!.get('https://graph.example', { refresh: false });
      await appTokens!.get('https://graph.example', { refresh: true });
      expect(delegatedTokens).toBeUndefined();
      return pass('It is fine.');
    };
    const context = contextOf({ appTokens: { get } });
    await runChecks({ context, checks: [check('a', ask), check('b', ask)] });
    expect(get.mock.calls).toEqual([
      ['https://graph.example', { refresh: true }],
    ]);
    await runChecks({ context, checks: [check('a', ask)] });
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('has every check once, after those that can hide it', () => {
    const ids = doctorChecks.map(({ checkId }) => checkId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { checkId, hiddenBy = [] } of doctorChecks) {
      const before = ids.slice(0, ids.indexOf(checkId));
      expect(before).toEqual(expect.arrayContaining([...hiddenBy]));
    }
  });
});

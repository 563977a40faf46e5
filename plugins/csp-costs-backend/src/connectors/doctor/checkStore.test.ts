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
import { testDatabases } from '../../__testUtils__/databases';
import { MIGRATIONS_DIRECTORY } from '../../database/applyMigrations';
import { problemOf } from '../../errors';
import { readChecks, saveCheck } from './checkStore';
import { doctorChecks } from './doctorChecks';

const { databases, ids } = testDatabases();

const MONDAY = new Date('2026-11-16T09:00:00Z');
const TUESDAY = new Date('2026-11-17T09:00:00Z');

function failed(at: Date, code: 'THROTTLED' | 'ROLE_MISSING'): Check {
  return {
    checkId: 'mfa',
    title: 'Not kept',
    group: 'consent',
    why: 'Not kept',
    status: 'fail',
    finding: 'It is broken.',
    problem: problemOf(code, at),
    values: [{ label: 'Id', value: '1' }],
    checkedAt: at.toISOString(),
  };
}

describe.each(ids)('the store of checks, on %s', databaseId => {
  it('keeps the latest result of each check, and since when it is broken', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
    const read = async () =>
      (await readChecks(knex, 'demo')).find(({ checkId }) => checkId === 'mfa');

    expect(
      (await readChecks(knex, 'demo')).map(({ checkId, status }) => [
        checkId,
        status,
      ]),
    ).toEqual(doctorChecks.map(({ checkId }) => [checkId, 'unknown']));

    await saveCheck(knex, 'demo', failed(MONDAY, 'THROTTLED'));
    await saveCheck(knex, 'other', failed(MONDAY, 'ROLE_MISSING'));
    await saveCheck(knex, 'demo', failed(TUESDAY, 'THROTTLED'));
    expect(await read()).toEqual({
      checkId: 'mfa',
      title: 'Multifactor authentication',
      group: 'consent',
      why: expect.any(String),
      status: 'fail',
      finding: 'It is broken.',
      problem: problemOf('THROTTLED', MONDAY),
      values: [{ label: 'Id', value: '1' }],
      checkedAt: TUESDAY.toISOString(),
    });

    await saveCheck(knex, 'demo', failed(TUESDAY, 'ROLE_MISSING'));
    expect((await read())?.problem).toEqual(problemOf('ROLE_MISSING', TUESDAY));
  });
});

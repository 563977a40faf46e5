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

import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { MigratedDatabases } from './MigratedDatabases';

/**
 * PostgreSQL and SQLite for tests, with all migrations done.
 *
 * @throws Error when PostgreSQL is meant to be there and is not. Tests of no
 * database at all would pass.
 */
export function testDatabases(): {
  databases: MigratedDatabases;
  ids: TestDatabaseId[];
} {
  const made: MigratedDatabases[] = [];
  // Hooks are called in the order of their making, and copies go first.
  afterAll(() => Promise.all(made.map(one => one.shutdown())), 60_000);
  const { databases, ids } = emptyDatabases();
  const migrated = new MigratedDatabases(id => databases.init(id));
  made.push(migrated);
  return { databases: migrated, ids };
}

/** As {@link testDatabases}, without any migration. */
export function emptyDatabases(): {
  databases: TestDatabases;
  ids: TestDatabaseId[];
} {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  if (
    process.env.CSP_COSTS_REQUIRE_POSTGRES &&
    !databases.supports('POSTGRES_18')
  ) {
    throw new Error(
      'PostgreSQL was meant to be tested and is not there: set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING, or use npm test',
    );
  }
  return { databases, ids: databases.eachSupportedId().map(([id]) => id) };
}

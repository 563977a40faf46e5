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

import knexFactory from 'knex';
import { startBackend } from './startBackend';

/**
 * A backend in a process of its own, for tests that kill it. Takes its
 * settings as JSON in the environment and runs until it is killed.
 */
async function main() {
  const { config, connection, now } = JSON.parse(
    process.env.CSP_COSTS_TEST_BACKEND!,
  );
  await startBackend({
    config,
    knex: knexFactory({ client: 'pg', connection }),
    now: () => new Date(now),
  });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

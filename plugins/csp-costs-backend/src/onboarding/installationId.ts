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

import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** Row of `installation`, which has one. */
interface InstallationRow {
  row: number;
  installation_id: string;
}

/**
 * What tells this portal apart from others that onboard the same tenants, such
 * as one for tests: eight hexadecimal digits, which are in the name of
 * everything that it makes there. The same on all of its instances.
 */
export async function installationIdOf(knex: Knex): Promise<string> {
  const rows = () => knex<InstallationRow>('installation').where({ row: 1 });
  await rows()
    .insert({ row: 1, installation_id: randomBytes(4).toString('hex') })
    .onConflict('row')
    .ignore();
  return (await rows().first())!.installation_id;
}

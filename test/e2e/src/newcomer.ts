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

import { askSimulator, type SimulatedCustomer } from './simulator';
import { newcomerUrl } from './stack';

/** What the directory of the newcomer has. */
export interface NewcomerDirectory {
  applications: { displayName: string; appId: string }[];
}

/** The partner tenant that nobody has onboarded yet. */
export async function newcomerTenant(): Promise<{
  name: string;
  domain: string;
  tenantId: string;
}> {
  return askSimulator(newcomerUrl, '/admin/partner');
}

/** All customers of the newcomer. */
export async function newcomerCustomers(): Promise<SimulatedCustomer[]> {
  return askSimulator(newcomerUrl, '/admin/customers');
}

/** Changes the newcomer's directory: policies, lag, people. */
export async function changeNewcomer(patch: object): Promise<void> {
  await askSimulator(newcomerUrl, '/admin/tenant', patch);
}

/** The applications that are registered in the newcomer's tenant. */
export async function newcomerDirectory(): Promise<NewcomerDirectory> {
  return askSimulator(newcomerUrl, '/admin/directory');
}

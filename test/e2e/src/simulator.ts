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

import { simulatorUrl } from './stack';

/** What a customer really cost in a month, as the simulator sums it up from its own lines. */
export interface CustomerTruth {
  customerId: string;
  customerName: string;
  billingCurrency: string;
  state: 'estimated' | 'invoiced';
  billedCost: string;
  taxCost: string;
  azureSubscriptions: { azureSubscriptionId: string; usageCost: string }[];
}

/** What a month really cost. */
export interface MonthTruth {
  billingPeriod: string;
  customers: CustomerTruth[];
  totals: {
    billingCurrency: string;
    billedCost: string;
    usageCost: string;
    otherCost: string;
    taxCost: string;
    /** Of a month that is invoiced. */
    invoiceId?: string;
    invoiceTotal?: string;
  }[];
}

/** A customer that the simulator has. */
export interface SimulatedCustomer {
  customerId: string;
  name: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  azureSubscriptions: { id: string; name: string }[];
}

/** The truth about one month, `YYYY-MM`. */
export async function truthOf(billingPeriod: string): Promise<MonthTruth> {
  return ask(`/admin/truth?billingPeriod=${billingPeriod}`);
}

/** All customers of the simulated partner. */
export async function simulatedCustomers(): Promise<SimulatedCustomer[]> {
  return ask('/admin/customers');
}

/** Ids and secret of the simulated partner. */
export async function simulatedPartner(): Promise<{
  tenantId: string;
  clientId: string;
  clientSecret: string;
}> {
  return ask('/admin/partner');
}

/** Changes the partner's directory: app registration, people, consents. */
export async function changeTenant(patch: object): Promise<void> {
  await ask('/admin/tenant', patch);
}

/** A refresh token of an account, as another tool might have got it. */
export async function refreshTokenOf(account: string): Promise<string> {
  const { refreshToken } = await ask<{ refreshToken: string }>(
    '/admin/refresh-token',
    { account },
  );
  return refreshToken;
}

async function ask<T>(path: string, body?: object): Promise<T> {
  return askSimulator(simulatorUrl, path, body);
}

/** Asks the admin API of a simulated Microsoft. */
export async function askSimulator<T>(
  url: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`The simulator answered ${response.status} to ${path}`);
  }
  return response.json() as Promise<T>;
}

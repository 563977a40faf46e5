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

import type { OnboardingCustomer } from 'backstage-plugin-csp-costs-common';
import {
  findBillingAccount,
  type FoundBillingAccount,
} from '../connectors/doctor/findBillingAccount';
import { ArmBillingClient } from '../microsoft/armBilling/ArmBillingClient';
import type { BillingAccount } from '../microsoft/armBilling/schemas';
import { discoverTenant } from '../microsoft/identity/discoverTenant';
import { isDomain } from './isDomain';
import type { OperatorAccess } from './StepContext';

const MOST = 20;
/** A list is asked for again after a while, since customers come and go. */
const KEPT_MS = 5 * 60_000;
/** Longest wait for a list. */
const LONGEST_MS = 60_000;

/**
 * Searches the customers of a tenant by a person's own access.
 *
 * @remarks A list is kept in memory for minutes, so that typing a name is one
 * request to Microsoft.
 */
export class CustomerSearch {
  readonly #now: () => Date;
  readonly #lists = new Map<
    string,
    { until: number; customers: Promise<OnboardingCustomer[]> }
  >();

  constructor(options: { now: () => Date }) {
    this.#now = options.now;
  }

  /**
   * Customers whose name or id has a text in it, or whose domain it is, by
   * name; at most 20. Those of all billing accounts of partner agreements that
   * the person sees.
   *
   * @throws MicrosoftError
   */
  async search(
    signInId: string,
    access: OperatorAccess,
    text: string,
    signal: AbortSignal,
  ): Promise<OnboardingCustomer[]> {
    const wanted = text.trim().toLowerCase();
    const customers = await this.#list(signInId, access);
    const found = customers.filter(
      ({ customerId, name }) =>
        name.toLowerCase().includes(wanted) || customerId.includes(wanted),
    );
    return found.length > 0
      ? found.slice(0, MOST)
      : ofDomain(wanted, customers, access, signal);
  }

  async #list(
    signInId: string,
    access: OperatorAccess,
  ): Promise<OnboardingCustomer[]> {
    const now = this.#now().getTime();
    for (const [id, { until }] of this.#lists) {
      if (until <= now) {
        this.#lists.delete(id);
      }
    }
    const known = this.#lists.get(signInId);
    if (known) {
      return known.customers;
    }
    // Whoever asked first may be gone while others wait for the same list.
    const customers = readCustomers(access, AbortSignal.timeout(LONGEST_MS));
    this.#lists.set(signInId, { until: now + KEPT_MS, customers });
    // What failed is asked for again.
    customers.catch(() => this.#lists.delete(signInId));
    return customers;
  }
}

/** Billing knows no domains, and the sign-in service knows whose each is. */
async function ofDomain(
  domain: string,
  customers: OnboardingCustomer[],
  { cloud }: OperatorAccess,
  signal: AbortSignal,
): Promise<OnboardingCustomer[]> {
  const tenant =
    customers.length > 0 && isDomain(domain)
      ? await discoverTenant({ cloud, tenant: domain, signal })
      : undefined;
  return customers.filter(({ customerId }) => customerId === tenant?.tenantId);
}

async function readCustomers(
  access: OperatorAccess,
  signal: AbortSignal,
): Promise<OnboardingCustomer[]> {
  const client = new ArmBillingClient(access);
  const found = findBillingAccount(await client.billingAccounts(signal));
  const customers = new Map<string, OnboardingCustomer>();
  for (const { name } of accountsOf(found)) {
    for (const customer of await client.customers(name, signal)) {
      const customerId = customer.name.toLowerCase();
      customers.set(customerId, {
        customerId,
        name: customer.displayName ?? customerId,
      });
    }
  }
  return [...customers.values()].sort((one, other) =>
    one.name.localeCompare(other.name),
  );
}

function accountsOf(found: FoundBillingAccount): BillingAccount[] {
  switch (found.outcome) {
    case 'found':
      return [found.account];
    case 'several':
      return found.accounts;
    default:
      return [];
  }
}

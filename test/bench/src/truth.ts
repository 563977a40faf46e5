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

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  CspCostsClient,
  CustomerCosts,
} from 'backstage-plugin-csp-costs-common';
import { MicrosoftSimulator } from '@internal/microsoft-simulator';
import { Backend, benchConfig } from './Backend';
import type { BenchOptions } from './ingest';
import { latestRun, settled } from './refresh';
import { report, round } from './report';
import { withDatabase } from './withDatabase';

const NOW = new Date('2026-11-15T09:00:00Z');
const CUSTOMERS = 1_000;
const MONTHS = 13;

/** Small, so that what takes time is the number of customers. */
const LINES_PER_CUSTOMER_DAY = 0.2;

const PAGE = 100;

/** Figures that are compared. */
const FIGURES = ['billedCost', 'usageCost', 'otherCost', 'taxCost'] as const;

/**
 * Collects thirteen months of a thousand customers and compares every customer,
 * currency and invoice with what the simulated Microsoft says is true.
 *
 * @throws Error when a figure differs in one digit.
 */
export async function truth(options: BenchOptions): Promise<void> {
  const simulator = await MicrosoftSimulator.start({
    now: NOW,
    customers: CUSTOMERS,
    months: MONTHS,
    linesPerCustomerDay: LINES_PER_CUSTOMER_DAY,
  });
  const archiveDirectory = await mkdtemp(join(options.directory, 'archive-'));
  try {
    await withDatabase(options.server, async (knex, connection) => {
      const startedAt = performance.now();
      const backend = await Backend.start({
        config: benchConfig(simulator, {
          archiveDirectory,
          billingCurrencies: [],
        }),
        connection,
        now: NOW.toISOString(),
      });
      try {
        await latestRun(backend);
        await settled(knex);
        const seconds = (performance.now() - startedAt) / 1000;
        const periods = await backend.api.getBillingPeriods();
        let compared = 0;
        const wrong: string[] = [];
        for (const { billingPeriod } of periods) {
          const found = await compare(backend.api, simulator, billingPeriod);
          compared += found.compared;
          wrong.push(...found.wrong);
        }
        report('truth', {
          customers: CUSTOMERS,
          months: periods.length,
          invoiced: periods.filter(({ state }) => state === 'invoiced').length,
          'figures compared': compared,
          'figures that differ': wrong.length,
          'collected in (s)': round(seconds, 0),
        });
        if (wrong.length > 0 || compared === 0) {
          throw new Error(`Differing: ${wrong.slice(0, 10).join('; ')}`);
        }
      } finally {
        await backend.stop();
      }
    });
  } finally {
    await simulator.stop();
    await rm(archiveDirectory, { recursive: true, force: true });
  }
}

async function compare(
  api: CspCostsClient,
  simulator: MicrosoftSimulator,
  billingPeriod: string,
): Promise<{ compared: number; wrong: string[] }> {
  const expected = simulator.truth(billingPeriod);
  const { totals } = await api.getCostSummary({ billingPeriod });
  const customers = await allCustomers(api, billingPeriod);
  const wrong: string[] = [];
  let compared = 0;
  const look = (what: string, shown: unknown, is: unknown) => {
    compared++;
    if (shown !== is) {
      wrong.push(`${billingPeriod} ${what}: ${shown} instead of ${is}`);
    }
  };
  // An invoice has all charges of one currency.
  for (const total of expected.totals) {
    const shown = totals.find(
      one => one.billingCurrency === total.billingCurrency,
    );
    for (const figure of FIGURES) {
      look(
        `${total.billingCurrency} ${figure}`,
        shown?.[figure],
        total[figure],
      );
    }
  }
  look('currencies', totals.length, expected.totals.length);
  look('customers', customers.size, expected.customers.length);
  for (const customer of expected.customers) {
    const shown = customers.get(customer.customerId)?.totals;
    for (const figure of ['billingCurrency', ...FIGURES] as const) {
      look(
        `${customer.customerId} ${figure}`,
        shown?.length === 1 ? shown[0]![figure] : undefined,
        customer[figure],
      );
    }
  }
  return { compared, wrong };
}

async function allCustomers(
  api: CspCostsClient,
  billingPeriod: string,
): Promise<Map<string, CustomerCosts>> {
  const customers = new Map<string, CustomerCosts>();
  for (;;) {
    const { items } = await api.getCustomers({
      billingPeriod,
      limit: PAGE,
      offset: customers.size,
    });
    items.forEach(one => customers.set(one.customerId, one));
    if (items.length < PAGE) {
      return customers;
    }
  }
}

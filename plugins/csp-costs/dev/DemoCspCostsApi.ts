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
  addMonths,
  compareDecimals,
  DEFAULT_BUDGET_THRESHOLDS,
  sumDecimals,
  type Backfill,
  type BillingPeriod,
  type BillingPeriodInfo,
  type BreakdownDimension,
  type BreakdownRow,
  type Budget,
  type BudgetInput,
  type ChargesPage,
  type Comparison,
  type Connector,
  type ConnectorWarning,
  type CostBreakdown,
  type CostChanges,
  type CostChangesQuery,
  type CostExport,
  type CostExportQuery,
  type CostTrend,
  type CostTrendQuery,
  type CostScope,
  type CostSummary,
  type CspCostsApi,
  type CustomerCosts,
  type CustomerCostsPage,
  type CustomerInvoice,
  type InvoiceDetail,
  type InvoiceDocument,
  type InvoicesPage,
  type CustomerSubscriptions,
  type EntityClaims,
  type CustomersQuery,
  type DirectoryPage,
  type ExchangeRates,
  type FailedJobsPage,
  type Generation,
  type GenerationsPage,
  type GenerationsQuery,
  type MeterPrices,
  type PausedCollection,
  type RestatementsPage,
  type RestatementsQuery,
  type RetailCosts,
  type RetailCostsQuery,
  type Run,
  type RunDetail,
  type StartedConsent,
} from 'backstage-plugin-csp-costs-common';
import {
  CHECKS,
  CONNECTORS,
  ROLE_PROBLEM,
} from '../src/__testUtils__/connectorFixtures';
import { FakeConnectors } from '../src/__testUtils__/FakeConnectors';
import { RESTATEMENTS } from '../src/__testUtils__/ledgerFixtures';
import { CONNECTOR_ID, coverageOf, DemoRuns } from './demoCollection';
import { INVOICES } from './demoInvoices';
import {
  addTotals,
  CURRENT_PERIOD,
  CUSTOMERS,
  PERIODS,
  splitAmount,
  stateOf,
  TODAY,
  totalOf,
} from './demoCosts';
import { BUDGETS, subscriptionsOf } from './demoCustomers';
import { changesOf, trendOf } from './demoTrend';

const LATENCY_MS = 120;

const NAMES: Record<BreakdownDimension, string[]> = {
  service: [
    'Virtual Machines',
    'Storage',
    'Azure SQL Database',
    'Microsoft 365 E5',
    'Azure Monitor',
    '',
  ],
  product: [
    'Virtual Machines Dsv5 Series - D8s v5 - EU West',
    'Premium SSD Managed Disks - P30 LRS - Disk - EU West',
    'Microsoft 365 E5 (no Teams)',
    'SQL Database Single/Elastic Pool General Purpose - vCore',
    'Log Analytics - Data Ingestion',
    'Bandwidth Inter-Region - Intra Continent Data Transfer Out',
    'Azure Reservations, Standard_E8s_v5, 1 year',
    'Load Balancer - Standard Data Processed',
    'Azure Blob Storage - Hot LRS Write Operations',
    'Key Vault - Operations',
    'Static Public IP Addresses',
    'Azure DNS - Public Queries',
  ],
  resourceGroup: [
    'rg-production',
    'rg-data-platform',
    'rg-shared-services',
    'rg-test',
    '',
  ],
  azureSubscription: ['Production', 'Data platform', 'Sandbox'],
  chargeCategory: ['Usage', 'Purchase', 'Adjustment'],
  customer: [],
  resource: ['vm-web-01', 'vm-web-02', 'sql-orders', 'st-backup', ''],
  region: ['westeurope', 'northeurope', 'germanywestcentral', ''],
  tag: ['shop', 'search', 'platform', ''],
  entity: [],
};

/**
 * An invented partner with forty customers, two currencies and a stale source,
 * and connectors in every state, all in memory and the same every time. Every
 * second sign-in with Microsoft fails.
 */
export class DemoCspCostsApi extends FakeConnectors implements CspCostsApi {
  readonly #runs = new DemoRuns();
  readonly #paused = new Map<string, PausedCollection>();
  #budgets: Budget[] = BUDGETS;
  #signIns = 0;

  constructor() {
    super(CONNECTORS, {
      options: {
        redirectUrl: `${window.location.origin}/api/csp-costs/consent/callback`,
      },
      checks: { [CONNECTOR_ID]: CHECKS },
      pause: () => latency(400),
    });
  }

  async getBillingPeriods(): Promise<BillingPeriodInfo[]> {
    await latency();
    return PERIODS.map(billingPeriod => ({
      billingPeriod,
      state: stateOf(billingPeriod),
      billingCurrencies: ['EUR', 'USD'],
    }));
  }

  async getCostSummary(
    query: CostScope & { billingPeriod: BillingPeriod },
  ): Promise<CostSummary> {
    await latency();
    const customers = inScope(query);
    const currencies = ['EUR', 'USD'].filter(currency =>
      customers.some(customer => customer.currencies.includes(currency)),
    );
    return {
      billingPeriod: query.billingPeriod,
      comparison: comparisonOf(query.billingPeriod),
      totals: currencies.map(currency =>
        addTotals(
          customers
            .filter(customer => customer.currencies.includes(currency))
            .map(customer => totalOf(customer, query.billingPeriod, currency)),
        ),
      ),
      coverage: coverageOf(
        currencies,
        query.billingPeriod === CURRENT_PERIOD,
        await this.#warnings(currencies),
      ),
    };
  }

  async getEntityClaims(entityRef: string): Promise<EntityClaims> {
    await latency();
    const customer = CUSTOMERS.find(one => entityRef === refOf(one));
    return {
      entityRef,
      claims: customer
        ? [
            {
              origin: 'annotation',
              customers: [
                { id: customer.customerId, name: customer.customerName },
              ],
            },
          ]
        : [],
      partCount: 0,
      problems: [],
    };
  }

  async getCostBreakdown(
    query: CostScope & {
      billingPeriod: BillingPeriod;
      dimension: BreakdownDimension;
    },
  ): Promise<CostBreakdown> {
    const { billingPeriod, dimension } = query;
    const summary = await this.getCostSummary(query);
    if (dimension === 'customer') {
      return {
        billingPeriod,
        comparison: summary.comparison,
        dimension,
        rows: byCustomer(billingPeriod),
      };
    }
    return {
      billingPeriod,
      comparison: summary.comparison,
      dimension,
      rows: summary.totals.flatMap(total => {
        const seed = `${dimension} ${total.billingCurrency}`;
        const before = splitAmount(
          total.comparableCost ?? '0',
          NAMES[dimension],
          `${seed} before`,
        );
        return splitAmount(total.billedCost, NAMES[dimension], seed).map(
          (row, index): BreakdownRow => ({
            ...row,
            id:
              dimension === 'azureSubscription'
                ? `5f1c2d3e-0000-4000-8000-00000000000${index}`
                : undefined,
            billingCurrency: total.billingCurrency,
            state: total.state,
            comparableCost:
              index === 2
                ? '0'
                : before.find(({ name }) => name === row.name)?.billedCost,
          }),
        );
      }),
    };
  }

  async getCostTrend(query: CostTrendQuery): Promise<CostTrend> {
    const { billingPeriod, dimension, limit = 8 } = query;
    const { comparison, totals } = await this.getCostSummary(query);
    const names =
      dimension === 'customer'
        ? CUSTOMERS.map(({ customerName }) => customerName)
        : NAMES[dimension];
    return {
      billingPeriod,
      comparison,
      dimension,
      totals: totals.map(total => trendOf(total, names, limit)),
    };
  }

  async getCostChanges(query: CostChangesQuery): Promise<CostChanges> {
    const { billingPeriod, limit = 5 } = query;
    const { comparison, totals } = await this.getCostSummary(query);
    const { rows } = await this.getCostBreakdown({
      ...query,
      dimension: 'service',
    });
    return {
      billingPeriod,
      comparison,
      totals: totals.map(total =>
        changesOf(
          total,
          rows.filter(
            ({ billingCurrency }) => billingCurrency === total.billingCurrency,
          ),
          limit,
        ),
      ),
    };
  }

  async exportCharges({ format }: CostExportQuery): Promise<CostExport> {
    await latency();
    return {
      fileName: `charges.${format}`,
      content: new Blob(['BilledCost,BillingCurrency\r\n']),
    };
  }

  async getExchangeRates({ month }: { month: string }): Promise<ExchangeRates> {
    await latency();
    return { month, items: [], coverage: [] };
  }

  async getPrices({ month }: { month: string }): Promise<MeterPrices> {
    await latency();
    return { month, items: [], coverage: [] };
  }

  async getRetailCosts({
    billingPeriod,
    metric = 'actual',
  }: RetailCostsQuery): Promise<RetailCosts> {
    await latency();
    return {
      billingPeriod,
      metric,
      totals: [],
      coverage: { complete: false, slices: [], connectors: [] },
    };
  }

  async getCharges(): Promise<ChargesPage> {
    await latency();
    return { items: [], linesRemoved: [] };
  }

  async getCustomers(query: CustomersQuery): Promise<CustomerCostsPage> {
    await latency();
    const {
      billingPeriod,
      search = '',
      billingCurrency,
      sortBy = 'cost',
      order = sortBy === 'name' ? 'asc' : 'desc',
      offset = 0,
      limit = 24,
    } = query;
    const wanted = search.toLocaleLowerCase();
    const warnings = await this.#warnings(['USD']);
    const items = CUSTOMERS.filter(
      customer =>
        [customer.customerName, customer.domainName, customer.customerId].some(
          text => text?.toLocaleLowerCase().includes(wanted),
        ) &&
        (!billingCurrency || customer.currencies.includes(billingCurrency)),
    ).map((customer): CustomerCosts => {
      const { currencies, scale, ...identity } = customer;
      return {
        ...identity,
        totals:
          scale === 0
            ? []
            : currencies.map(currency =>
                totalOf(customer, billingPeriod, currency),
              ),
        coverage: coverageOf(
          currencies,
          billingPeriod === CURRENT_PERIOD,
          currencies.includes('USD') ? warnings : [],
        ),
      };
    });
    const direction = order === 'asc' ? 1 : -1;
    items.sort((a, b) => {
      if (sortBy === 'name') {
        return direction * a.customerName.localeCompare(b.customerName);
      }
      const [left, right] = [a, b].map(customer => {
        const total = customer.totals[0];
        const cost = total?.billedCost ?? '0';
        return sortBy === 'cost'
          ? cost
          : sumDecimals([cost, `-${total?.comparableCost ?? '0'}`]);
      }) as [string, string];
      return direction * compareDecimals(left, right);
    });
    return {
      billingPeriod,
      comparison: comparisonOf(billingPeriod),
      totalCount: items.length,
      items: items.slice(offset, offset + limit),
    };
  }

  async getDirectory(): Promise<DirectoryPage> {
    await latency();
    return { connectors: [], items: [] };
  }

  async getCustomerSubscriptions(
    customerId: string,
  ): Promise<CustomerSubscriptions> {
    await latency();
    return subscriptionsOf(customerId);
  }

  async getCustomerInvoices(): Promise<CustomerInvoice[]> {
    await latency();
    return [];
  }

  async getInvoices(): Promise<InvoicesPage> {
    await latency();
    return { totalCount: INVOICES.length, items: INVOICES };
  }

  async getInvoice({
    invoiceId,
  }: {
    invoiceId: string;
  }): Promise<InvoiceDetail> {
    await latency();
    const invoice = INVOICES.find(one => one.invoiceId === invoiceId);
    if (!invoice) {
      throw new Error(`No invoice ${invoiceId}`);
    }
    return invoice;
  }

  async getInvoiceDocument({
    invoiceId,
  }: {
    invoiceId: string;
  }): Promise<InvoiceDocument> {
    await latency();
    return {
      fileName: `${invoiceId}.pdf`,
      content: new Blob(['%PDF-1.4'], { type: 'application/pdf' }),
    };
  }

  async getBudgets(): Promise<Budget[]> {
    await latency();
    return this.#budgets;
  }

  async setBudget(
    customerId: string,
    billingCurrency: string,
    input: BudgetInput,
  ): Promise<Budget> {
    await latency(400);
    const budget = {
      customerId,
      billingCurrency,
      monthlyAmount: input.monthlyAmount,
      thresholds: input.thresholds ?? [...DEFAULT_BUDGET_THRESHOLDS],
      revision: (input.revision ?? 0) + 1,
      updatedBy: 'user:default/guest',
      updatedAt: `${TODAY}T09:00:00Z`,
    };
    this.#budgets = [...this.#without(customerId, billingCurrency), budget];
    return budget;
  }

  async deleteBudget(
    customerId: string,
    billingCurrency: string,
  ): Promise<void> {
    await latency(400);
    this.#budgets = this.#without(customerId, billingCurrency);
  }

  #without(customerId: string, billingCurrency: string): Budget[] {
    return this.#budgets.filter(
      budget =>
        budget.customerId !== customerId ||
        budget.billingCurrency !== billingCurrency,
    );
  }

  async getConnectors(): Promise<Connector[]> {
    await latency();
    const connectors = await super.getConnectors();
    return connectors.map(connector => this.#withRuns(connector));
  }

  async getConnector(connectorId: string): Promise<Connector> {
    await latency();
    return this.#withRuns(await super.getConnector(connectorId));
  }

  async startConsent(connectorId: string): Promise<StartedConsent> {
    await latency();
    const started = await super.startConsent(connectorId);
    const fails = this.#signIns++ % 2 === 1;
    setTimeout(
      () => this.endConsent(connectorId, fails ? ROLE_PROBLEM : undefined),
      4_000,
    );
    // There is no Microsoft here; the window stays as it is.
    return { ...started, startUrl: window.location.href };
  }

  async getGenerations(query: GenerationsQuery = {}): Promise<GenerationsPage> {
    await latency();
    const generation = this.#runs.withheld();
    return {
      items:
        query.connectorId === CONNECTOR_ID && query.status === generation.status
          ? [generation]
          : [],
    };
  }

  async publishGeneration(): Promise<Generation> {
    await latency();
    return this.#runs.decide('published');
  }

  async discardGeneration(): Promise<Generation> {
    await latency();
    return this.#runs.decide('discarded');
  }

  async getRestatements({
    customerId,
    cursor,
  }: RestatementsQuery = {}): Promise<RestatementsPage> {
    await latency();
    const customer = CUSTOMERS.find(
      candidate => candidate.customerId === customerId,
    );
    if (!customer?.currencies.includes('EUR')) {
      return { items: [] };
    }
    const items = RESTATEMENTS.map(restatement => ({
      ...restatement,
      customerId: customer.customerId,
      customerName: customer.customerName,
    }));
    return cursor
      ? { items: items.slice(2) }
      : { items: items.slice(0, 2), nextCursor: 'the-rest' };
  }

  async getRuns(connectorId: string): Promise<Run[]> {
    await latency();
    return connectorId === CONNECTOR_ID ? this.#runs.list() : [];
  }

  async getRun(runId: string): Promise<RunDetail> {
    await latency();
    return this.#runs.get(runId);
  }

  async startRun(): Promise<Run> {
    await latency();
    return this.#runs.start();
  }

  async cancelRun(runId: string): Promise<RunDetail> {
    await latency();
    return this.#runs.cancel(runId);
  }

  async retryRun(): Promise<RunDetail> {
    await latency();
    return this.#runs.start();
  }

  async retryJob(): Promise<RunDetail> {
    return this.retryRun();
  }

  async getFailedJobs(): Promise<FailedJobsPage> {
    await latency();
    return { items: [] };
  }

  async getBackfill(connectorId: string): Promise<Backfill> {
    await latency();
    return {
      connectorId,
      from: addMonths(CURRENT_PERIOD, -13),
      monthCount: 13,
      collectedMonthCount: 9,
      failedMonthCount: 1,
      noDataMonthCount: 0,
      oldestCollectedMonth: addMonths(CURRENT_PERIOD, -9),
      lineCount: 1_204_377,
      done: false,
    };
  }

  async pauseCollection(connectorId: string): Promise<Connector> {
    this.#paused.set(connectorId, { since: new Date().toISOString() });
    return this.getConnector(connectorId);
  }

  async resumeCollection(connectorId: string): Promise<Connector> {
    this.#paused.delete(connectorId);
    return this.getConnector(connectorId);
  }

  #withRuns(connector: Connector): Connector {
    const paused = this.#paused.get(connector.connectorId);
    return {
      ...connector,
      ...(connector.connectorId === CONNECTOR_ID && {
        lastRun: this.#runs.list()[0],
      }),
      ...(paused && { paused, nextRunAt: undefined }),
    };
  }

  /** What the figures in a currency say of the connectors they come from. */
  async #warnings(currencies: string[]): Promise<ConnectorWarning[]> {
    const connectors = await super.getConnectors();
    return connectors
      .filter(
        ({ health, settings }) =>
          health.status === 'expiring' &&
          settings.billingCurrencies.some(currency =>
            currencies.includes(currency),
          ),
      )
      .map(({ connectorId, settings, health }) => ({
        connectorId,
        title: settings.title,
        ...health,
      }));
  }
}

/** Entities of customers, by the names of those. */
function refOf({ customerName }: { customerName: string }): string {
  const name = customerName.toLocaleLowerCase('en-US').replaceAll(' ', '-');
  return `resource:default/${name}`;
}

function inScope({ customerId, azureSubscriptionId, entityRef }: CostScope) {
  if (azureSubscriptionId) {
    return CUSTOMERS.slice(1, 2);
  }
  if (entityRef) {
    return CUSTOMERS.filter(customer => refOf(customer) === entityRef);
  }
  return customerId
    ? CUSTOMERS.filter(customer => customer.customerId === customerId)
    : CUSTOMERS.filter(customer => customer.scale > 0);
}

function byCustomer(billingPeriod: BillingPeriod): BreakdownRow[] {
  return CUSTOMERS.flatMap(customer =>
    customer.currencies.map((billingCurrency): BreakdownRow => {
      const total = totalOf(customer, billingPeriod, billingCurrency);
      return {
        id: customer.customerId,
        name: customer.customerName,
        billingCurrency,
        billedCost: total.billedCost,
        state: total.state,
        comparableCost: total.comparableCost,
      };
    }),
  );
}

function comparisonOf(billingPeriod: BillingPeriod): Comparison {
  return {
    billingPeriod: addMonths(billingPeriod, -1),
    throughDate: billingPeriod === CURRENT_PERIOD ? TODAY : undefined,
  };
}

function latency(milliseconds = LATENCY_MS): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}

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

import type { EntityClaims } from './attributionTypes';
import type { Budget, BudgetInput } from './budgetTypes';
import type { Backfill, FailedJobsPage } from './collectionTypes';
import type { CspCostsApi, RequestOptions } from './CspCostsApi';
import { CspCostsRequests } from './CspCostsRequests';
import { queryString } from './queryString';
import type { ChargesPage } from './chargeTypes';
import type {
  Check,
  Connector,
  ConnectorOptions,
  ConsentAttempt,
  ConsentLink,
  StartedConsent,
} from './connectorTypes';
import type { CustomerInvoice } from './customerInvoiceTypes';
import type { DirectoryPage } from './directoryTypes';
import type { Generation, GenerationsPage } from './generationTypes';
import type { ExchangeRates, MeterPrices } from './priceTypes';
import type {
  InvoiceDetail,
  InvoiceDocument,
  InvoicesPage,
} from './invoiceTypes';
import type { RestatementsPage } from './restatementTypes';
import type { RetailCosts } from './retailTypes';
import type { CustomerSubscriptions } from './subscriptionTypes';
import type { CostChanges, CostExport, CostTrend } from './trendTypes';
import type {
  BillingPeriodInfo,
  CostBreakdown,
  CostSummary,
  CustomerCostsPage,
  Run,
  RunDetail,
} from './types';

/**
 * Calls the csp-costs backend over HTTP.
 *
 * @public
 */
export class CspCostsClient implements CspCostsApi {
  readonly #requests: CspCostsRequests;

  /**
   * @param options - Backstage's discovery, and a fetch that adds the caller's
   * identity.
   */
  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#requests = new CspCostsRequests(options);
  }

  /** {@inheritdoc CspCostsApi.getBillingPeriods} */
  async getBillingPeriods(
    options?: RequestOptions,
  ): Promise<BillingPeriodInfo[]> {
    const { items } = await this.#requests.json<{ items: BillingPeriodInfo[] }>(
      '/billing-periods',
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getCostSummary} */
  getCostSummary(
    query: Parameters<CspCostsApi['getCostSummary']>[0],
    options?: RequestOptions,
  ): Promise<CostSummary> {
    return this.#requests.json(
      `/costs/summary${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getEntityClaims} */
  getEntityClaims(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityClaims> {
    return this.#requests.json(
      `/entities/claims${queryString({ entityRef })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCostBreakdown} */
  getCostBreakdown(
    query: Parameters<CspCostsApi['getCostBreakdown']>[0],
    options?: RequestOptions,
  ): Promise<CostBreakdown> {
    return this.#requests.json(
      `/costs/breakdown${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCostTrend} */
  getCostTrend(
    query: Parameters<CspCostsApi['getCostTrend']>[0],
    options?: RequestOptions,
  ): Promise<CostTrend> {
    return this.#requests.json(
      `/costs/trend${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCostChanges} */
  getCostChanges(
    query: Parameters<CspCostsApi['getCostChanges']>[0],
    options?: RequestOptions,
  ): Promise<CostChanges> {
    return this.#requests.json(
      `/costs/changes${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.exportCharges} */
  async exportCharges(
    query: Parameters<CspCostsApi['exportCharges']>[0],
    options?: RequestOptions,
  ): Promise<CostExport> {
    const response = await this.#requests.send(
      `/costs/export${queryString({ ...query })}`,
      options,
    );
    const disposition = response.headers.get('content-disposition') ?? '';
    return {
      fileName:
        /filename="([^"]+)"/.exec(disposition)?.[1] ?? `costs.${query.format}`,
      content: await response.blob(),
    };
  }

  /** {@inheritdoc CspCostsApi.getRetailCosts} */
  getRetailCosts(
    query: Parameters<CspCostsApi['getRetailCosts']>[0],
    options?: RequestOptions,
  ): Promise<RetailCosts> {
    return this.#requests.json(
      `/costs/retail${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCharges} */
  getCharges(
    query: Parameters<CspCostsApi['getCharges']>[0],
    options?: RequestOptions,
  ): Promise<ChargesPage> {
    return this.#requests.json(`/charges${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getExchangeRates} */
  getExchangeRates(
    query: Parameters<CspCostsApi['getExchangeRates']>[0],
    options?: RequestOptions,
  ): Promise<ExchangeRates> {
    return this.#requests.json(
      `/exchange-rates${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getPrices} */
  getPrices(
    query: Parameters<CspCostsApi['getPrices']>[0],
    options?: RequestOptions,
  ): Promise<MeterPrices> {
    return this.#requests.json(`/prices${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getCustomers} */
  getCustomers(
    query: Parameters<CspCostsApi['getCustomers']>[0],
    options?: RequestOptions,
  ): Promise<CustomerCostsPage> {
    return this.#requests.json(
      `/customers${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getDirectory} */
  getDirectory(
    query: Parameters<CspCostsApi['getDirectory']>[0] = {},
    options?: RequestOptions,
  ): Promise<DirectoryPage> {
    return this.#requests.json(
      `/directory${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCustomerSubscriptions} */
  getCustomerSubscriptions(
    customerId: string,
    options?: RequestOptions,
  ): Promise<CustomerSubscriptions> {
    const path = `/customers/${encodeURIComponent(customerId)}/subscriptions`;
    return this.#requests.json(path, options);
  }

  /** {@inheritdoc CspCostsApi.getCustomerInvoices} */
  async getCustomerInvoices(
    customerId: string,
    options?: RequestOptions,
  ): Promise<CustomerInvoice[]> {
    const { items } = await this.#requests.json<{ items: CustomerInvoice[] }>(
      `/customers/${encodeURIComponent(customerId)}/invoices`,
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getBudgets} */
  async getBudgets(
    query: Parameters<CspCostsApi['getBudgets']>[0] = {},
    options?: RequestOptions,
  ): Promise<Budget[]> {
    const { items } = await this.#requests.json<{ items: Budget[] }>(
      `/budgets${queryString({ ...query })}`,
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.setBudget} */
  setBudget(
    customerId: string,
    billingCurrency: string,
    input: BudgetInput,
    options?: RequestOptions,
  ): Promise<Budget> {
    const path = budgetPath(customerId, billingCurrency);
    return this.#requests.json(path, options, 'PUT', input);
  }

  /** {@inheritdoc CspCostsApi.deleteBudget} */
  deleteBudget(
    customerId: string,
    billingCurrency: string,
    revision: number,
    options?: RequestOptions,
  ): Promise<void> {
    const path = budgetPath(customerId, billingCurrency);
    return this.#requests.json(
      `${path}${queryString({ revision })}`,
      options,
      'DELETE',
    );
  }

  /** {@inheritdoc CspCostsApi.getConnectors} */
  async getConnectors(options?: RequestOptions): Promise<Connector[]> {
    const { items } = await this.#requests.json<{ items: Connector[] }>(
      '/connectors',
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getConnector} */
  getConnector(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(connectorPath(connectorId), options);
  }

  /** {@inheritdoc CspCostsApi.getConnectorOptions} */
  getConnectorOptions(options?: RequestOptions): Promise<ConnectorOptions> {
    return this.#requests.json('/connector-options', options);
  }

  /** {@inheritdoc CspCostsApi.createConnector} */
  createConnector(
    input: Parameters<CspCostsApi['createConnector']>[0],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json('/connectors', options, 'POST', input);
  }

  /** {@inheritdoc CspCostsApi.updateConnector} */
  updateConnector(
    connectorId: string,
    input: Parameters<CspCostsApi['updateConnector']>[1],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId),
      options,
      'PUT',
      input,
    );
  }

  /** {@inheritdoc CspCostsApi.deleteConnector} */
  async deleteConnector(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#requests.json(connectorPath(connectorId), options, 'DELETE');
  }

  /** {@inheritdoc CspCostsApi.setCredential} */
  setCredential(
    connectorId: string,
    input: Parameters<CspCostsApi['setCredential']>[1],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'credential'),
      options,
      'PUT',
      input,
    );
  }

  /** {@inheritdoc CspCostsApi.generateCertificate} */
  generateCertificate(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'next-certificate'),
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.activateCertificate} */
  activateCertificate(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'next-certificate/activation'),
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.importRefreshToken} */
  importRefreshToken(
    connectorId: string,
    input: Parameters<CspCostsApi['importRefreshToken']>[1],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'refresh-token'),
      options,
      'PUT',
      input,
    );
  }

  /** {@inheritdoc CspCostsApi.disconnect} */
  disconnect(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'credentials'),
      options,
      'DELETE',
    );
  }

  /** {@inheritdoc CspCostsApi.startConsent} */
  startConsent(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<StartedConsent> {
    return this.#requests.json(
      connectorPath(connectorId, 'consents'),
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.getConsent} */
  getConsent(
    connectorId: string,
    consentId: string,
    options?: RequestOptions,
  ): Promise<ConsentAttempt> {
    return this.#requests.json(
      connectorPath(connectorId, `consents/${encodeURIComponent(consentId)}`),
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.createConsentLink} */
  createConsentLink(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<ConsentLink> {
    return this.#requests.json(
      connectorPath(connectorId, 'consent-links'),
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.setConsentDeadline} */
  setConsentDeadline(
    connectorId: string,
    input: Parameters<CspCostsApi['setConsentDeadline']>[1],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'consent-deadline'),
      options,
      input ? 'PUT' : 'DELETE',
      input,
    );
  }

  /** {@inheritdoc CspCostsApi.getChecks} */
  async getChecks(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Check[]> {
    const { items } = await this.#requests.json<{ items: Check[] }>(
      connectorPath(connectorId, 'checks'),
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.runChecks} */
  async runChecks(
    connectorId: string,
    input: Parameters<CspCostsApi['runChecks']>[1] = {},
    options?: RequestOptions,
  ): Promise<Check[]> {
    const { items } = await this.#requests.json<{ items: Check[] }>(
      connectorPath(connectorId, 'checks'),
      options,
      'POST',
      input,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getGenerations} */
  getGenerations(
    query: Parameters<CspCostsApi['getGenerations']>[0] = {},
    options?: RequestOptions,
  ): Promise<GenerationsPage> {
    return this.#requests.json(
      `/generations${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.publishGeneration} */
  publishGeneration(
    generationId: string,
    options?: RequestOptions,
  ): Promise<Generation> {
    return this.#requests.json(
      `/generations/${encodeURIComponent(generationId)}/publish`,
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.discardGeneration} */
  discardGeneration(
    generationId: string,
    options?: RequestOptions,
  ): Promise<Generation> {
    return this.#requests.json(
      `/generations/${encodeURIComponent(generationId)}/discard`,
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.getInvoices} */
  getInvoices(
    query: Parameters<CspCostsApi['getInvoices']>[0] = {},
    options?: RequestOptions,
  ): Promise<InvoicesPage> {
    return this.#requests.json(
      `/invoices${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getInvoice} */
  getInvoice(
    query: Parameters<CspCostsApi['getInvoice']>[0],
    options?: RequestOptions,
  ): Promise<InvoiceDetail> {
    return this.#requests.json(invoicePath(query), options);
  }

  /** {@inheritdoc CspCostsApi.getInvoiceDocument} */
  async getInvoiceDocument(
    query: Parameters<CspCostsApi['getInvoiceDocument']>[0],
    options?: RequestOptions,
  ): Promise<InvoiceDocument> {
    const response = await this.#requests.send(
      invoicePath(query, '/document'),
      options,
    );
    return {
      fileName: `${query.invoiceId}.pdf`,
      content: await response.blob(),
    };
  }

  /** {@inheritdoc CspCostsApi.getRestatements} */
  getRestatements(
    query: Parameters<CspCostsApi['getRestatements']>[0] = {},
    options?: RequestOptions,
  ): Promise<RestatementsPage> {
    return this.#requests.json(
      `/restatements${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getRuns} */
  async getRuns(connectorId: string, options?: RequestOptions): Promise<Run[]> {
    const { items } = await this.#requests.json<{ items: Run[] }>(
      connectorPath(connectorId, 'runs'),
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getRun} */
  getRun(runId: string, options?: RequestOptions): Promise<RunDetail> {
    return this.#requests.json(`/runs/${encodeURIComponent(runId)}`, options);
  }

  /** {@inheritdoc CspCostsApi.startRun} */
  startRun(connectorId: string, options?: RequestOptions): Promise<Run> {
    return this.#requests.json(
      connectorPath(connectorId, 'runs'),
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.cancelRun} */
  cancelRun(runId: string, options?: RequestOptions): Promise<RunDetail> {
    const path = `/runs/${encodeURIComponent(runId)}/cancel`;
    return this.#requests.json(path, options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.retryRun} */
  retryRun(runId: string, options?: RequestOptions): Promise<RunDetail> {
    const path = `/runs/${encodeURIComponent(runId)}/retry`;
    return this.#requests.json(path, options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.retryJob} */
  retryJob(jobId: string, options?: RequestOptions): Promise<RunDetail> {
    const path = `/jobs/${encodeURIComponent(jobId)}/retry`;
    return this.#requests.json(path, options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.getFailedJobs} */
  getFailedJobs(
    query: Parameters<CspCostsApi['getFailedJobs']>[0] = {},
    options?: RequestOptions,
  ): Promise<FailedJobsPage> {
    const path = `/jobs${queryString({ status: 'failed', ...query })}`;
    return this.#requests.json(path, options);
  }

  /** {@inheritdoc CspCostsApi.getBackfill} */
  getBackfill(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Backfill> {
    return this.#requests.json(connectorPath(connectorId, 'backfill'), options);
  }

  /** {@inheritdoc CspCostsApi.pauseCollection} */
  pauseCollection(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'pause'),
      options,
      'POST',
    );
  }

  /** {@inheritdoc CspCostsApi.resumeCollection} */
  resumeCollection(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#requests.json(
      connectorPath(connectorId, 'resume'),
      options,
      'POST',
    );
  }
}

function connectorPath(connectorId: string, rest?: string): string {
  const path = `/connectors/${encodeURIComponent(connectorId)}`;
  return rest ? `${path}/${rest}` : path;
}

function budgetPath(customerId: string, billingCurrency: string): string {
  return `/budgets/${encodeURIComponent(customerId)}/${encodeURIComponent(
    billingCurrency,
  )}`;
}

function invoicePath(
  { connectorId, invoiceId }: { connectorId: string; invoiceId: string },
  rest = '',
): string {
  return `/invoices/${encodeURIComponent(invoiceId)}${rest}${queryString({
    connectorId,
  })}`;
}

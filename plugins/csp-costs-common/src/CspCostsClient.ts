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

import { ResponseError } from '@backstage/errors';
import type { EntityClaims } from './attributionTypes';
import type { Budget, BudgetInput } from './budgetTypes';
import type { Backfill, FailedJobsPage } from './collectionTypes';
import type { CspCostsApi, RequestOptions } from './CspCostsApi';
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
  CostScope,
  CostSummary,
  CustomerCostsPage,
  Run,
  RunDetail,
} from './types';

type QueryValue = string | number | boolean | undefined;

/**
 * Calls the csp-costs backend over HTTP.
 *
 * @public
 */
export class CspCostsClient implements CspCostsApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  /**
   * @param options - Backstage's discovery, and a fetch that adds the caller's
   * identity.
   */
  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritdoc CspCostsApi.getBillingPeriods} */
  async getBillingPeriods(
    options?: RequestOptions,
  ): Promise<BillingPeriodInfo[]> {
    const { items } = await this.#request<{ items: BillingPeriodInfo[] }>(
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
    return this.#request(`/costs/summary${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getEntityClaims} */
  getEntityClaims(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityClaims> {
    return this.#request(
      `/entities/claims${queryString({ entityRef })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCostBreakdown} */
  getCostBreakdown(
    query: Parameters<CspCostsApi['getCostBreakdown']>[0],
    options?: RequestOptions,
  ): Promise<CostBreakdown> {
    return this.#request(
      `/costs/breakdown${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getCostTrend} */
  getCostTrend(
    query: Parameters<CspCostsApi['getCostTrend']>[0],
    options?: RequestOptions,
  ): Promise<CostTrend> {
    return this.#request(`/costs/trend${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getCostChanges} */
  getCostChanges(
    query: Parameters<CspCostsApi['getCostChanges']>[0],
    options?: RequestOptions,
  ): Promise<CostChanges> {
    return this.#request(`/costs/changes${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.exportCharges} */
  async exportCharges(
    query: Parameters<CspCostsApi['exportCharges']>[0],
    options?: RequestOptions,
  ): Promise<CostExport> {
    const response = await this.#fetch(
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
    return this.#request(`/costs/retail${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getCharges} */
  getCharges(
    query: Parameters<CspCostsApi['getCharges']>[0],
    options?: RequestOptions,
  ): Promise<ChargesPage> {
    return this.#request(`/charges${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getExchangeRates} */
  getExchangeRates(
    query: Parameters<CspCostsApi['getExchangeRates']>[0],
    options?: RequestOptions,
  ): Promise<ExchangeRates> {
    return this.#request(
      `/exchange-rates${queryString({ ...query })}`,
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.getPrices} */
  getPrices(
    query: Parameters<CspCostsApi['getPrices']>[0],
    options?: RequestOptions,
  ): Promise<MeterPrices> {
    return this.#request(`/prices${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getCustomers} */
  getCustomers(
    query: Parameters<CspCostsApi['getCustomers']>[0],
    options?: RequestOptions,
  ): Promise<CustomerCostsPage> {
    return this.#request(`/customers${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getDirectory} */
  getDirectory(
    query: Parameters<CspCostsApi['getDirectory']>[0] = {},
    options?: RequestOptions,
  ): Promise<DirectoryPage> {
    return this.#request(`/directory${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getCustomerSubscriptions} */
  getCustomerSubscriptions(
    customerId: string,
    options?: RequestOptions,
  ): Promise<CustomerSubscriptions> {
    const path = `/customers/${encodeURIComponent(customerId)}/subscriptions`;
    return this.#request(path, options);
  }

  /** {@inheritdoc CspCostsApi.getCustomerInvoices} */
  async getCustomerInvoices(
    customerId: string,
    options?: RequestOptions,
  ): Promise<CustomerInvoice[]> {
    const { items } = await this.#request<{ items: CustomerInvoice[] }>(
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
    const { items } = await this.#request<{ items: Budget[] }>(
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
    return this.#request(path, options, 'PUT', input);
  }

  /** {@inheritdoc CspCostsApi.deleteBudget} */
  deleteBudget(
    customerId: string,
    billingCurrency: string,
    revision: number,
    options?: RequestOptions,
  ): Promise<void> {
    const path = budgetPath(customerId, billingCurrency);
    return this.#request(
      `${path}${queryString({ revision })}`,
      options,
      'DELETE',
    );
  }

  /** {@inheritdoc CspCostsApi.getConnectors} */
  async getConnectors(options?: RequestOptions): Promise<Connector[]> {
    const { items } = await this.#request<{ items: Connector[] }>(
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
    return this.#request(connectorPath(connectorId), options);
  }

  /** {@inheritdoc CspCostsApi.getConnectorOptions} */
  getConnectorOptions(options?: RequestOptions): Promise<ConnectorOptions> {
    return this.#request('/connector-options', options);
  }

  /** {@inheritdoc CspCostsApi.createConnector} */
  createConnector(
    input: Parameters<CspCostsApi['createConnector']>[0],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#request('/connectors', options, 'POST', input);
  }

  /** {@inheritdoc CspCostsApi.updateConnector} */
  updateConnector(
    connectorId: string,
    input: Parameters<CspCostsApi['updateConnector']>[1],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#request(connectorPath(connectorId), options, 'PUT', input);
  }

  /** {@inheritdoc CspCostsApi.deleteConnector} */
  async deleteConnector(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#request(connectorPath(connectorId), options, 'DELETE');
  }

  /** {@inheritdoc CspCostsApi.setCredential} */
  setCredential(
    connectorId: string,
    input: Parameters<CspCostsApi['setCredential']>[1],
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#request(
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
    return this.#request(
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
    return this.#request(
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
    return this.#request(
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
    return this.#request(
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
    return this.#request(
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
    return this.#request(
      connectorPath(connectorId, `consents/${encodeURIComponent(consentId)}`),
      options,
    );
  }

  /** {@inheritdoc CspCostsApi.createConsentLink} */
  createConsentLink(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<ConsentLink> {
    return this.#request(
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
    return this.#request(
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
    const { items } = await this.#request<{ items: Check[] }>(
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
    const { items } = await this.#request<{ items: Check[] }>(
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
    return this.#request(`/generations${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.publishGeneration} */
  publishGeneration(
    generationId: string,
    options?: RequestOptions,
  ): Promise<Generation> {
    return this.#request(
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
    return this.#request(
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
    return this.#request(`/invoices${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getInvoice} */
  getInvoice(
    query: Parameters<CspCostsApi['getInvoice']>[0],
    options?: RequestOptions,
  ): Promise<InvoiceDetail> {
    return this.#request(invoicePath(query), options);
  }

  /** {@inheritdoc CspCostsApi.getInvoiceDocument} */
  async getInvoiceDocument(
    query: Parameters<CspCostsApi['getInvoiceDocument']>[0],
    options?: RequestOptions,
  ): Promise<InvoiceDocument> {
    const response = await this.#fetch(
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
    return this.#request(`/restatements${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getRuns} */
  async getRuns(connectorId: string, options?: RequestOptions): Promise<Run[]> {
    const { items } = await this.#request<{ items: Run[] }>(
      connectorPath(connectorId, 'runs'),
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getRun} */
  getRun(runId: string, options?: RequestOptions): Promise<RunDetail> {
    return this.#request(`/runs/${encodeURIComponent(runId)}`, options);
  }

  /** {@inheritdoc CspCostsApi.startRun} */
  startRun(connectorId: string, options?: RequestOptions): Promise<Run> {
    return this.#request(connectorPath(connectorId, 'runs'), options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.cancelRun} */
  cancelRun(runId: string, options?: RequestOptions): Promise<RunDetail> {
    const path = `/runs/${encodeURIComponent(runId)}/cancel`;
    return this.#request(path, options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.retryRun} */
  retryRun(runId: string, options?: RequestOptions): Promise<RunDetail> {
    const path = `/runs/${encodeURIComponent(runId)}/retry`;
    return this.#request(path, options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.retryJob} */
  retryJob(jobId: string, options?: RequestOptions): Promise<RunDetail> {
    const path = `/jobs/${encodeURIComponent(jobId)}/retry`;
    return this.#request(path, options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.getFailedJobs} */
  getFailedJobs(
    query: Parameters<CspCostsApi['getFailedJobs']>[0] = {},
    options?: RequestOptions,
  ): Promise<FailedJobsPage> {
    const path = `/jobs${queryString({ status: 'failed', ...query })}`;
    return this.#request(path, options);
  }

  /** {@inheritdoc CspCostsApi.getBackfill} */
  getBackfill(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Backfill> {
    return this.#request(connectorPath(connectorId, 'backfill'), options);
  }

  /** {@inheritdoc CspCostsApi.pauseCollection} */
  pauseCollection(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#request(connectorPath(connectorId, 'pause'), options, 'POST');
  }

  /** {@inheritdoc CspCostsApi.resumeCollection} */
  resumeCollection(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector> {
    return this.#request(connectorPath(connectorId, 'resume'), options, 'POST');
  }

  async #request<T>(
    path: string,
    options: RequestOptions | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET',
    body?: unknown,
  ): Promise<T> {
    const response = await this.#fetch(path, options, method, body);
    return response.status === 204 ? (undefined as T) : response.json();
  }

  async #fetch(
    path: string,
    options: RequestOptions | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET',
    body?: unknown,
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('csp-costs');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      signal: options?.signal,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    if (!response.ok) {
      const error = await ResponseError.fromResponse(response);
      // What the backend says is for people; the status alone is not.
      error.message = error.body.error.message || error.message;
      throw error;
    }
    return response;
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

/** Fields of a scope of which empty text means something: charges without it. */
const BLANK_MEANS_NONE: ReadonlyArray<string> = [
  'serviceName',
  'productName',
  'resourceGroup',
  'resourceId',
  'region',
] satisfies ReadonlyArray<keyof CostScope>;

function invoicePath(
  { connectorId, invoiceId }: { connectorId: string; invoiceId: string },
  rest = '',
): string {
  return `/invoices/${encodeURIComponent(invoiceId)}${rest}${queryString({
    connectorId,
  })}`;
}

function queryString(query: Record<string, QueryValue>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (
      value !== undefined &&
      (value !== '' || BLANK_MEANS_NONE.includes(name))
    ) {
      parameters.set(name, String(value));
    }
  }
  return `?${parameters}`;
}

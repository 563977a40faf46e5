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
import type { CspCostsApi, RequestOptions } from './CspCostsApi';
import type {
  BillingPeriodInfo,
  Connector,
  CostBreakdown,
  CostSummary,
  CustomerCostsPage,
  Run,
  RunDetail,
} from './types';

type QueryValue = string | number | undefined;

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

  /** {@inheritdoc CspCostsApi.getCustomers} */
  getCustomers(
    query: Parameters<CspCostsApi['getCustomers']>[0],
    options?: RequestOptions,
  ): Promise<CustomerCostsPage> {
    return this.#request(`/customers${queryString({ ...query })}`, options);
  }

  /** {@inheritdoc CspCostsApi.getConnectors} */
  async getConnectors(options?: RequestOptions): Promise<Connector[]> {
    const { items } = await this.#request<{ items: Connector[] }>(
      '/connectors',
      options,
    );
    return items;
  }

  /** {@inheritdoc CspCostsApi.getRuns} */
  async getRuns(connectorId: string, options?: RequestOptions): Promise<Run[]> {
    const { items } = await this.#request<{ items: Run[] }>(
      `/connectors/${encodeURIComponent(connectorId)}/runs`,
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
    return this.#request(
      `/connectors/${encodeURIComponent(connectorId)}/runs`,
      options,
      'POST',
    );
  }

  async #request<T>(
    path: string,
    options: RequestOptions | undefined,
    method: 'GET' | 'POST' = 'GET',
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('csp-costs');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

function queryString(query: Record<string, QueryValue>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      parameters.set(name, String(value));
    }
  }
  return `?${parameters}`;
}

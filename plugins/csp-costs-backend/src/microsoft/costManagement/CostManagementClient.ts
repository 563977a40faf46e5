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
  CostManagementClient as ArmCostManagementClient,
  type CostDetailsOperationResults,
} from '@azure/arm-costmanagement';
import { MicrosoftError } from '../MicrosoftError';
import { isForgotten } from '../http/isForgotten';
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';
import type {
  CostDetailsBlob,
  CostDetailsReport,
  CostDetailsRequest,
} from './CostDetailsReport';
import { downloadReport } from './downloadReport';
import { MicrosoftTransport } from './MicrosoftTransport';
import { waitBeforeFirstPoll } from './waitBeforeFirstPoll';

/** The newest stable version; the package's own is of 2022. */
const API_VERSION = '2025-03-01';

/** Microsoft counts requests by client type; one of our own is not used up by others. */
const CLIENT_TYPE = 'csp-costs-for-backstage';

/** How long a report is waited for. */
const REPORT_BUDGET_MS = 3 * 60 * 60 * 1000;

/** Policies that make requests and read answers. Everything else is done by the transport. */
const KEPT_POLICIES = new Set([
  'serializationPolicy',
  'CustomApiVersionPolicy',
  'deserializationPolicy',
]);

/** Azure Cost Management: reports of cost details. */
export class CostManagementClient {
  readonly #api: MicrosoftApi;
  readonly #pollingIntervalMs: number;

  constructor(
    access: MicrosoftApiAccess,
    options: {
      /** Wait between two looks at a report when Microsoft names no time. */
      pollingIntervalMs: number;
    },
  ) {
    this.#api = new MicrosoftApi(access, {
      service: 'cost-management',
      resource: 'arm',
    });
    this.#pollingIntervalMs = options.pollingIntervalMs;
  }

  /**
   * Has a report made, and waits for it.
   *
   * @param options - `operation` is one that was asked for before and is waited
   * for again; `onRequested` is given a new one, as text.
   * @returns Undefined when Microsoft has no data.
   * @throws MicrosoftError of kind `operation` when Microsoft could not make it.
   */
  async report(
    request: CostDetailsRequest,
    options: {
      operation?: string;
      onRequested: (operation: string) => Promise<void>;
      signal: AbortSignal;
    },
  ): Promise<CostDetailsReport | undefined> {
    const { operation, signal } = options;
    if (operation) {
      try {
        return await this.#report(request, options);
      } catch (error) {
        signal.throwIfAborted();
        if (!isForgotten(error)) {
          throw error;
        }
      }
    }
    return this.#report(request, { ...options, operation: undefined });
  }

  /**
   * Downloads a file of a report.
   *
   * @returns The bytes received.
   * @throws MicrosoftError when what arrived is not whole.
   */
  download(options: {
    blob: CostDetailsBlob;
    file: string;
    onBytes: (bytes: number) => void;
    signal: AbortSignal;
  }): Promise<number> {
    return downloadReport(this.#api.http, options);
  }

  async #report(
    request: CostDetailsRequest,
    options: Parameters<CostManagementClient['report']>[1],
  ): Promise<CostDetailsReport | undefined> {
    const { billingAccountName, customerId, from, to, metric } = request;
    const late = AbortSignal.timeout(REPORT_BUDGET_MS);
    const signal = AbortSignal.any([options.signal, late]);
    try {
      const poller = await this.#client(
        signal,
      ).generateCostDetailsReport.beginCreateOperation(
        // Without a slash before it, which the package adds.
        `providers/Microsoft.Billing/billingAccounts/${billingAccountName}${
          customerId ? `/customers/${customerId}` : ''
        }`,
        {
          metric: metric === 'actual' ? 'ActualCost' : 'AmortizedCost',
          timePeriod: { start: from, end: to },
        },
        {
          abortSignal: signal,
          resumeFrom: options.operation,
          updateIntervalInMs: this.#pollingIntervalMs,
        },
      );
      if (!options.operation && !poller.isDone()) {
        await options.onRequested(poller.toString());
      }
      return readReport(await poller.pollUntilDone({ abortSignal: signal }));
    } catch (error) {
      options.signal.throwIfAborted();
      throw late.aborted ? neverEnded() : asMicrosoftError(error);
    }
  }

  #client(signal: AbortSignal): ArmCostManagementClient {
    const client = new ArmCostManagementClient(
      {
        getToken: async () => {
          throw new Error('The transport signs, not the package');
        },
      },
      {
        endpoint: this.#api.cloud.armUrl,
        apiVersion: API_VERSION,
        allowInsecureConnection: true,
        httpClient: new MicrosoftTransport(this.#api.http, {
          ...this.#api.signed,
          headers: { ClientType: CLIENT_TYPE },
          signal,
        }),
      },
    );
    for (const { name } of client.pipeline.getOrderedPolicies()) {
      if (!KEPT_POLICIES.has(name)) {
        client.pipeline.removePolicy({ name });
      }
    }
    // Inside of what reads answers.
    client.pipeline.addPolicy(waitBeforeFirstPoll(), { phase: 'Retry' });
    return client;
  }
}

/** Undefined when there is no data: an answer without a body, or one that says so. */
function readReport({
  status,
  error,
  blobs,
  dataFormat,
  compressData,
}: CostDetailsOperationResults): CostDetailsReport | undefined {
  switch (status) {
    case undefined:
    case 'NoDataFound':
      return undefined;
    case 'Completed':
      break;
    default:
      throw new MicrosoftError('Microsoft could not make the report', {
        kind: 'operation',
        code: error?.code,
        words: error?.message,
        transient: true,
      });
  }
  if (dataFormat !== 'Csv' || compressData) {
    throw unknownShape(
      `dataFormat ${dataFormat}, compressData ${compressData}`,
    );
  }
  return {
    blobs: (blobs ?? []).map(({ blobLink, byteCount }) => {
      if (!blobLink || byteCount === undefined) {
        throw unknownShape('a file without address or size');
      }
      return { blobLink, byteCount };
    }),
  };
}

function neverEnded(): MicrosoftError {
  return new MicrosoftError('The report did not end within three hours', {
    kind: 'operation',
    transient: true,
  });
}

/** The package fails in ways of its own at answers that it cannot read. */
function asMicrosoftError(error: unknown): unknown {
  return error instanceof MicrosoftError
    ? error
    : new MicrosoftError('The answer to a report has an unknown shape', {
        kind: 'content',
        transient: false,
        cause: error,
      });
}

function unknownShape(words: string): MicrosoftError {
  return new MicrosoftError('A report has an unknown form', {
    kind: 'content',
    words,
    transient: false,
  });
}

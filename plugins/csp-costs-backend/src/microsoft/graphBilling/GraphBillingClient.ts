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

import { MicrosoftError } from '../MicrosoftError';
import { isForgotten } from '../http/isForgotten';
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';
import { retryAfter } from '../http/retryAfter';
import { wait } from '../http/wait';
import {
  downloadBlob,
  type DownloadedBlob,
  type Unpacker,
} from './downloadBlob';
import { readManifest, type ExportManifest } from './readManifest';

/** One export of Graph partner billing, as Microsoft wants it asked. */
export type BillingExport =
  | { kind: 'usage/billed' | 'reconciliation/billed'; invoiceId: string }
  | {
      kind: 'usage/unbilled' | 'reconciliation/unbilled';
      currencyCode: string;
      billingPeriod: 'current' | 'last';
    };

interface Operation {
  status?: string;
  resourceLocation?: unknown;
  'resourceLocation@odata.navigationLink'?: string;
  error?: { code?: string; message?: string };
}

/** Shortest wait between two looks, whatever Microsoft names. */
const MIN_POLL_MS = 1_000;

/**
 * Microsoft Graph partner billing, v1.0: ask for an export, wait for it, read
 * its manifest, download its blobs.
 */
export class GraphBillingClient {
  readonly #api: MicrosoftApi;
  readonly #pollingIntervalMs: number;
  readonly #timeoutMs: number;
  readonly #now: () => Date;

  constructor(
    access: MicrosoftApiAccess,
    options: {
      /** Wait between two looks at an export when Microsoft names no time. */
      pollingIntervalMs: number;
      /** How long an export is waited for. */
      timeoutMs: number;
      now: () => Date;
    },
  ) {
    this.#api = new MicrosoftApi(access, {
      service: 'graph',
      resource: 'graph',
    });
    this.#pollingIntervalMs = options.pollingIntervalMs;
    this.#timeoutMs = options.timeoutMs;
    this.#now = options.now;
  }

  /**
   * Asks for an export and waits until its manifest is there.
   *
   * @throws MicrosoftError of kind `operation` when Microsoft reports the
   * export as failed; its code `5000` means that there is no data, or none yet.
   * Of kind `overdue` when it does not end in its time.
   */
  async export(
    request: BillingExport,
    options: {
      /** An export that was asked for before; it is waited for as long as Microsoft knows it. */
      operationUrl?: string;
      /** Is told where a new export is waited for. */
      onRequested: (operationUrl: string) => Promise<void>;
      signal: AbortSignal;
    },
  ): Promise<ExportManifest> {
    const { operationUrl, onRequested, signal } = options;
    if (operationUrl) {
      try {
        return await this.#result(operationUrl, signal);
      } catch (error) {
        if (!isForgotten(error)) {
          throw error;
        }
      }
    }
    const requested = await this.#request(request, signal);
    await onRequested(requested);
    return this.#result(requested, signal);
  }

  /**
   * Downloads one blob of a manifest into a file.
   *
   * @throws MicrosoftError when what arrived is not whole.
   */
  async download<T>(options: {
    manifest: ExportManifest;
    blobName: string;
    file: string;
    onBytes: (bytes: number) => void;
    unpacker: Unpacker<T>;
    signal: AbortSignal;
  }): Promise<DownloadedBlob<T>> {
    const { manifest, blobName, signal } = options;
    const response = await this.#api.http
      .send({
        service: 'storage',
        // The signature is the right to read; a bearer token has no business
        // with the storage service.
        url: `${manifest.rootDirectory}/${encodeURIComponent(blobName)}?${
          manifest.sasToken
        }`,
        headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
        signal,
      })
      .catch(error => {
        throw signatureExpired(error) ?? error;
      });
    return downloadBlob({
      response,
      file: options.file,
      onBytes: options.onBytes,
      unpacker: options.unpacker,
      signal,
    });
  }

  /** Where the export is waited for. */
  async #request(
    { kind, ...body }: BillingExport,
    signal: AbortSignal,
  ): Promise<string> {
    const accepted = await this.#api.http.send({
      ...this.#api.signed,
      url: `${
        this.#api.cloud.graphUrl
      }/v1.0/reports/partners/billing/${kind}/export`,
      method: 'POST',
      // Always sent: the metadata and the documentation disagree on whether it
      // may be left out, and `basic` lacks meters, tags and resource groups.
      body: { ...body, attributeSet: 'full' },
      signal,
    });
    await accepted.body?.cancel();
    const location = accepted.headers.get('location');
    if (!location) {
      throw new MicrosoftError('An export was accepted without its location', {
        kind: 'content',
        status: accepted.status,
        transient: false,
      });
    }
    return location;
  }

  async #result(
    operationUrl: string,
    signal: AbortSignal,
  ): Promise<ExportManifest> {
    const operation = await this.#finish(operationUrl, signal);
    return this.#manifest(operation, signal);
  }

  async #finish(location: string, signal: AbortSignal): Promise<Operation> {
    let waited = 0;
    for (;;) {
      const { body: operation, headers } =
        await this.#api.http.jsonWithHeaders<Operation>({
          ...this.#api.signed,
          url: location,
          signal,
        });
      const requestId = headers.get('request-id') ?? undefined;
      // The documentation says `completed` where the service says `succeeded`.
      if (['succeeded', 'completed'].includes(operation.status ?? '')) {
        return operation;
      }
      if (operation.status === 'failed') {
        throw new MicrosoftError('Microsoft could not make the export', {
          kind: 'operation',
          code: operation.error?.code,
          words: operation.error?.message,
          requestId,
          transient: operation.error?.code !== '5000',
        });
      }
      const delay = Math.max(
        retryAfter(headers, this.#now()) ?? this.#pollingIntervalMs,
        Math.min(this.#pollingIntervalMs, MIN_POLL_MS),
      );
      waited += delay;
      if (waited > this.#timeoutMs) {
        throw new MicrosoftError('The export did not end in its time', {
          kind: 'overdue',
          requestId,
          transient: true,
        });
      }
      await wait(delay, signal);
    }
  }

  /** The manifest is inline, or behind a link: both are in use. */
  async #manifest(
    operation: Operation,
    signal: AbortSignal,
  ): Promise<ExportManifest> {
    const inline = operation.resourceLocation;
    if (typeof inline === 'object' && inline !== null) {
      return readManifest(inline);
    }
    const link =
      typeof inline === 'string'
        ? inline
        : operation['resourceLocation@odata.navigationLink'];
    if (!link) {
      throw new MicrosoftError('An export ended without a manifest', {
        kind: 'content',
        transient: false,
      });
    }
    return readManifest(
      await this.#api.http.json({
        ...this.#api.signed,
        url: link,
        signal,
      }),
    );
  }
}

/** Signatures last about an hour; a new export brings a new one. */
function signatureExpired(error: unknown): MicrosoftError | undefined {
  return error instanceof MicrosoftError && error.status === 403
    ? new MicrosoftError('The signature of a blob has expired', {
        kind: 'signature',
        status: error.status,
        requestId: error.requestId,
        transient: true,
        cause: error,
      })
    : undefined;
}

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
import { MicrosoftApi, type MicrosoftApiAccess } from '../http/MicrosoftApi';

/** A document has some pages; one that is larger is none. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** What every PDF begins with. */
const PDF = '%PDF-';

/**
 * The documents of invoices, which Partner Center gives to a person only: an
 * application alone is refused.
 */
export class InvoiceDocuments {
  readonly #api: MicrosoftApi;

  /** @param access - Of the person who consented. */
  constructor(access: MicrosoftApiAccess) {
    this.#api = new MicrosoftApi(access, {
      service: 'partner-center',
      resource: 'partnerCenter',
    });
  }

  /**
   * A document as PDF. It is read whole before it is given, so that nobody gets
   * half of one.
   *
   * @throws MicrosoftError, with status 404 when there is no document, of kind
   * `content` when what comes is no PDF or too large.
   */
  async read(invoiceId: string, signal: AbortSignal): Promise<Buffer> {
    const response = await this.#api.http.send({
      ...this.#api.signed,
      url: `${
        this.#api.cloud.partnerCenterUrl
      }/v1/invoices/${encodeURIComponent(invoiceId)}/documents/statement`,
      headers: { Accept: 'application/pdf' },
      signal,
    });
    const document = await receive(response, signal);
    if (document.subarray(0, PDF.length).toString('latin1') !== PDF) {
      throw notReadable('The document of the invoice is no PDF');
    }
    return document;
  }
}

async function receive(
  response: Response,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MAX_DOCUMENT_BYTES) {
        break;
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw new MicrosoftError('The document of the invoice broke off', {
      kind: 'network',
      transient: true,
      cause,
    });
  }
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw notReadable(
      `The document of the invoice has more than ${MAX_DOCUMENT_BYTES} bytes`,
    );
  }
  return Buffer.concat(chunks);
}

function notReadable(message: string): MicrosoftError {
  return new MicrosoftError(message, { kind: 'content', transient: false });
}

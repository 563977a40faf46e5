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

import type { SimulatedRequest } from '../http/SimulatedRequest';
import type { ExportRequest } from '../world/exports';

/** What a POST to an export path turned out to be. */
export type ParsedExport =
  | { kind: 'export'; request: ExportRequest }
  | { kind: 'invalid'; message: string };

const PATH =
  /^\/v1\.0\/reports\/partners\/billing\/(reconciliation|usage)\/(billed|unbilled)\/(?:microsoft\.graph\.partners\.billing\.)?export$/;

/** Reads an export request; undefined when the path is not an export. */
export function parseExport(
  request: SimulatedRequest,
): ParsedExport | undefined {
  const match = PATH.exec(request.path);
  if (!match || request.method !== 'POST') {
    return undefined;
  }
  const invalid = (message: string): ParsedExport => ({
    kind: 'invalid',
    message,
  });
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(request.body) as Record<string, unknown>;
  } catch {
    return invalid(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return invalid('The request body must be a JSON object.');
  }
  const {
    attributeSet = 'full',
    invoiceId,
    currencyCode,
    billingPeriod,
  } = body;
  if (attributeSet !== 'full' && attributeSet !== 'basic') {
    return invalid("Invalid value for 'attributeSet'.");
  }
  const subject = match[1] === 'usage' ? 'usage' : 'reconciliation';
  if (match[2] === 'billed') {
    return typeof invoiceId === 'string' && invoiceId !== ''
      ? {
          kind: 'export',
          request: { kind: `billed-${subject}`, invoiceId, attributeSet },
        }
      : invalid("The parameter 'invoiceId' is required.");
  }
  if (typeof currencyCode !== 'string' || !/^[A-Z]{3}$/.test(currencyCode)) {
    return invalid("The parameter 'currencyCode' is required.");
  }
  if (billingPeriod !== 'current' && billingPeriod !== 'last') {
    return invalid(
      "The parameter 'billingPeriod' must be 'current' or 'last'.",
    );
  }
  return {
    kind: 'export',
    request: {
      kind: `unbilled-${subject}`,
      currencyCode,
      billingPeriod,
      attributeSet,
    },
  };
}

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
import { requestIdOf } from './requestIdOf';
import { retryAfter, retryAfterInWords } from './retryAfter';

const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);
const MAX_WORDS = 500;
/** Graph's code of a request that its directory is not content with. */
const UNSPECIFIC = 'Request_BadRequest';

/**
 * Turns an error answer of any of Microsoft's APIs into a MicrosoftError.
 *
 * Understands Graph and ARM (`{error: {code, message}}`), Partner Center
 * (`{code, description}` and `{code, message}`, the code a string or a number)
 * and its gateway (`{statusCode, message}`). Anything else keeps its status.
 */
export async function readError(
  url: URL,
  response: Response,
  sentRequestId: string,
  now: Date,
): Promise<MicrosoftError> {
  const text = await response.text().catch(() => '');
  const { code, words } = readBody(text);
  return new MicrosoftError(
    // The path only: a query may hold a signature.
    `${url.host}${url.pathname} answered ${response.status}${
      code ? ` (${code})` : ''
    }`,
    {
      kind: 'http',
      status: response.status,
      code,
      words: words?.slice(0, MAX_WORDS),
      requestId: requestIdOf(response.headers) ?? sentRequestId,
      transient: TRANSIENT_STATUS.has(response.status),
      retryAfterMs:
        retryAfter(response.headers, now) ??
        (response.status === 429 ? retryAfterInWords(text) : undefined),
    },
  );
}

function readBody(text: string): { code?: string; words?: string } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  if (!isRecord(body)) {
    return {};
  }
  const fields = isRecord(body.error) ? body.error : body;
  const { code, message, description } = fields;
  return {
    code: codeOf(code === UNSPECIFIC ? detailOf(fields) ?? code : code),
    words: [message, description].find(
      (value): value is string => typeof value === 'string',
    ),
  };
}

/** What Graph is not content with, which its code does not tell. */
function detailOf({ details }: Record<string, unknown>): unknown {
  const detail: unknown = Array.isArray(details) ? details[0] : undefined;
  return isRecord(detail) ? codeOf(detail.code) : undefined;
}

function codeOf(code: unknown): string | undefined {
  return typeof code === 'string' || typeof code === 'number'
    ? String(code)
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

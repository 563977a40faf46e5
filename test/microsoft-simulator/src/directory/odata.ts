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

import type { z } from 'zod';
import { json, type Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { badRequest, DirectoryError } from './DirectoryError';

/** Pages are short, so that lists have several. */
const PAGE = 3;

/**
 * Reads the body of a request.
 *
 * @throws DirectoryError 400 that names the property that is unknown or makes no sense.
 */
export function readBody<T>(
  request: SimulatedRequest,
  schema: z.ZodType<T>,
): T {
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    throw new DirectoryError(
      400,
      'BadRequest',
      'Unable to read JSON request payload.',
    );
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badRequest(
      `Invalid value specified for property '${issue?.path.join('.')}': ${
        issue?.message
      }`,
    );
  }
  return parsed.data;
}

/**
 * The comparisons of a filter, such as `appId eq '…' and displayName eq '…'`.
 *
 * @throws DirectoryError 400 for any other filter.
 */
export function readFilter(
  request: SimulatedRequest,
  properties: readonly string[],
): Record<string, string> {
  const text = request.query.get('$filter');
  if (text === null) {
    return {};
  }
  const found: Record<string, string> = {};
  for (const part of text.split(/ and (?=\w+ eq ')/)) {
    const match = /^\s*(\w+) eq '((?:[^']|'')*)'\s*$/.exec(part);
    if (!match?.[1] || !properties.includes(match[1])) {
      throw new DirectoryError(
        400,
        'Request_UnsupportedQuery',
        `Unsupported or invalid query filter clause specified for property '${
          match?.[1] ?? text
        }'.`,
      );
    }
    found[match[1]] = (match[2] ?? '').replace(/''/g, "'");
  }
  return found;
}

function selected(request: SimulatedRequest, item: object): object {
  const select = request.query.get('$select')?.split(',');
  return select
    ? Object.fromEntries(
        Object.entries(item).filter(([name]) => select.includes(name)),
      )
    : item;
}

/** One object, with the properties that were asked for. */
export function entity(
  request: SimulatedRequest,
  set: string,
  item: object,
  status = 200,
): Reply {
  return json(status, {
    '@odata.context': `${request.origin}/v1.0/$metadata#${set}/$entity`,
    ...selected(request, item),
  });
}

/** A page of a list, with the address of the next one. */
export function collection(
  request: SimulatedRequest,
  set: string,
  items: readonly object[],
): Reply {
  const start = Number(request.query.get('$skiptoken') ?? 0);
  if (!Number.isInteger(start) || start < 0) {
    throw badRequest('The skip token is not valid.');
  }
  const query = new URLSearchParams(request.query);
  query.set('$skiptoken', String(start + PAGE));
  return json(200, {
    '@odata.context': `${request.origin}/v1.0/$metadata#${set}`,
    ...(start + PAGE < items.length
      ? {
          '@odata.nextLink': `${request.origin}${encodeURI(
            request.path,
          )}?${query}`,
        }
      : {}),
    value: items
      .slice(start, start + PAGE)
      .map(item => selected(request, item)),
  });
}

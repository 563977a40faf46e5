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

import { json, type Reply } from '../http/Reply';
import { header, type SimulatedRequest } from '../http/SimulatedRequest';
import type { Customer } from '../world/partner';
import type { World } from '../world/World';
import { collection, fault } from './replies';
import { customerListItem } from './resources';

const DEFAULT_SIZE = 100;
const MAX_SIZE = 500;

/** One page of the customer list: token paging that ends without a token or with error 2000. */
export function customerPage(world: World, request: SimulatedRequest): Reply {
  const { query } = request;
  const past = (): Reply =>
    json(400, {
      code: 2000,
      message: 'There are no more results to return.',
    });
  const asked = Number(query.get('size') ?? 0);
  if (!Number.isInteger(asked) || asked < 0) {
    return fault(400, '3000', 'Invalid property');
  }
  const size = Math.min(MAX_SIZE, asked || DEFAULT_SIZE);
  const token = header(request, 'ms-continuationtoken');
  const seeking = query.get('seekOperation')?.toLowerCase() === 'next';
  if (seeking && !token) {
    return past();
  }
  const customers = filtered(world, query.get('filter'));
  if (!customers) {
    return fault(400, '3000', 'Invalid property');
  }
  let offset = 0;
  if (token) {
    offset = Number(
      Buffer.from(token, 'base64url').toString().replace('offset:', ''),
    );
    if (!Number.isInteger(offset) || offset < 0) {
      return fault(400, '3000', 'Invalid property');
    }
    if (offset >= customers.length) {
      return past();
    }
  }
  const page = customers.slice(offset, offset + size);
  const self = {
    uri: `/v1/customers${request.search}`,
    method: 'GET',
    headers: [],
  };
  // A full last page still carries a token; the page after it is the error with code 2000.
  if (page.length < size) {
    return json(200, collection(page.map(customerListItem), { self }));
  }
  const next = Buffer.from(`offset:${offset + size}`).toString('base64url');
  return json(
    200,
    collection(
      page.map(customerListItem),
      {
        self,
        next: {
          uri: `/v1/customers?size=${size}&seekOperation=Next`,
          method: 'GET',
          headers: [{ key: 'MS-ContinuationToken', value: next }],
        },
      },
      { continuationToken: next },
    ),
  );
}

function filtered(
  world: World,
  filter: string | null,
): readonly Customer[] | undefined {
  if (!filter) {
    return world.customers;
  }
  try {
    const { Field, Value, Operator } = JSON.parse(filter) as Record<
      string,
      string
    >;
    const value = (Value ?? '').toLowerCase();
    const read = { CompanyName: 'name', Domain: 'domain' } as const;
    const property =
      Field === 'CompanyName' || Field === 'Domain' ? read[Field] : undefined;
    return property && Operator === 'starts_with'
      ? world.customers.filter(one =>
          one[property].toLowerCase().startsWith(value),
        )
      : undefined;
  } catch {
    return undefined;
  }
}

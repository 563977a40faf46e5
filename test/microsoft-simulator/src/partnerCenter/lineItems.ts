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
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { legacyInvoices } from '../world/invoices';
import {
  legacyItem,
  legacyLineCount,
  legacyUsageItem,
} from '../world/legacyLines';
import type { World } from '../world/World';
import { collection, fault } from './replies';

const MAX_LINES = 2_000;

/**
 * Line items of a legacy invoice, in both forms of their address. They are paged
 * by offset; links to the next page are as malformed as Microsoft's.
 */
export function lineItems(
  world: World,
  request: SimulatedRequest,
  invoiceId: string,
): Reply {
  const [, , , , ...path] = request.path.split('/').filter(Boolean);
  const asked = (index: number, name: string) =>
    (path[index] ?? request.query.get(name) ?? '').toLowerCase();
  const provider = asked(0, 'provider');
  const kind = asked(1, 'invoicelineitemtype');
  const size = Number(request.query.get('size') ?? MAX_LINES);
  const offset = Number(request.query.get('offset') ?? 0);
  const id = invoiceId.replace(/^(OneTime|Recurring)-/, '');
  const invoice = legacyInvoices(world).find(one => one.id === id);
  if (!invoice) {
    // Those of new commerce are in Graph only.
    return fault(404, '1000', 'Not found');
  }
  if (
    !['office', 'azure'].includes(provider) ||
    !['billinglineitems', 'usagelineitems'].includes(kind) ||
    !Number.isInteger(size) ||
    size < 1 ||
    size > MAX_LINES ||
    !Number.isInteger(offset) ||
    offset < 0
  ) {
    return fault(400, '3000', 'Invalid property');
  }
  const of = provider === 'office' ? 'office' : 'azure';
  const usage = kind === 'usagelineitems';
  const count = usage && of === 'office' ? 0 : legacyLineCount(world, of);
  const items = Array.from(
    { length: Math.max(0, Math.min(size, count - offset)) },
    (_, index) =>
      usage
        ? legacyUsageItem(world, invoice, offset + index)
        : legacyItem(world, invoice, of, offset + index),
  );
  const link = (type: string, at: number | '') => ({
    uri: `/invoices/${id}/lineitems?provider=${provider}&${type}=${kind}&size=${size}&offset=${at}`,
    method: 'GET',
    headers: [],
  });
  return json(
    200,
    collection(items, {
      self: link('invoicelineitemtype', offset),
      ...(offset + items.length < count
        ? {
            next:
              of === 'office'
                ? link('nvoicelineitemtype', '')
                : link('invoicelineitemtype', offset + items.length),
          }
        : {}),
    }),
  );
}

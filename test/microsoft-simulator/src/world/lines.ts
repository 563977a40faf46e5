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

import { RECONCILIATION_COLUMNS } from './columns';
import { Decimal } from './Decimal';
import { cellText } from './LineTemplate';
import { createPause } from './pause';
import { hash } from './random';
import type { DataScope } from './scope';
import { streamOf } from './usage';
import { usageText } from './usageText';
import type { World } from './World';

/** Where a blob begins: a customer (by position in its currency) and one of its streams. */
interface Cursor {
  customer: number;
  stream: number;
}

/** How the lines of a scope are spread over blobs. Holds positions, never lines. */
export interface BlobPlan {
  lineCount: number;
  blobs: Array<{ from: Cursor; to: Cursor }>;
}

/** What a fault changes in the text of a blob. */
export interface TextChanges {
  without: ReadonlySet<string>;
}

const START: Cursor = { customer: 0, stream: 0 };
const CHUNK = 96 * 1024;

/** Counts the lines of a scope and cuts them into blobs of about `linesPerBlob`. */
export async function planBlobs(
  world: World,
  scope: DataScope,
  linesPerBlob: number,
): Promise<BlobPlan> {
  await world.prepare(scope);
  const pause = createPause();
  const reader = world.reader(scope);
  const customers = world.customersIn(scope.currency);
  const plan: BlobPlan = { lineCount: 0, blobs: [] };
  let from = START;
  let inBlob = 0;
  for (const [position, customer] of customers.entries()) {
    const parts = scope.kind.endsWith('usage') ? customer.streams : 1;
    for (let stream = 0; stream < parts; stream++) {
      const count = scope.kind.endsWith('usage')
        ? reader.count(customer, stream)
        : world.reconciliation(customer, scope).length;
      if (inBlob > 0 && inBlob + count > linesPerBlob) {
        const to = { customer: position, stream };
        plan.blobs.push({ from, to });
        from = to;
        inBlob = 0;
      }
      inBlob += count;
      plan.lineCount += count;
    }
    await pause();
  }
  if (inBlob > 0) {
    plan.blobs.push({ from, to: { customer: customers.length, stream: 0 } });
  }
  return plan;
}

function* partsOf(
  world: World,
  scope: DataScope,
  blob: BlobPlan['blobs'][number],
  changes: TextChanges,
): Generator<string[]> {
  const customers = world.customersIn(scope.currency);
  const isUsage = scope.kind.endsWith('usage');
  const reader = world.reader(scope);
  for (
    let position = blob.from.customer;
    position <= blob.to.customer;
    position++
  ) {
    const customer = customers[position];
    const first = position === blob.from.customer ? blob.from.stream : 0;
    const end =
      position === blob.to.customer ? blob.to.stream : customer?.streams ?? 0;
    if (!customer) {
      return;
    }
    if (isUsage) {
      for (let stream = first; stream < end; stream++) {
        yield usageText(
          world.partner,
          customer,
          streamOf(world.seed, customer, stream),
          scope,
          reader,
          changes.without,
        );
      }
    } else if (position < blob.to.customer) {
      yield reconciliationText(world, scope, position, changes);
    }
  }
}

function reconciliationText(
  world: World,
  scope: DataScope,
  position: number,
  changes: TextChanges,
): string[] {
  const customer = world.customersIn(scope.currency)[position];
  if (!customer) {
    return [];
  }
  const columns = RECONCILIATION_COLUMNS[scope.attributeSet].filter(
    name => !changes.without.has(name),
  );
  return world.reconciliation(customer, scope).map((line, index) => {
    const asString =
      hash(world.seed, customer.index, scope.month, index) % 5 === 0;
    const cells = columns.map(column => {
      const cell = line.cells[column] ?? null;
      return `"${column}":${cellText(
        cell,
        asString && column.endsWith('Quantity') && cell instanceof Decimal,
      )}`;
    });
    return `{${cells.join(',')}}\n`;
  });
}

/** The text of one blob, in chunks of about 96 KB, made while it is read. */
export function* blobText(
  world: World,
  scope: DataScope,
  blob: BlobPlan['blobs'][number],
  changes: TextChanges = { without: new Set() },
): Generator<string> {
  let chunk = '';
  for (const lines of partsOf(world, scope, blob, changes)) {
    for (const line of lines) {
      chunk += line;
      if (chunk.length > CHUNK) {
        yield chunk;
        chunk = '';
      }
    }
  }
  if (chunk !== '') {
    yield chunk;
  }
}

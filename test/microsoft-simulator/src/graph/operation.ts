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

import type { FaultSubject } from '../faults/FaultInjector';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { createSasToken } from '../storage/signature';
import type { StorageService } from '../storage/StorageService';
import { eTagOf, type ExportRequest } from '../world/exports';
import { planBlobs, type BlobPlan } from '../world/lines';
import { formatBillingPeriod } from '../world/months';
import { guid, hashText } from '../world/random';
import { isBilled, type DataScope } from '../world/scope';
import type { World } from '../world/World';

/** One export that was asked for. */
export interface Operation {
  id: string;
  number: number;
  manifestId: string;
  request: ExportRequest;
  scope?: DataScope;
  subject: FaultSubject;
  createdAt: Date;
  polls: number;
  failure?: { code: string; message: string };
  empty: boolean;
  /** Lists its first blob twice: under its own name, or under another one. */
  twice?: 'repeated' | 'copied';
  /** Where it says that its blobs are, instead of where they are. */
  blobOrigin?: string;
  finished?: {
    at: Date;
    manifest: Omit<Manifest, 'rootDirectory'>;
    directory: string;
  };
}

/** A manifest as the wire carries it. */
export interface Manifest {
  id: string;
  schemaVersion: string;
  dataFormat: string;
  createdDateTime: string;
  eTag: string;
  partnerTenantId: string;
  rootDirectory: string;
  sasToken: string;
  partitionType: string;
  blobCount: number;
  blobs: Array<{ name: string; partitionValue: string }>;
}

function directoryOf(world: World, scope: DataScope, at: Date): string {
  const subject = scope.kind.endsWith('usage') ? 'usage' : 'recon';
  const month = formatBillingPeriod(scope.month).replace('-', '');
  const segments = isBilled(scope)
    ? [
        `billed${subject}fastpath`,
        'v1',
        `PartnerTenantId=${world.partner.tenantId}`,
        `BillingMonth=${month}`,
        `InvoiceId=${scope.invoiceNumber}`,
        `InvoiceVersion=${scope.restatements.length + 1}`,
      ]
    : [
        `unbilled${subject}fastpath`,
        'v1',
        at.toISOString().slice(0, 16).replace(/\D/g, ''),
        `PartnerTenantId=${world.partner.tenantId}`,
        `BillingMonth=${month}`,
        `Currency=${scope.currency}`,
      ];
  return `/${[
    ...segments,
    `Fragment=${scope.attributeSet}`,
    'PartitionType=default',
  ].join('/')}`;
}

/** Computes the manifest once and makes its blobs readable; returns why there is none. */
export async function finishOperation(
  world: World,
  storage: StorageService,
  operation: Operation,
  linesPerBlob: number,
): Promise<Operation['failure']> {
  if (operation.finished) {
    return undefined;
  }
  const { scope, request } = operation;
  const plan = scope && (await planBlobs(world, scope, linesPerBlob));
  if (!scope || !plan || plan.lineCount === 0) {
    operation.failure = {
      code: '5000',
      message:
        'invoiceId' in request
          ? `No ${
              request.kind.endsWith('usage') ? 'usage' : 'reconciliation'
            } data available currently for Invoice ${
              request.invoiceId
            }. Please try again later.`
          : 'No data available',
    };
    return operation.failure;
  }
  operation.finished ??= describe(world, storage, operation, scope, plan);
  return undefined;
}

function describe(
  world: World,
  storage: StorageService,
  operation: Operation,
  scope: DataScope,
  plan: BlobPlan,
): NonNullable<Operation['finished']> {
  const at = world.clock.now();
  const eTag = eTagOf(world, scope, plan.lineCount);
  const directory = directoryOf(world, scope, operation.createdAt);
  const blobs = operation.empty
    ? []
    : plan.blobs.map((part, index) => {
        const key = hashText(eTag);
        const name = `part-${String(index).padStart(5, '0')}-${guid(
          key,
          503,
        )}.c000.json.gz`;
        storage.publish(`${directory}/${name}`, {
          scope,
          part,
          subject: operation.subject.export,
        });
        return { name, partitionValue: 'default' };
      });
  const [first] = blobs;
  if (first && operation.twice === 'repeated') {
    blobs.push(first);
  }
  const [part] = plan.blobs;
  if (first && part && operation.twice === 'copied') {
    const name = `copy-of-${first.name}`;
    storage.publish(`${directory}/${name}`, {
      scope,
      part,
      subject: operation.subject.export,
    });
    blobs.push({ name, partitionValue: 'default' });
  }
  return {
    at,
    directory,
    manifest: {
      id: operation.manifestId,
      schemaVersion: '2',
      dataFormat: 'compressedJSON',
      createdDateTime: at.toISOString(),
      eTag,
      partnerTenantId: world.partner.tenantId,
      sasToken: createSasToken(
        world.seed,
        world.partner.tenantId,
        directory,
        at,
      ),
      partitionType: 'default',
      blobCount: blobs.length,
      blobs,
    },
  };
}

/** The manifest of a finished operation for one client. */
export function manifestOf(
  request: SimulatedRequest,
  operation: Operation,
): Manifest | undefined {
  const { finished } = operation;
  return (
    finished && {
      ...finished.manifest,
      rootDirectory: `${operation.blobOrigin ?? request.storageOrigin}${
        finished.directory
      }`,
    }
  );
}

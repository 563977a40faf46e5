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

import { z } from 'zod';
import { MicrosoftError } from '../MicrosoftError';

const manifestSchema = z.object({
  eTag: z.string().min(1),
  partnerTenantId: z.string(),
  rootDirectory: z.string(),
  sasToken: z.string(),
  blobCount: z.number().int().nonnegative(),
  blobs: z.array(z.object({ name: z.string().min(1) })),
});

/**
 * What an export consists of.
 *
 * @remarks `sasToken` is a secret: it is never stored or logged.
 */
export interface ExportManifest {
  /** Changes exactly when the data changes. */
  eTag: string;
  partnerTenantId: string;
  /** Address of the folder that the blobs are in. */
  rootDirectory: string;
  /** Query string that gives the right to read, without a question mark. */
  sasToken: string;
  /** Names of the blobs, gzip of JSON lines each. */
  blobNames: string[];
  /** Month that the folder's name claims, `YYYY-MM`, where it claims one. */
  billingPeriod?: string;
}

/**
 * Reads a manifest of Graph partner billing.
 *
 * @throws MicrosoftError when it is not one, or contradicts itself.
 */
export function readManifest(body: unknown): ExportManifest {
  const parsed = manifestSchema.safeParse(body);
  if (!parsed.success) {
    throw new MicrosoftError('The manifest of the export cannot be read', {
      kind: 'content',
      words: z.prettifyError(parsed.error),
      transient: false,
    });
  }
  const { blobs, blobCount, sasToken, ...rest } = parsed.data;
  const blobNames = blobs.map(blob => blob.name);
  if (blobNames.length !== blobCount) {
    throw new MicrosoftError(
      `The manifest promises ${blobCount} blobs and lists ${blobNames.length}`,
      { kind: 'content', transient: true },
    );
  }
  if (new Set(blobNames).size !== blobNames.length) {
    throw new MicrosoftError('The manifest lists a blob twice', {
      kind: 'content',
      transient: true,
    });
  }
  const month = /\/BillingMonth=(\d{4})(\d{2})(?:\/|$)/.exec(
    rest.rootDirectory,
  );
  return {
    ...rest,
    rootDirectory: rest.rootDirectory.replace(/\/$/, ''),
    sasToken: sasToken.replace(/^\?/, ''),
    blobNames,
    billingPeriod: month ? `${month[1]}-${month[2]}` : undefined,
  };
}

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

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { priceRefusal } from '../../connectors/priceRefusal';
import { UnusableConnectorError } from '../../connectors/UnusableConnectorError';
import { problemOf } from '../../errors';
import type {
  PartnerApiFile,
  ReceivedFile,
} from '../../microsoft/partnerApi/PartnerApiClient';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { CollectionContext } from './CollectionSource';
import { spoolOf } from './spoolOf';

/** A file of the Partner API, with the folder of the job that it is in. */
export interface DownloadedPrices extends ReceivedFile {
  file: string;
  /** For what the job needs on the disk besides. */
  directory: string;
}

/**
 * Downloads a file of the Partner API into the job's folder.
 *
 * @returns Undefined when Microsoft has no such file.
 * @throws UnusableConnectorError when the person who consented, or the
 * application, may not read it.
 */
export async function downloadPrices(
  context: CollectionContext,
  file: PartnerApiFile,
): Promise<DownloadedPrices | undefined> {
  const { archiveDirectory, clients, job, now, report, signal } = context;
  const directory = join(spoolOf(archiveDirectory, job), job.ticket);
  await mkdir(directory, { recursive: true });
  report({ stage: 'downloading' });
  const target = join(directory, `${file.kind}.csv`);
  let bytes = 0;
  try {
    const received = await clients.partnerApi.download(file, {
      target,
      onBytes: more => {
        bytes += more;
        report({ bytes });
      },
      signal,
    });
    return { ...received, file: target, directory };
  } catch (error) {
    const refusal = priceRefusal(error);
    if (refusal && error instanceof MicrosoftError) {
      throw new UnusableConnectorError(problemOf(refusal, now(), { error }));
    }
    if (error instanceof MicrosoftError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

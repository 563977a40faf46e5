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

import {
  ContainerClient,
  type ContainerClientOptions,
} from '@azure/storage-blob';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ArchiveStore } from '../../ledger/archive/ArchiveStore';
import { AzureBlobArchive } from '../../ledger/archive/AzureBlobArchive';
import { DirectoryArchive } from '../../ledger/archive/DirectoryArchive';
import { parseOrigin } from '../../microsoft/http/PinnedOrigins';
import { readAzureIdentity } from '../../microsoft/identity/readAzureIdentity';

/** Longest wait for one answer of Azure Blob Storage, in milliseconds. */
const TRY_TIMEOUT_MS = 60_000;

const CLIENT_OPTIONS: ContainerClientOptions & {
  redirectOptions: { maxRetries: number };
} = {
  retryOptions: {
    maxTries: 4,
    tryTimeoutInMs: TRY_TIMEOUT_MS,
    retryDelayInMs: 500,
    maxRetryDelayInMs: 10_000,
  },
  // Lines and a token would be sent to wherever an answer points.
  redirectOptions: { maxRetries: 0 },
};

/**
 * Reads `cspCosts.archive`.
 *
 * @param directory - Where a directory keeps lines, absolute.
 * @throws InputError that names the field and the remedy.
 */
export function createArchiveStore(
  config: Config,
  directory: string,
): ArchiveStore {
  const archive = config.getConfig('cspCosts.archive');
  const type = archive.getOptionalString('type') ?? 'directory';
  if (type === 'directory') {
    return new DirectoryArchive(directory);
  }
  if (type !== 'azureBlobStorage') {
    throw new InputError(
      `cspCosts.archive.type is "${type}"; it is directory or azureBlobStorage`,
    );
  }
  return new AzureBlobArchive(createContainerClient(archive));
}

function createContainerClient(archive: Config): ContainerClient {
  const containerName = archive.getOptionalString('containerName');
  if (!containerName) {
    throw new InputError(
      'cspCosts.archive.containerName is missing; write the name of a container that is there',
    );
  }
  const accountUrl = archive.getOptionalString('accountUrl');
  const connectionString = archive.getOptionalString('connectionString');
  if ((accountUrl === undefined) === (connectionString === undefined)) {
    throw new InputError(
      'cspCosts.archive needs either accountUrl, such as https://my-account.blob.core.windows.net, or connectionString',
    );
  }
  const client =
    accountUrl === undefined
      ? withConnectionString(connectionString!, containerName)
      : new ContainerClient(
          `${originOf('accountUrl', accountUrl)}/${encodeURIComponent(
            containerName,
          )}`,
          readAzureIdentity(archive),
          CLIENT_OPTIONS,
        );
  originOf('connectionString', new URL(client.url).origin);
  return client;
}

function withConnectionString(
  connectionString: string,
  containerName: string,
): ContainerClient {
  try {
    return new ContainerClient(connectionString, containerName, CLIENT_OPTIONS);
  } catch {
    // The cause may repeat the key.
    throw new InputError(
      'cspCosts.archive.connectionString cannot be read; copy it from the access keys of the storage account',
    );
  }
}

/** @throws InputError when it would send secrets over plain HTTP, or is none. */
function originOf(field: string, text: string): string {
  try {
    return parseOrigin(text).origin;
  } catch (error) {
    throw new InputError(
      `cspCosts.archive.${field}: ${(error as Error).message}`,
    );
  }
}

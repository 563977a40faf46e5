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

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { ContainerClient } from '@azure/storage-blob';

/** The account that Azurite has, and its key: both are public. */
const ACCOUNT = 'devstoreaccount1';
const KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Azure Blob Storage on this machine, in memory. */
export interface Azurite {
  /** Makes a container. */
  container(): Promise<{ name: string; client: ContainerClient }>;
  connectionString: string;
  stop(): Promise<void>;
}

/** Starts Azurite's blob service in a process of its own, on a free port. */
export async function startAzurite(): Promise<Azurite> {
  const service = spawn(
    process.execPath,
    [
      require.resolve('azurite/dist/src/blob/main.js'),
      '--blobPort=0',
      '--inMemoryPersistence',
      '--disableTelemetry',
      '--skipApiVersionCheck',
      '--silent',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const port = await new Promise<string>((resolve, reject) => {
    let output = '';
    service.stdout.on('data', chunk => {
      output += chunk;
      const listening = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
      if (listening) {
        resolve(listening[1]!);
      }
    });
    service.once('exit', () =>
      reject(new Error(`Azurite did not start: ${output}`)),
    );
  });
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=http://127.0.0.1:${port}/${ACCOUNT};`;
  return {
    connectionString,
    container: async () => {
      const name = `lines-${randomUUID()}`;
      const client = new ContainerClient(connectionString, name);
      await client.create();
      return { name, client };
    },
    stop: async () => {
      const ended = once(service, 'exit');
      service.kill('SIGKILL');
      await ended;
    },
  };
}

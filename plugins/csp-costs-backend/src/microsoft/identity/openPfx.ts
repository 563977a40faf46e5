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

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { InputError } from '@backstage/errors';

/** Far above what any tool's files take. */
const LIMIT_MS = 10_000;
const LIMIT_MB = 128;

/** What a PKCS #12 file has in it. Holds the key itself. */
export interface PfxContent {
  /** PEM; absent when there is none that is RSA. */
  privateKey?: string;
  /** PEM. */
  certificates: string[];
}

/**
 * Runs on a thread of its own, where it has no module of ours. Written out in
 * JavaScript, only so that it can be stopped anywhere: a derivation that is
 * done natively cannot.
 */
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads');
  const forge = require(workerData.forge);
  forge.options.usePureJavaScript = true;
  function open() {
    const file = forge.pkcs12.pkcs12FromAsn1(
      forge.asn1.fromDer(forge.util.decode64(workerData.pfx)),
      workerData.password,
    );
    const bags = name => {
      const bagType = forge.pki.oids[name];
      return file.getBags({ bagType })[bagType] ?? [];
    };
    const [bag] = [...bags('pkcs8ShroudedKeyBag'), ...bags('keyBag')];
    return {
      privateKey: bag?.key ? forge.pki.privateKeyToPem(bag.key) : undefined,
      certificates: bags('certBag').flatMap(({ cert }) =>
        cert ? [forge.pki.certificateToPem(cert)] : [],
      ),
    };
  }
  try {
    parentPort.postMessage(open());
  } catch (error) {
    parentPort.postMessage(
      /password|mac/i.test(String(error)) ? 'locked' : 'unreadable',
    );
  }
`;

/**
 * Opens a PKCS #12 file.
 *
 * @remarks The file itself says how much work it is to open: a crafted one
 * takes hours. It is given up then, and the backend answers others meanwhile.
 * @throws InputError that names the field and the remedy.
 */
export async function openPfx(input: {
  /** Base64. */
  pfx: string;
  password: string;
}): Promise<PfxContent> {
  const worker = new Worker(SCRIPT, {
    eval: true,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: LIMIT_MB },
    workerData: { ...input, forge: require.resolve('node-forge') },
  });
  let found: PfxContent | 'locked' | 'unreadable';
  try {
    [found] = await once(worker, 'message', {
      signal: AbortSignal.timeout(LIMIT_MS),
    });
  } catch {
    throw new InputError(
      'pfx takes too much work to open; export it again with fewer iterations, such as 2048',
    );
  } finally {
    await worker.terminate();
  }
  if (found === 'locked') {
    throw new InputError('password does not open the file');
  }
  if (found === 'unreadable') {
    throw new InputError('pfx is not a PKCS #12 file (.pfx or .p12)');
  }
  return found;
}

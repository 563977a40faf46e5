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
import { PinnedOrigins } from '../http/PinnedOrigins';
import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';

/** Longest wait for one sign-in service. */
const TIMEOUT_MS = 5_000;

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const schema = z.object({
  issuer: z.string().regex(GUID),
  token_endpoint: z.url(),
});

/** A tenant, as the sign-in service of a cloud knows it. */
export interface DiscoveredTenant {
  tenantId: string;
  /** Origin of the sign-in service that the tenant signs in at, which may be that of another cloud. */
  loginOrigin: string;
}

/**
 * Asks the sign-in service of a cloud for a tenant. Nothing secret is sent.
 *
 * @param tenant - Its id, or one of its domains.
 * @returns Undefined when the cloud does not know it.
 * @throws MicrosoftError of kind `network` when there is no answer within five
 * seconds, or none of a sign-in service.
 */
export async function discoverTenant(options: {
  cloud: Pick<MicrosoftCloud, 'loginUrl'>;
  tenant: string;
  signal: AbortSignal;
}): Promise<DiscoveredTenant | undefined> {
  const { cloud, tenant, signal } = options;
  const url = new PinnedOrigins({
    apis: [cloud.loginUrl],
    downloads: [],
  }).check(
    `${cloud.loginUrl}/${encodeURIComponent(
      tenant,
    )}/v2.0/.well-known/openid-configuration`,
  );
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw unreachable(`No answer from ${url.host}`, cause);
  }
  if ([400, 404].includes(response.status)) {
    return undefined;
  }
  const read = schema.safeParse(response.ok ? readJson(text) : undefined);
  if (!read.success) {
    throw unreachable(
      `${url.host} answered ${response.status}, and not as a sign-in service`,
    );
  }
  return {
    tenantId: GUID.exec(read.data.issuer)![0].toLowerCase(),
    loginOrigin: new URL(read.data.token_endpoint).origin,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(message: string, cause?: unknown): MicrosoftError {
  return new MicrosoftError(message, {
    kind: 'network',
    transient: true,
    cause,
  });
}

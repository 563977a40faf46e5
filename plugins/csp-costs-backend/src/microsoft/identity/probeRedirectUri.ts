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

import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';
import { PinnedOrigins } from '../http/PinnedOrigins';

/** Whether a redirect URL is registered, as far as Microsoft lets it be seen. */
export type RedirectUriProbe =
  | { outcome: 'registered' }
  | { outcome: 'not-registered'; error: MicrosoftError }
  /** Microsoft refused for another reason, before it looked at the URL. */
  | { outcome: 'refused'; error: MicrosoftError }
  /** The answer says neither. */
  | { outcome: 'unknown' };

/** What a silent sign-in without a session ends with, wherever it is shown. */
const NOBODY_SIGNED_IN = 50058;

/** Sign-in pages are larger than they should be. */
const MAX_PAGE_BYTES = 2 * 1024 * 1024;

/**
 * Finds out whether a redirect URL is registered with an application, without
 * anybody signing in.
 *
 * @remarks
 * There is no documented way to ask. A silent sign-in without a session is
 * answered by a redirect that says `login_required`, and Microsoft redirects
 * to registered URLs only; otherwise it shows a page with the reason. That is
 * observed behaviour: what does not look like either is `unknown`.
 *
 * @throws MicrosoftError of kind `network` when there is no answer.
 */
export async function probeRedirectUri(options: {
  cloud: Pick<MicrosoftCloud, 'loginUrl'>;
  tenantId: string;
  clientId: string;
  redirectUrl: string;
  signal: AbortSignal;
}): Promise<RedirectUriProbe> {
  const { cloud, tenantId, clientId, redirectUrl, signal } = options;
  const origins = new PinnedOrigins({ apis: [cloud.loginUrl], downloads: [] });
  const url = origins.check(
    `${cloud.loginUrl}/${encodeURIComponent(
      tenantId,
    )}/oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: redirectUrl,
      scope: 'openid',
      state: 'redirect-url-check',
      prompt: 'none',
    })}`,
  );
  let response: Response;
  let page = '';
  try {
    response = await fetch(url, { redirect: 'manual', signal });
    page = await readStart(response);
  } catch (cause) {
    signal.throwIfAborted();
    throw new MicrosoftError(`No answer from ${url.host}`, {
      kind: 'network',
      transient: true,
      cause,
    });
  }
  return readAnswer(response, page, redirectUrl);
}

function readAnswer(
  response: Response,
  page: string,
  redirectUrl: string,
): RedirectUriProbe {
  const location = response.headers.get('location');
  if (location !== null) {
    return isBackAt(location, redirectUrl)
      ? { outcome: 'registered' }
      : { outcome: 'unknown' };
  }
  const found = /AADSTS(\d+)(?::\s*([^<"\\]{0,400}))?/.exec(page);
  if (!found) {
    return { outcome: 'unknown' };
  }
  const number = Number(found[1]);
  if (number === NOBODY_SIGNED_IN) {
    return { outcome: 'unknown' };
  }
  const error = new MicrosoftError(`The sign-in page shows AADSTS${number}`, {
    kind: 'identity',
    code: `AADSTS${number}`,
    words: found[2]
      ? found[0].split(/\s*(?:Trace ID|Correlation ID):/)[0]
      : undefined,
    requestId: response.headers.get('x-ms-request-id') ?? undefined,
    transient: false,
  });
  return {
    outcome: [50011, 500113].includes(number) ? 'not-registered' : 'refused',
    error,
  };
}

/** Whether Microsoft sends the browser back to the redirect URL. */
function isBackAt(location: string, redirectUrl: string): boolean {
  try {
    const target = new URL(location);
    const expected = new URL(redirectUrl);
    return (
      target.origin === expected.origin && target.pathname === expected.pathname
    );
  } catch {
    return false;
  }
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) {
      return text;
    }
    text += decoder.decode(chunk.value, { stream: true });
    bytes += chunk.value.byteLength;
    if (bytes > MAX_PAGE_BYTES) {
      await reader?.cancel();
      return text;
    }
  }
}

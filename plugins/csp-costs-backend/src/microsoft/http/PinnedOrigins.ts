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

import { MicrosoftError } from '../MicrosoftError';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads an origin, such as `https://graph.microsoft.com` or
 * `https://*.blob.core.windows.net`.
 *
 * @throws Error when it is not one, or would send secrets over plain HTTP.
 */
export function parseOrigin(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error(`"${text}" is not a URL`);
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new Error(
      `"${text}" must be an origin, that is scheme, host and port only`,
    );
  }
  if (
    url.protocol !== 'https:' &&
    !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))
  ) {
    throw new Error(
      `"${text}" must use https (http is accepted for this machine only)`,
    );
  }
  return url;
}

/**
 * The origins that a connector may talk to.
 *
 * @remarks
 *
 * Links, `Location` headers and blob addresses come from the wire. Whoever can
 * forge one could have a token sent to themselves, so every address is checked
 * against this list before anything is sent.
 */
export class PinnedOrigins {
  readonly #exact = new Set<string>();
  readonly #suffixes: Array<{ protocol: string; suffix: string }> = [];

  readonly #withToken = new Set<string>();

  /**
   * @param origins - `apis` may be sent tokens; `downloads` never are, and `*.`
   * in front of a host stands for any subdomain.
   */
  constructor(origins: { apis: string[]; downloads: string[] }) {
    for (const origin of origins.apis) {
      this.#withToken.add(parseOrigin(origin).origin);
    }
    for (const origin of [...origins.apis, ...origins.downloads]) {
      const url = parseOrigin(origin.replace('://*.', '://wildcard.'));
      if (origin.includes('://*.')) {
        this.#suffixes.push({
          protocol: url.protocol,
          suffix: url.host.slice('wildcard'.length),
        });
      } else {
        this.#exact.add(url.origin);
      }
    }
  }

  /**
   * Gives the URL when it is on a pinned origin, and on one of an API when a
   * token is to go with it: anybody can have a storage account.
   *
   * @throws MicrosoftError of kind `origin` when it is not.
   */
  check(
    address: string | URL,
    { withToken = false }: { withToken?: boolean } = {},
  ): URL {
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      // The cause would repeat the text, which may hold a signature.
      throw new MicrosoftError('Microsoft sent an address that is not a URL', {
        kind: 'origin',
        transient: false,
      });
    }
    const pinned =
      !url.username &&
      !url.password &&
      (!withToken || this.#withToken.has(url.origin)) &&
      (this.#exact.has(url.origin) ||
        this.#suffixes.some(
          ({ protocol, suffix }) =>
            url.protocol === protocol && url.host.endsWith(suffix),
        ));
    if (!pinned) {
      throw new MicrosoftError(
        `${url.origin} is not an origin this connector may talk to`,
        { kind: 'origin', transient: false },
      );
    }
    return url;
  }
}

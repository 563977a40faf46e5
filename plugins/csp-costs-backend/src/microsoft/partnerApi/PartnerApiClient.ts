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
import type { MicrosoftHttp } from '../http/MicrosoftHttp';
import type { TokenSource } from '../identity/TokenSource';

/** How many dollars a unit of a currency was in a month. */
export interface ExchangeRate {
  /** ISO 4217. */
  currencyCode: string;
  /** Digits as Microsoft sent them. */
  usdPerUnit: string;
}

const RATE = /^"?([A-Z]{3})"?,"?(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"?(?:,|$)/;

/**
 * The Partner API, which has prices and exchange rates.
 *
 * @remarks It answers in the name of a person only: Admin agent or Sales agent.
 */
export class PartnerApiClient {
  readonly #cloud: MicrosoftCloud;
  readonly #http: MicrosoftHttp;
  readonly #tokens: TokenSource;

  constructor(options: {
    cloud: MicrosoftCloud;
    http: MicrosoftHttp;
    tokens: TokenSource;
  }) {
    this.#cloud = options.cloud;
    this.#http = options.http;
    this.#tokens = options.tokens;
  }

  /**
   * The exchange rates of a calendar month.
   *
   * @param month - `2026-10`.
   * @throws MicrosoftError, with status 400 when token or application are not
   * set up for this API.
   */
  async exchangeRates(
    month: string,
    signal: AbortSignal,
  ): Promise<ExchangeRate[]> {
    const { partnerApiUrl, resources } = this.#cloud;
    if (!partnerApiUrl) {
      throw new MicrosoftError('The cloud has no Partner API', {
        kind: 'origin',
        transient: false,
      });
    }
    const response = await this.#http.send({
      service: 'partner-api',
      url: `${partnerApiUrl}/v1.0/sales/fxrates(Month='${month.replace(
        '-',
        '',
      )}')/$value`,
      headers: {
        Accept: '*/*',
        // With "deflate" the answer is not compressed but a ZIP archive.
        'Accept-Encoding': 'identity',
      },
      token: ({ refresh }) =>
        this.#tokens.get(resources.partnerApi, { refresh }),
      signal,
    });
    return readRates(
      await response.text().catch(cause => {
        signal.throwIfAborted();
        throw new MicrosoftError('The exchange rates broke off', {
          kind: 'network',
          transient: true,
          cause,
        });
      }),
    );
  }
}

function readRates(text: string): ExchangeRate[] {
  const [header = '', ...lines] = text
    .split(/\r?\n/)
    .filter(line => line.trim() !== '');
  const rates = lines.map(line => {
    const [, currencyCode, usdPerUnit] = RATE.exec(line) ?? [];
    return { currencyCode: currencyCode ?? '', usdPerUnit: usdPerUnit ?? '' };
  });
  if (
    !/CurrencyCode/i.test(header) ||
    rates.some(({ usdPerUnit }) => usdPerUnit === '')
  ) {
    throw new MicrosoftError('The exchange rates have an unknown shape', {
      kind: 'content',
      words: text.startsWith('PK\u0003\u0004')
        ? 'It is a ZIP archive, although a plain file was asked for'
        : undefined,
      transient: false,
    });
  }
  return rates;
}

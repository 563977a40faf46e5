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

/** A page that a {@link ConsentBrowser} is on. */
export interface BrowserPage {
  url: string;
  status: number;
  html: string;
  /** Its text, as a person reads it. */
  text: string;
}

/**
 * A browser as far as a sign-in needs one: it keeps cookies by SameSite rules,
 * follows redirects, clicks links and sends forms, all over real HTTP.
 */
export class ConsentBrowser {
  /** By host, then name. Only cookies of `Lax` are known here. */
  readonly #cookies = new Map<string, Map<string, string>>();
  #page: BrowserPage | undefined;

  /** Opens an address, as if typed. What is behind `#` is not sent. */
  async open(url: string): Promise<BrowserPage> {
    return this.#go(url, { method: 'GET', crossSite: false });
  }

  /** Sends a form of another page, such as the portal's. */
  async post(
    url: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<BrowserPage> {
    return this.#go(url, {
      method: 'POST',
      fields,
      crossSite: false,
      headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    });
  }

  /** Sends the form of the page, with some fields filled in. */
  async submit(filledIn: Record<string, string> = {}): Promise<BrowserPage> {
    const { url, html } = this.#page!;
    const [form] = /<form[\s\S]*?<\/form>/.exec(html) ?? [];
    if (!form) {
      throw new Error(`There is no form on ${url}: ${html}`);
    }
    const action = new URL(unescape(/action="([^"]*)"/.exec(form)![1]!), url);
    const fields = Object.fromEntries(
      [...form.matchAll(/<input[^>]*>/g)].map(([input]) => [
        /name="([^"]*)"/.exec(input)![1]!,
        unescape(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
      ]),
    );
    return this.#go(action.toString(), {
      method: 'POST',
      fields: { ...fields, ...filledIn },
      crossSite: action.host !== new URL(url).host,
      headers: {
        'Sec-Fetch-Site':
          action.host === new URL(url).host ? 'same-origin' : 'cross-site',
      },
    });
  }

  /** Clicks the link whose markup has a text. */
  async click(text: string): Promise<BrowserPage> {
    const { url, html } = this.#page!;
    const link = [
      ...html.matchAll(/<a\s[^>]*href="([^"]*)"[\s\S]*?<\/a>/g),
    ].find(([markup]) => markup.includes(text));
    if (!link) {
      throw new Error(`There is no link "${text}" on ${url}: ${html}`);
    }
    return this.#go(new URL(unescape(link[1]!), url).toString(), {
      method: 'GET',
      crossSite: false,
    });
  }

  /**
   * Signs in at Microsoft's page, and goes back to where Microsoft leads.
   *
   * @param account - Key of one of the simulator's accounts.
   */
  async signIn(account: string): Promise<BrowserPage> {
    const back = await this.click(account);
    if (!back.html.includes('<form')) {
      // Microsoft shows this failure itself.
      return back;
    }
    // From Microsoft's page to the callback, and from there to the end.
    await this.submit();
    return this.submit();
  }

  /** Cookies that a host has set, to look at. */
  cookiesOf(host: string): ReadonlyMap<string, string> {
    return this.#cookies.get(host) ?? new Map();
  }

  async #go(
    url: string,
    request: {
      method: 'GET' | 'POST';
      fields?: Record<string, string>;
      crossSite: boolean;
      headers?: Record<string, string>;
    },
  ): Promise<BrowserPage> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    // Lax: not with a form that another site sends.
    const cookies =
      request.crossSite && request.method === 'POST' ? [] : [...jar.entries()];
    const response = await fetch(url, {
      method: request.method,
      redirect: 'manual',
      headers: {
        Accept: 'text/html',
        ...(cookies.length > 0
          ? { Cookie: cookies.map(pair => pair.join('=')).join('; ') }
          : {}),
        ...request.headers,
      },
      body: request.fields && new URLSearchParams(request.fields),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) {
        jar.delete(name);
      } else {
        jar.set(name, value);
      }
      this.#cookies.set(host, jar);
    }
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location) {
      await response.arrayBuffer();
      return this.#go(new URL(location, url).toString(), {
        method: 'GET',
        crossSite: false,
      });
    }
    const html = await response.text();
    this.#page = {
      url,
      status: response.status,
      html,
      text: unescape(
        html
          .replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' '),
      ),
    };
    return this.#page;
  }
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

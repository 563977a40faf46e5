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

import type { Knex } from 'knex';
import { ConsentBrowser } from '../../__testUtils__/ConsentBrowser';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';

const { databases, ids } = testDatabases();

const MINUTE_MS = 60_000;

describe.each(ids)('a sign-in that is abused on %s', databaseId => {
  let harness: CspCostsHarness;
  let knex: Knex;
  let connectorId: string;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    harness = await CspCostsHarness.create({
      knex,
      simulator: { customers: 1, months: 0, linesPerCustomerDay: 1 },
    });
    connectorId = await harness.connect();
  });

  afterEach(() => harness.stop());

  async function consent() {
    return (await harness.api.getConnector(connectorId)).consent;
  }

  /** Opens a sign-in and goes as far as Microsoft's answer, which is not sent on. */
  async function answered(browser = new ConsentBrowser()) {
    const { startUrl, ticket } = await harness.api.startConsent(connectorId);
    await browser.post(startUrl, { ticket });
    await browser.click('billing-agent');
    const forward = await browser.submit();
    const value = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(forward.html)![1]!;
    return {
      browser,
      startUrl,
      ticket,
      finishUrl: new URL('finish', startUrl).toString(),
      answer: { state: value('state'), code: value('code') },
    };
  }

  function wasRefused() {
    expect(harness.audit.at(-1)).toMatchObject({
      eventId: 'consent-give',
      status: 'failed',
      meta: { connectorId, requestedBy: 'user:default/mock' },
    });
  }

  it('refuses a ticket that is used again', async () => {
    const { startUrl, ticket } = await answered();
    const page = await new ConsentBrowser().post(startUrl, { ticket });
    expect(page.status).toBe(403);
    expect(page.text).toContain('opened before');
  });

  it('refuses a ticket that another site sends, and leaves it good', async () => {
    const { startUrl, ticket } = await harness.api.startConsent(connectorId);
    const forged = await new ConsentBrowser().post(
      startUrl,
      { ticket },
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    );
    expect(forged.status).toBe(403);
    const own = await new ConsentBrowser().post(startUrl, { ticket });
    expect(own.text).toContain('billing-agent');
  });

  it('refuses an answer that is sent again', async () => {
    const { browser, finishUrl, answer } = await answered();
    expect((await browser.post(finishUrl, answer)).status).toBe(200);
    const again = await browser.post(finishUrl, answer);
    expect(again.status).toBe(403);
    wasRefused();
  });

  it("refuses an answer in somebody else's browser", async () => {
    const { browser, finishUrl, answer } = await answered();
    for (const other of [new ConsentBrowser(), (await answered()).browser]) {
      const page = await other.post(finishUrl, answer);
      expect(page.status).toBe(403);
      expect(page.text).toContain('another browser');
      wasRefused();
    }
    expect(await consent()).toBeUndefined();
    // It was not used up by that.
    expect((await browser.post(finishUrl, answer)).status).toBe(200);
  });

  it('refuses a code under the state of another sign-in', async () => {
    const first = await answered();
    const second = await answered(first.browser);
    const page = await first.browser.post(first.finishUrl, {
      state: first.answer.state,
      code: second.answer.code,
    });
    // Its proofs are those of the first sign-in, so Microsoft refuses it.
    expect(page.status).toBe(403);
    expect(await consent()).toBeUndefined();
    wasRefused();
  });

  it('refuses an unknown state', async () => {
    const { browser, finishUrl, answer } = await answered();
    const page = await browser.post(finishUrl, { ...answer, state: 'guess' });
    expect(page.status).toBe(403);
    expect(page.text).toContain('its state is unknown');
  });

  it('lets no stranger fill the audit trail', async () => {
    const { startUrl, finishUrl } = await answered();
    const before = harness.audit.length;
    const stranger = new ConsentBrowser();
    for (const [url, fields] of [
      [finishUrl, { state: 'guess', code: 'guess' }],
      [finishUrl, { state: '', error: 'access_denied' }],
      [startUrl, { token: 'guess' }],
      [startUrl, { ticket: 'guess' }],
    ] as const) {
      expect((await stranger.post(url, fields)).status).toBe(403);
    }
    expect(harness.audit.slice(before)).toEqual([]);
  });

  it('refuses an answer after 15 minutes', async () => {
    const { browser, finishUrl, answer } = await answered();
    harness.simulator.clock.advance(16 * MINUTE_MS);
    const page = await browser.post(finishUrl, answer);
    expect(page.status).toBe(403);
    expect(page.text).toContain('15 minutes');
    wasRefused();
  });

  it('refuses an answer for a connector that was disconnected meanwhile', async () => {
    const { browser, finishUrl, answer } = await answered();
    await harness.api.disconnect(connectorId);
    expect((await browser.post(finishUrl, answer)).status).toBe(403);
    expect(await consent()).toBeUndefined();
  });

  it('shows sign-ins of a connector under no other', async () => {
    const { consentId } = await harness.api.startConsent(connectorId);
    await expect(
      harness.api.getConsent('demo', consentId),
    ).rejects.toMatchObject({ statusCode: 404 });
  });

  it('sends people to Microsoft only, whatever a request claims', async () => {
    const { startUrl, ticket } = await harness.api.startConsent(connectorId);
    const response = await fetch(
      `${startUrl}?redirect=https://evil.example&returnTo=//evil.example`,
      {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'Sec-Fetch-Site': 'same-origin',
          'X-Forwarded-Host': 'evil.example',
          'X-Forwarded-Proto': 'https',
          Forwarded: 'host=evil.example;proto=https',
        },
        body: new URLSearchParams({
          ticket,
          redirect_uri: 'https://evil.example/callback',
        }),
      },
    );
    const location = new URL(response.headers.get('location')!);
    expect(location.origin).toBe(harness.simulator.url);
    expect(location.searchParams.get('redirect_uri')).toBe(
      new URL('callback', startUrl).toString(),
    );
    expect(location.searchParams.get('response_mode')).toBe('form_post');
    expect(location.searchParams.get('code_challenge_method')).toBe('S256');
    expect(`${location}`).not.toContain('evil.example');
    const cookie = response.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\/api\/csp-costs\/consent/);
  });

  it('makes nothing of an approval that comes back forged', async () => {
    const { startUrl } = await harness.api.startConsent(connectorId);
    const callback = new URL('callback', startUrl);
    callback.search =
      '?admin_consent=True&tenant=00000000-0000-4000-8000-000000000000&state=x';
    const page = await new ConsentBrowser().open(callback.toString());
    expect(page.text).toContain('Approved');
    expect(await consent()).toBeUndefined();
    callback.search = '?error=<script>alert(1)</script>';
    const other = await new ConsentBrowser().open(callback.toString());
    expect(other.html).not.toContain('alert(1)');
  });

  it('runs no script of anybody else', async () => {
    const { startUrl } = await harness.api.startConsent(connectorId);
    const response = await fetch(new URL('callback', startUrl), {
      method: 'POST',
      body: new URLSearchParams({
        state: '"><script>alert(1)</script>',
        error: 'x',
      }),
    });
    expect(await response.text()).not.toContain('<script>alert(1)');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toContain('unsafe-inline');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  describe('by a link', () => {
    async function open(url: string, browser = new ConsentBrowser()) {
      const { origin, pathname, hash } = new URL(url);
      await browser.open(`${origin}${pathname}`);
      // What the script of the page does.
      const page = await browser.submit({ token: hash.slice(1) });
      return { browser, page };
    }

    it('tells the name and nothing else, and works without a login', async () => {
      const { url } = await harness.api.createConsentLink(connectorId);
      const { browser, page } = await open(url);
      expect(page.text).toContain('Connect Portal partner');
      const { partner } = harness.simulator;
      for (const hidden of [
        partner.tenantId,
        partner.clientId,
        connectorId,
        'guest',
        'mock',
      ]) {
        expect(page.html).not.toContain(hidden);
      }
      await browser.submit();
      expect((await browser.signIn('billing-agent')).text).toContain(
        'is connected',
      );
      expect(await consent()).toMatchObject({ method: 'link' });
    });

    it('can be tried again until it has worked once', async () => {
      const { url } = await harness.api.createConsentLink(connectorId);
      const { browser } = await open(url);
      await browser.submit();
      expect((await browser.signIn('no-mfa')).text).toContain(
        'open the link again',
      );
      const again = await open(url);
      await again.browser.submit();
      expect((await again.browser.signIn('billing-agent')).status).toBe(200);
      const late = await open(url);
      expect(late.page.status).toBe(403);
      expect(late.page.text).toContain('unknown, was used, or is too old');
    });

    it('says on record for which connector, and keeps few of many sign-ins', async () => {
      const { url } = await harness.api.createConsentLink(connectorId);
      const { browser: first } = await open(url);
      await first.submit();
      expect(harness.audit.at(-1)).toMatchObject({
        eventId: 'consent-start',
        status: 'succeeded',
        meta: { connectorId, requestedBy: 'user:default/mock', by: 'link' },
      });
      harness.simulator.clock.advance(MINUTE_MS);
      const token = new URL(url).hash.slice(1);
      const last = new ConsentBrowser();
      for (let count = 0; count < 10; count++) {
        await last.post(new URL('start', url).toString(), { token });
      }
      expect(await knex('consents').where({ kind: 'link' })).toHaveLength(5);
      expect((await first.signIn('billing-agent')).status).toBe(403);
      expect((await last.signIn('billing-agent')).status).toBe(200);
    });

    it('works for one of two people who come back at once', async () => {
      const { url } = await harness.api.createConsentLink(connectorId);
      const people = await Promise.all([open(url), open(url)]);
      await Promise.all(people.map(({ browser }) => browser.submit()));
      const ends = await Promise.all(
        people.map(({ browser }) => browser.signIn('billing-agent')),
      );
      expect(ends.map(({ status }) => status).sort()).toEqual([200, 403]);
    });

    it('ends after a day', async () => {
      const { url, expiresAt } = await harness.api.createConsentLink(
        connectorId,
      );
      expect(expiresAt).toBe('2026-11-15T09:00:00.000Z');
      harness.simulator.clock.advance(24 * 60 * MINUTE_MS);
      expect((await open(url)).page.status).toBe(403);
    });

    it('is nowhere but in the hands of who asked for it', async () => {
      const { url } = await harness.api.createConsentLink(connectorId);
      const token = new URL(url).hash.slice(1);
      expect(token).toHaveLength(43);
      expect(JSON.stringify(await knex('consent_links'))).not.toContain(token);
    });
  });
});

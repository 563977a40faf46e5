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

import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  ConnectorOptions,
  ConsentAttempt,
  ConsentLink,
  Problem,
  StartedConsent,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { explain } from '../../errors';
import { signInRefusal } from '../../microsoft/identity/identityError';
import type { ConnectorRecord } from '../ConnectorRecord';
import type { ConnectorRegistry } from '../ConnectorRegistry';
import type { ConsentKeeper } from './ConsentKeeper';
import { hashOf, proofsOf, randomText } from './consentSecrets';
import { requiredScopes } from './scopes';
import { readAttempt, type ConsentLinkRow, type ConsentRow } from './tables';

/** How long a sign-in may take. */
const SIGN_IN_MS = 15 * 60_000;

/** How long is known how a sign-in went. */
const KEEP_MS = 30 * 24 * 60 * 60_000;

/** What leads to Microsoft's sign-in page. */
export interface OpenedConsent {
  authorizationUrl: string;
  consentId: string;
  /** For the browser that opened it, in a cookie. */
  browserText: string;
}

/** What Microsoft sends the browser back with. */
export interface ConsentAnswer {
  state: string;
  code?: string;
  error?: string;
  errorDescription?: string;
}

/** How a sign-in ended, for the person at the browser. */
export interface ConsentEnd {
  connectorTitle: string;
  consentId: string;
  connectorId: string;
  requestedBy: string;
  status: 'given' | 'failed';
  account?: string;
  problem?: Problem;
  /** Who came by a link can use it again; others go back to the portal. */
  kind: ConsentRow['kind'];
}

/**
 * Lets a person sign in with Microsoft for a connector, in the operator's own
 * browser or by a link.
 *
 * @remarks
 * Four secrets guard the way, and the database has hashes of them only:
 *
 * - the ticket, which the portal gives to the operator and which opens a sign-in once;
 * - the link's token, which opens sign-ins until one of them succeeds;
 * - the state, which Microsoft sends back and which is good once;
 * - a text in a cookie of the browser that opened the sign-in. The answer is
 *   taken from that browser only, and the proofs for redeeming its code are
 *   made from that text.
 */
export class ConsentFlow {
  readonly #knex: Knex;
  readonly #registry: ConnectorRegistry;
  readonly #keeper: ConsentKeeper;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #pagesUrl: () => Promise<string>;
  readonly #linkMs: number;

  constructor(options: {
    knex: Knex;
    registry: ConnectorRegistry;
    keeper: ConsentKeeper;
    logger: LoggerService;
    now: () => Date;
    /** Address below which the consent pages are, as browsers see it. */
    pagesUrl: () => Promise<string>;
    /** How long a link is good for. */
    linkMs: number;
  }) {
    this.#knex = options.knex;
    this.#registry = options.registry;
    this.#keeper = options.keeper;
    this.#logger = options.logger;
    this.#now = options.now;
    this.#pagesUrl = options.pagesUrl;
    this.#linkMs = options.linkMs;
  }

  /** What has to be registered as a redirect URI of the application. */
  async redirectUrl(): Promise<string> {
    return `${await this.#pagesUrl()}/callback`;
  }

  /** What a person who prepares a sign-in has to know. */
  async options(): Promise<
    Pick<ConnectorOptions, 'redirectUrl' | 'consentLinkHours'>
  > {
    return {
      redirectUrl: await this.redirectUrl(),
      consentLinkHours: this.#linkMs / 3_600_000,
    };
  }

  /** Begins a sign-in of the operator. */
  async start(
    connector: ConnectorRecord,
    requestedBy: string,
  ): Promise<StartedConsent> {
    await this.#keeper.assertReady(connector, await this.redirectUrl());
    const ticket = randomText();
    const row = await this.#insert(connector, {
      kind: 'popup',
      requestedBy,
      ticket,
    });
    return {
      ...readAttempt(row, this.#now()),
      startUrl: `${await this.#pagesUrl()}/start`,
      ticket,
    };
  }

  /** Makes a link for somebody else. */
  async createLink(
    connector: ConnectorRecord,
    requestedBy: string,
  ): Promise<ConsentLink> {
    await this.#keeper.assertReady(connector, await this.redirectUrl());
    const token = randomText();
    const now = this.#now();
    const expiresAt = new Date(now.getTime() + this.#linkMs).toISOString();
    await this.#knex<ConsentLinkRow>('consent_links').insert({
      link_id: randomUUID(),
      connector_id: connector.connectorId,
      token_hash: hashOf(token),
      created_by: requestedBy,
      created_at: now.toISOString(),
      expires_at: expiresAt,
    });
    // The part behind # stays in the browser: no server's log has it.
    return { url: `${await this.#pagesUrl()}/link#${token}`, expiresAt };
  }

  /**
   * What somebody who has a link may know: what it is for.
   *
   * @throws NotFoundError when the link is unknown, over, or was used.
   */
  async describeLink(token: string): Promise<{ connectorTitle: string }> {
    const { connector } = await this.#findLink(token);
    return { connectorTitle: connector.settings.title };
  }

  /**
   * Opens the sign-in of a ticket, once.
   *
   * @throws NotFoundError when the ticket is unknown, over, or was used.
   */
  async openTicket(ticket: string): Promise<OpenedConsent> {
    const [row] = await this.#knex<ConsentRow>('consents')
      .where({ ticket_hash: hashOf(ticket), status: 'started' })
      .where('expires_at', '>', this.#now().toISOString())
      .update({ ticket_hash: null })
      .returning('*');
    if (!row) {
      throw new NotFoundError(
        'This sign-in has been opened before, or has taken too long; start it again in the portal',
      );
    }
    return this.#open(await this.#registry.get(row.connector_id), row);
  }

  /**
   * Opens a new sign-in of a link.
   *
   * @throws NotFoundError when the link is unknown, over, or was used.
   */
  async openLink(token: string): Promise<OpenedConsent> {
    const { link, connector } = await this.#findLink(token);
    const row = await this.#insert(connector, {
      kind: 'link',
      requestedBy: link.created_by,
      linkId: link.link_id,
    });
    return this.#open(connector, row);
  }

  /**
   * Takes what Microsoft sent a browser back with.
   *
   * @param browserText - Gives the cookie of a sign-in, by its id.
   * @throws NotAllowedError when the answer does not belong to a sign-in that
   * this browser opened and has not finished.
   */
  async finish(
    answer: ConsentAnswer,
    browserText: (consentId: string) => string | undefined,
    signal: AbortSignal,
  ): Promise<ConsentEnd> {
    const row = await this.#knex<ConsentRow>('consents')
      .where({ state_hash: hashOf(answer.state), status: 'started' })
      .first();
    if (!row) {
      return this.#refuse('its state is unknown or was used before');
    }
    const text = browserText(row.consent_id);
    if (!text || hashOf(text) !== row.browser_hash) {
      return this.#refuse('another browser has started it', row);
    }
    const used = await this.#knex<ConsentRow>('consents')
      .where({ consent_id: row.consent_id, state_hash: row.state_hash })
      .where('expires_at', '>', this.#now().toISOString())
      .update({ state_hash: null });
    if (used !== 1) {
      return this.#refuse('it took longer than 15 minutes', row);
    }
    const connector = await this.#registry.find(row.connector_id);
    if (!connector) {
      return this.#refuse('its connector was deleted', row);
    }
    if (row.link_id && !(await this.#useLink(row.link_id))) {
      return this.#refuse('its link was used or is over', row);
    }
    return this.#take(connector, row, answer, text, signal);
  }

  /**
   * Takes a refresh token that was got elsewhere.
   *
   * @throws InputError that says what Microsoft, or the connector, has against it.
   */
  async importRefreshToken(
    connector: ConnectorRecord,
    options: { refreshToken: string; by: string; signal: AbortSignal },
  ): Promise<void> {
    try {
      await this.#keeper.importRefreshToken(connector, options);
    } catch (error) {
      if (error instanceof ConflictError) {
        throw error;
      }
      const { cause, remedy, microsoft } =
        this.#keeper.problemOf(error) ?? explain(error, this.#now());
      throw new InputError(
        `refreshToken was tried and is not kept. ${cause} ${remedy}${
          microsoft?.message ? ` Microsoft says: ${microsoft.message}` : ''
        }`,
      );
    }
  }

  /** How a sign-in goes. @throws NotFoundError */
  async attempt(
    connectorId: string,
    consentId: string,
  ): Promise<ConsentAttempt> {
    const row = await this.#knex<ConsentRow>('consents')
      .where({ connector_id: connectorId, consent_id: consentId })
      .first();
    if (!row) {
      throw new NotFoundError(`No consent has the id "${consentId}"`);
    }
    return readAttempt(row, this.#now());
  }

  /** Forgets sign-ins and links that have been over for a month. */
  async removeOld(): Promise<void> {
    const before = new Date(this.#now().getTime() - KEEP_MS).toISOString();
    await this.#knex('consents').where('expires_at', '<', before).delete();
    await this.#knex('consent_links').where('expires_at', '<', before).delete();
  }

  async #insert(
    connector: ConnectorRecord,
    options: {
      kind: ConsentRow['kind'];
      requestedBy: string;
      ticket?: string;
      linkId?: string;
    },
  ): Promise<ConsentRow> {
    const now = this.#now();
    const [row] = await this.#knex<ConsentRow>('consents')
      .insert({
        consent_id: randomUUID(),
        connector_id: connector.connectorId,
        kind: options.kind,
        link_id: options.linkId ?? null,
        requested_by: options.requestedBy,
        ticket_hash: options.ticket ? hashOf(options.ticket) : null,
        status: 'started',
        created_at: now.toISOString(),
        expires_at: new Date(now.getTime() + SIGN_IN_MS).toISOString(),
      })
      .returning('*');
    return row!;
  }

  async #open(
    connector: ConnectorRecord,
    row: ConsentRow,
  ): Promise<OpenedConsent> {
    const browserText = randomText();
    const state = randomText();
    const { nonce, codeChallenge } = proofsOf(browserText);
    const signIn = await this.#keeper.signIn(connector);
    const authorizationUrl = await signIn.authorizationUrl({
      redirectUrl: await this.redirectUrl(),
      scopes: requiredScopes(connector),
      state,
      nonce,
      codeChallenge,
    });
    await this.#knex<ConsentRow>('consents')
      .where({ consent_id: row.consent_id })
      .update({
        state_hash: hashOf(state),
        browser_hash: hashOf(browserText),
      });
    return { authorizationUrl, consentId: row.consent_id, browserText };
  }

  async #take(
    connector: ConnectorRecord,
    row: ConsentRow,
    answer: ConsentAnswer,
    browserText: string,
    signal: AbortSignal,
  ): Promise<ConsentEnd> {
    let account: string | undefined;
    let problem: Problem | undefined;
    try {
      if (!answer.code) {
        throw signInRefusal({
          error: answer.error ?? 'no_code',
          description: answer.errorDescription,
        });
      }
      account = await this.#keeper.redeem(connector, {
        code: answer.code,
        redirectUrl: await this.redirectUrl(),
        browserText,
        method: row.kind,
        by: row.requested_by,
        signal,
      });
    } catch (error) {
      problem = this.#keeper.problemOf(error) ?? explain(error, this.#now());
      this.#logger.warn(
        `A sign-in for connector ${row.connector_id} failed: ${problem.code}`,
        error as Error,
      );
    }
    const status = problem ? 'failed' : 'given';
    await this.#knex.transaction(async tx => {
      await tx<ConsentRow>('consents')
        .where({ consent_id: row.consent_id })
        .update({
          status,
          account: account ?? null,
          problem: problem ? JSON.stringify(problem) : null,
          finished_at: this.#now().toISOString(),
        });
      if (status === 'failed' && row.link_id) {
        await tx<ConsentLinkRow>('consent_links')
          .where({ link_id: row.link_id })
          .update({ used_at: null });
      }
    });
    return {
      connectorTitle: connector.settings.title,
      consentId: row.consent_id,
      connectorId: row.connector_id,
      requestedBy: row.requested_by,
      status,
      account,
      problem,
      kind: row.kind,
    };
  }

  async #findLink(
    token: string,
  ): Promise<{ link: ConsentLinkRow; connector: ConnectorRecord }> {
    const link = await this.#knex<ConsentLinkRow>('consent_links')
      .where({ token_hash: hashOf(token) })
      .first();
    const connector =
      link &&
      (await this.#linkIsOpen(link.link_id)) &&
      (await this.#registry.find(link.connector_id));
    if (!connector) {
      // The same words for all of it: a stranger learns nothing.
      throw new NotFoundError(
        'This link is unknown, was used, or is too old; ask for a new one',
      );
    }
    return { link, connector };
  }

  async #linkIsOpen(linkId: string): Promise<boolean> {
    const link = await this.#knex<ConsentLinkRow>('consent_links')
      .where({ link_id: linkId, used_at: null })
      .where('expires_at', '>', this.#now().toISOString())
      .first('link_id');
    return link !== undefined;
  }

  /** Claims a link, so that of two people who come back at once one succeeds. */
  async #useLink(linkId: string): Promise<boolean> {
    const now = this.#now().toISOString();
    const used = await this.#knex<ConsentLinkRow>('consent_links')
      .where({ link_id: linkId, used_at: null })
      .where('expires_at', '>', now)
      .update({ used_at: now });
    return used === 1;
  }

  #refuse(reason: string, row?: ConsentRow): never {
    this.#logger.warn(
      `Refused the answer to a sign-in${
        row ? ` for connector ${row.connector_id}` : ''
      }: ${reason}`,
    );
    throw new NotAllowedError(
      `This sign-in cannot be taken: ${reason}. Start it again.`,
    );
  }
}

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
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
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
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import type { ConnectorRecord } from '../ConnectorRecord';
import type { ConnectorRegistry } from '../ConnectorRegistry';
import type { ConsentKeeper } from './ConsentKeeper';
import { hashOf, proofsOf, randomText } from './consentSecrets';
import { requiredScopes } from './scopes';
import { readAttempt, type ConsentLinkRow, type ConsentRow } from './tables';

/** How long a sign-in may take. */
const SIGN_IN_MS = 15 * 60_000;

/** How many sign-ins of one link are kept; whoever has it may open any number. */
const KEEP_OF_LINK = 5;

/** How long is known how a sign-in went. */
const KEEP_MS = 30 * 24 * 60 * 60_000;

/** What leads to Microsoft's sign-in page. */
export interface OpenedConsent {
  authorizationUrl: string;
  consentId: string;
  /** For the browser that opened it, in a cookie. */
  browserText: string;
}

/** A sign-in that somebody comes back to, or that a link is for. */
export interface KnownConsent {
  connectorId: string;
  /** Entity ref of the operator who began it, or made the link. */
  requestedBy: string;
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
      ticket_hash: hashOf(ticket),
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
   * What a link is for. Who has it may be told the title and nothing else.
   *
   * @throws NotFoundError when the link is unknown, over, or was used.
   */
  async describeLink(
    token: string,
  ): Promise<KnownConsent & { connectorTitle: string }> {
    const { link, connector } = await this.#findLink(token);
    return {
      connectorTitle: connector.settings.title,
      connectorId: connector.connectorId,
      requestedBy: link.created_by,
    };
  }

  /**
   * Opens the sign-in of a ticket, once. When that fails, the ticket stays good.
   *
   * @throws NotFoundError when the ticket is unknown, over, or was used.
   */
  async openTicket(ticket: string): Promise<OpenedConsent> {
    const ofTicket = () =>
      this.#knex<ConsentRow>('consents')
        .where({ ticket_hash: hashOf(ticket), status: 'started' })
        .where('expires_at', '>', this.#now().toISOString());
    const spent = () =>
      new NotFoundError(
        'This sign-in has been opened before, or has taken too long; start it again in the portal',
      );
    const row = await ofTicket().first();
    if (!row) {
      throw spent();
    }
    const connector = await this.#registry.get(row.connector_id);
    const { opened, hashes } = await this.#prepare(connector);
    if ((await ofTicket().update({ ticket_hash: null, ...hashes })) !== 1) {
      throw spent();
    }
    return { ...opened, consentId: row.consent_id };
  }

  /**
   * Opens a new sign-in of a link.
   *
   * @throws NotFoundError when the link is unknown, over, or was used.
   */
  async openLink(token: string): Promise<OpenedConsent> {
    const { link, connector } = await this.#findLink(token);
    const { opened, hashes } = await this.#prepare(connector);
    const row = await this.#insert(connector, {
      kind: 'link',
      requestedBy: link.created_by,
      link_id: link.link_id,
      ...hashes,
    });
    await this.#removeOldOfLink(link.link_id, row.consent_id);
    return { ...opened, consentId: row.consent_id };
  }

  /**
   * Which sign-in an answer of Microsoft's is to, whether it can be taken or not.
   *
   * @throws NotFoundError when there is none.
   */
  async recognize(state: string): Promise<KnownConsent> {
    const row = await this.#findByState(state);
    return { connectorId: row.connector_id, requestedBy: row.requested_by };
  }

  /**
   * Takes what Microsoft sent a browser back with.
   *
   * @param browserText - Gives the cookie of a sign-in, by its id.
   * @throws NotFoundError when it answers no sign-in that is known;
   * NotAllowedError when this browser has not opened that, or it is over.
   */
  async finish(
    answer: ConsentAnswer,
    browserText: (consentId: string) => string | undefined,
    signal: AbortSignal,
  ): Promise<ConsentEnd> {
    const row = await this.#findByState(answer.state);
    if (row.status !== 'started' || !row.browser_hash) {
      return this.#refuse('its state was used before', row);
    }
    const text = browserText(row.consent_id);
    if (!text || hashOf(text) !== row.browser_hash) {
      return this.#refuse('another browser has started it', row);
    }
    // Read before the sign-in is claimed: a disconnect comes before both, and
    // the claim fails, or after this, and nothing is kept.
    const connector = await this.#registry.find(row.connector_id);
    const used = await this.#knex<ConsentRow>('consents')
      .where({ consent_id: row.consent_id, browser_hash: row.browser_hash })
      .where('expires_at', '>', this.#now().toISOString())
      // The state's hash stays, so that an answer that comes again is known.
      .update({ browser_hash: null });
    if (used !== 1) {
      return this.#refuse('it took longer than 15 minutes', row);
    }
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
   * @throws InputError that says what Microsoft, or the connector, has against
   * it; what Microsoft or the vault fails with, when that says nothing about it.
   */
  async importRefreshToken(
    connector: ConnectorRecord,
    options: { refreshToken: string; by: string; signal: AbortSignal },
  ): Promise<void> {
    try {
      await this.#keeper.importRefreshToken(connector, options);
    } catch (error) {
      const isRefused = error instanceof MicrosoftError && !error.transient;
      const problem =
        this.#keeper.problemOf(error) ??
        (isRefused ? explain(error, this.#now()) : undefined);
      if (!problem) {
        throw error;
      }
      const { cause, remedy, microsoft } = problem;
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
    {
      requestedBy,
      ...columns
    }: { requestedBy: string } & Pick<ConsentRow, 'kind'> &
      Partial<
        Pick<
          ConsentRow,
          'ticket_hash' | 'link_id' | 'state_hash' | 'browser_hash'
        >
      >,
  ): Promise<ConsentRow> {
    const now = this.#now();
    const [row] = await this.#knex<ConsentRow>('consents')
      .insert({
        ...columns,
        consent_id: randomUUID(),
        connector_id: connector.connectorId,
        requested_by: requestedBy,
        status: 'started',
        created_at: now.toISOString(),
        expires_at: new Date(now.getTime() + SIGN_IN_MS).toISOString(),
      })
      .returning('*');
    return row!;
  }

  /** All that opening a sign-in needs. Nothing is written before it is known to work. */
  async #prepare(connector: ConnectorRecord): Promise<{
    opened: Omit<OpenedConsent, 'consentId'>;
    hashes: { state_hash: string; browser_hash: string };
  }> {
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
    return {
      opened: { authorizationUrl, browserText },
      hashes: {
        state_hash: hashOf(state),
        browser_hash: hashOf(browserText),
      },
    };
  }

  /**
   * Forgets all but the latest sign-ins of a link.
   *
   * @remarks One that is being finished has no browser any more and stays.
   */
  async #removeOldOfLink(linkId: string, latestId: string): Promise<void> {
    const others = () =>
      this.#knex<ConsentRow>('consents')
        .where({ link_id: linkId })
        .whereNot({ consent_id: latestId })
        .where(row =>
          row.where({ status: 'failed' }).orWhereNotNull('browser_hash'),
        );
    const rows = await others()
      .orderBy('created_at', 'desc')
      .select('consent_id');
    await others()
      .whereIn(
        'consent_id',
        rows.slice(KEEP_OF_LINK - 1).map(row => row.consent_id),
      )
      .delete();
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

  async #findByState(state: string): Promise<ConsentRow> {
    const row = await this.#knex<ConsentRow>('consents')
      .where({ state_hash: hashOf(state) })
      .first();
    if (!row) {
      throw new NotFoundError(
        'This sign-in cannot be taken: its state is unknown. Start it again.',
      );
    }
    return row;
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

  #refuse(reason: string, row: ConsentRow): never {
    this.#logger.warn(
      `Refused the answer to a sign-in for connector ${row.connector_id}: ${reason}`,
    );
    throw new NotAllowedError(
      `This sign-in cannot be taken: ${reason}. Start it again.`,
    );
  }
}

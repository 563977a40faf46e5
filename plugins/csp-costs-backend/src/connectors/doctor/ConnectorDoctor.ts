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

import type { Check } from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';
import { needsRemedy } from '../../errors';
import { adminConsentUrl } from '../../microsoft/identity/adminConsentUrl';
import type { TokenSource } from '../../microsoft/identity/TokenSource';
import type { ConnectorRecord } from '../ConnectorRecord';
import type { GrantVerdict } from '../consent/ConsentKeeper';
import { latestConsentProblem } from '../consent/latestConsentProblem';
import { requiredScopes } from '../consent/scopes';
import type { ConnectorStandings } from '../health/ConnectorStandings';
import type { MicrosoftAccess } from '../MicrosoftAccess';
import type { CredentialVault } from '../vault/CredentialVault';
import { accountCheck } from './checks/consentChecks';
import { delegatedPermissionCheck } from './checks/delegatedPermissionCheck';
import { mfaCheck } from './checks/mfaCheck';
import { rolesCheck } from './checks/roleChecks';
import { readChecks, saveCheck } from './checkStore';
import type { CheckContext } from './ConnectorCheck';
import { runChecks } from './runChecks';

/** Checks that a person's sign-in has to pass before it is kept. */
const GRANT_CHECKS = [
  accountCheck,
  delegatedPermissionCheck,
  mfaCheck,
  rolesCheck,
];
const GRANT_CHECK_IDS = GRANT_CHECKS.map(({ checkId }) => checkId);

/** Results that show that something works. */
const PROVEN: Check['status'][] = ['pass', 'warn'];

const WATCH_MS = 24 * 60 * 60_000;

/** Verifies connectors, and knows what was found last. */
export class ConnectorDoctor {
  readonly #knex: Knex;
  readonly #access: MicrosoftAccess;
  readonly #vault: CredentialVault;
  readonly #standings: ConnectorStandings;
  readonly #redirectUrl: () => Promise<string>;
  readonly #now: () => Date;

  constructor(options: {
    knex: Knex;
    access: MicrosoftAccess;
    vault: CredentialVault;
    standings: ConnectorStandings;
    redirectUrl: () => Promise<string>;
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#access = options.access;
    this.#vault = options.vault;
    this.#standings = options.standings;
    this.#redirectUrl = options.redirectUrl;
    this.#now = options.now;
  }

  /** Every check of a connector, with its latest result. */
  results(connector: ConnectorRecord): Promise<Check[]> {
    return readChecks(this.#knex, connector.connectorId);
  }

  /**
   * Runs checks, all of them unless some are named.
   *
   * @returns Every check, with its latest result.
   * @throws InputError when a name is unknown.
   */
  async run(
    connector: ConnectorRecord,
    { checkIds }: { checkIds?: string[] },
    signal: AbortSignal,
  ): Promise<Check[]> {
    const { connectorId } = connector;
    const [standing, clients] = await Promise.all([
      this.#standings.of(connector),
      this.#access.clients(connector),
    ]);
    const context: CheckContext = {
      ...(await this.#context(connector, signal)),
      appTokens: standing.credential && clients.appTokens,
      delegatedTokens: standing.consent && clients.delegatedTokens,
      credential: standing.credential,
      consent: standing.consent,
      consentProblem: await latestConsentProblem(
        this.#knex,
        connectorId,
        standing.consent?.consentedAt,
      ),
      earlier: await this.results(connector),
    };
    const made = await runChecks({
      checkIds,
      context,
      onResult: check => saveCheck(this.#knex, connectorId, check),
    });
    if (standing.consent) {
      await this.#noteConsent(context, standing.consent.consentedAt, made);
    }
    return this.results(connector);
  }

  /**
   * Runs the checks of a person's access again when they are a day old, so
   * that a role that was taken away does not stay unseen, and with every look
   * as long as they prove nothing, so that what is put right is soon seen.
   */
  async watch(connector: ConnectorRecord, signal: AbortSignal): Promise<void> {
    const dueBefore = new Date(this.#now().getTime() - WATCH_MS);
    const { consent } = await this.#standings.of(connector);
    if (!consent) {
      return;
    }
    const checks = await this.results(connector);
    const isDue = checks.some(
      ({ checkId, checkedAt, status }) =>
        GRANT_CHECK_IDS.includes(checkId) &&
        (!PROVEN.includes(status) ||
          !checkedAt ||
          new Date(checkedAt) < dueBefore),
    );
    if (isDue || consent.problem) {
      await this.run(connector, { checkIds: GRANT_CHECK_IDS }, signal);
    }
  }

  /**
   * What this look found of a person's access becomes its state. Microsoft
   * being away says nothing about it, and neither do checks that were not made.
   */
  async #noteConsent(
    context: CheckContext,
    consentedAt: string,
    made: readonly Check[],
  ): Promise<void> {
    const ofGrant = made.filter(({ checkId }) =>
      GRANT_CHECK_IDS.includes(checkId),
    );
    const failed = ofGrant.find(
      ({ status, problem }) =>
        status === 'fail' && problem && needsRemedy(problem),
    )?.problem;
    const isProven = GRANT_CHECKS.filter(({ skip }) => !skip?.(context)).every(
      one =>
        ofGrant.some(
          ({ checkId, status }) =>
            checkId === one.checkId && PROVEN.includes(status),
        ),
    );
    if (failed || isProven) {
      await this.#vault.noteChecks(
        context.connector.connectorId,
        consentedAt,
        failed,
      );
    }
  }

  /** Remembers what was found before a sign-in was kept. */
  async remember(connectorId: string, checks: readonly Check[]): Promise<void> {
    for (const check of checks) {
      await saveCheck(this.#knex, connectorId, check);
    }
  }

  /** What a person's sign-in lacks, tried before it is kept. */
  async verifyGrant(
    connector: ConnectorRecord,
    delegatedTokens: TokenSource,
    account: string,
    signal: AbortSignal,
  ): Promise<GrantVerdict> {
    const now = this.#now().toISOString();
    const { appTokens } = await this.#access.clients(connector);
    const checks = await runChecks({
      checkIds: GRANT_CHECK_IDS,
      context: {
        ...(await this.#context(connector, signal)),
        appTokens,
        delegatedTokens,
        consent: {
          account,
          consentedAt: now,
          consentedBy: '',
          method: 'popup',
          scopes: requiredScopes(connector),
          missingScopes: [],
          renewedAt: now,
          endsAt: now,
        },
      },
    });
    return {
      checks,
      problem: checks.find(({ status }) => status === 'fail')?.problem,
    };
  }

  async #context(
    connector: ConnectorRecord,
    signal: AbortSignal,
  ): Promise<CheckContext> {
    const redirectUrl = await this.#redirectUrl();
    return {
      connector,
      redirectUrl,
      adminConsentUrl: adminConsentUrl({
        cloud: connector.cloud,
        tenantId: connector.settings.partnerTenantId,
        clientId: connector.settings.clientId,
        scopes: requiredScopes(connector),
        redirectUrl,
      }),
      http: this.#access.http(connector),
      now: this.#now(),
      signal,
    };
  }
}

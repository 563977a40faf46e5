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

import type {
  Connector,
  ConnectorHealth,
  ConnectorWarning,
  ConsentInfo,
  CredentialInfo,
} from 'backstage-plugin-csp-costs-common';
import { X509Certificate } from 'node:crypto';
import type { Knex } from 'knex';
import { readTimestamp } from '../../database/dialect';
import type { AppCredential } from '../../microsoft/identity/AppCredential';
import type { ConnectorSetup } from '../ConnectorSetup';
import { requiredScopes } from '../consent/scopes';
import { isOfApplication } from '../isOfApplication';
import type { ConsentDeadlineRow } from '../records/tables';
import type {
  CredentialState,
  CredentialVault,
} from '../vault/CredentialVault';
import type { CredentialSlot, SecretIdentity } from '../vault/SecretStore';
import { healthFindings } from './connectorHealth';
import { sourceAccess } from './sourceAccess';

const REFRESH_TOKEN_MS = 90 * 24 * 60 * 60_000;

/** How a connector stands with Microsoft. */
export type ConnectorStanding = Pick<
  Connector,
  | 'credential'
  | 'nextCredential'
  | 'consent'
  | 'consentDeadline'
  | 'health'
  | 'access'
>;

/** How a connector stands, and why. */
export interface ExaminedConnector {
  standing: ConnectorStanding;
  /** Everything that is wrong or soon will be; the standing's health is the first of it. */
  findings: ConnectorHealth[];
}

/** Tells how connectors stand: credentials, consent, and what follows from them. */
export class ConnectorStandings {
  readonly #knex: Knex;
  readonly #vault: CredentialVault;
  readonly #now: () => Date;

  constructor(options: {
    knex: Knex;
    vault: CredentialVault;
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#vault = options.vault;
    this.#now = options.now;
  }

  async of(connector: ConnectorSetup): Promise<ConnectorStanding> {
    const { standing } = await this.examine(connector);
    return standing;
  }

  async examine(connector: ConnectorSetup): Promise<ExaminedConnector> {
    const [examined] = await this.#examineAll([connector]);
    return examined!;
  }

  /** Those that need somebody to act. */
  async warnings(
    connectors: readonly ConnectorSetup[],
  ): Promise<ConnectorWarning[]> {
    const standings = await this.all(connectors);
    return connectors
      .map(({ connectorId, settings }, index) => ({
        connectorId,
        title: settings.title,
        ...standings[index]!.health,
      }))
      .filter(({ status }) => status !== 'connected');
  }

  /** How many connectors stand, in their order, read at once. */
  async all(
    connectors: readonly ConnectorSetup[],
  ): Promise<ConnectorStanding[]> {
    const examined = await this.#examineAll(connectors);
    return examined.map(({ standing }) => standing);
  }

  async #examineAll(
    connectors: readonly ConnectorSetup[],
  ): Promise<ExaminedConnector[]> {
    const connectorIds = connectors.map(({ connectorId }) => connectorId);
    const [states, deadlines] = await Promise.all([
      this.#vault.describeAll(connectorIds),
      this.#knex<ConsentDeadlineRow>('consent_deadlines').whereIn(
        'connector_id',
        connectorIds,
      ),
    ]);
    return connectors.map(connector =>
      this.#examine(
        connector,
        states.filter(
          ({ connectorId }) => connectorId === connector.connectorId,
        ),
        deadlines.find(({ connector_id: id }) => id === connector.connectorId),
      ),
    );
  }

  #examine(
    connector: ConnectorSetup,
    states: ReadonlyArray<SecretIdentity & CredentialState>,
    deadline: ConsentDeadlineRow | undefined,
  ): ExaminedConnector {
    const stateOf = (slot: CredentialSlot) =>
      states.find(state => state.slot === slot);
    // What is kept for another tenant or application is not this connector's.
    const ownStateOf = (slot: CredentialSlot) => {
      const state = stateOf(slot);
      return isOfApplication(connector, state?.details) ? state : undefined;
    };
    const credential = connector.configuredCredential
      ? configuredInfo(connector.configuredCredential, stateOf('app'))
      : credentialInfo(ownStateOf('app'));
    // A client secret waits a moment only, and for nobody to do anything.
    const waiting = credentialInfo(ownStateOf('app-next'));
    const nextCredential =
      waiting?.kind === 'certificate' ? waiting : undefined;
    const consent = consentInfo(connector, ownStateOf('delegated'));
    const consentDeadline = deadline && {
      consentBy: readTimestamp(deadline.consent_by)!,
      reason: deadline.reason,
      setBy: deadline.set_by,
    };
    const findings = healthFindings({
      obstacle: connector.obstacle,
      credential,
      nextCredential,
      consent,
      consentDeadline,
      needsConsent: connector.settings.sources.priceSheet,
      now: this.#now(),
    });
    return {
      standing: {
        credential,
        nextCredential,
        consent,
        consentDeadline,
        access: sourceAccess(connector),
        health: findings[0] ?? { status: 'connected' },
      },
      findings,
    };
  }
}

function configuredInfo(
  configured: AppCredential,
  state: CredentialState | undefined,
): CredentialInfo {
  return {
    kind: configured.kind,
    ...(configured.kind === 'certificate'
      ? publicHalf(configured.certificate)
      : {}),
    problem: state?.problem,
  };
}

function credentialInfo(
  state: CredentialState | undefined,
): CredentialInfo | undefined {
  if (
    !state?.stored ||
    !state.details ||
    state.details.kind === 'refresh-token'
  ) {
    return undefined;
  }
  const { kind, expiresAt, thumbprint, certificate } = state.details;
  return { kind, expiresAt, thumbprint, certificate, problem: state.problem };
}

/** @param certificate - Of app-config; one that cannot be read does not let the backend start. */
function publicHalf(certificate: string): Partial<CredentialInfo> {
  const { fingerprint256, validTo } = new X509Certificate(certificate);
  return {
    certificate,
    thumbprint: fingerprint256.replaceAll(':', ''),
    expiresAt: new Date(validTo).toISOString(),
  };
}

function consentInfo(
  connector: ConnectorSetup,
  state: CredentialState | undefined,
): ConsentInfo | undefined {
  const details = state?.stored ? state.details : undefined;
  if (!details?.consentedAt || !details.renewedAt) {
    return undefined;
  }
  const scopes = details.scopes ?? [];
  return {
    account: details.account,
    consentedAt: details.consentedAt,
    consentedBy: details.consentedBy ?? '',
    method: details.method ?? 'popup',
    scopes,
    missingScopes: connector.cloud
      ? requiredScopes({ ...connector, cloud: connector.cloud }).filter(
          scope => !scopes.includes(scope),
        )
      : [],
    renewedAt: details.renewedAt,
    endsAt: new Date(
      new Date(details.renewedAt).getTime() + REFRESH_TOKEN_MS,
    ).toISOString(),
    problem: state?.problem ?? state?.checkProblem,
  };
}

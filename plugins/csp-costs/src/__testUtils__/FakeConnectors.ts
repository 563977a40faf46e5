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
  Check,
  Connector,
  ConnectorOptions,
  ConnectorSettings,
  ConsentAttempt,
  ConsentLink,
  CredentialInfo,
  CredentialInput,
  CspCostsApi,
  Problem,
  StartedConsent,
} from 'backstage-plugin-csp-costs-common';
import {
  CHECKS,
  connector as connectorOf,
  CONSENT,
  NEXT_CERTIFICATE,
  OPTIONS,
} from './connectorFixtures';

/** The part of the API that is about connectors, runs left out. */
export type ConnectorsApi = Pick<
  CspCostsApi,
  | 'getConnectors'
  | 'getConnector'
  | 'getConnectorOptions'
  | 'createConnector'
  | 'updateConnector'
  | 'deleteConnector'
  | 'setCredential'
  | 'generateCertificate'
  | 'activateCertificate'
  | 'importRefreshToken'
  | 'disconnect'
  | 'startConsent'
  | 'getConsent'
  | 'createConsentLink'
  | 'setConsentDeadline'
  | 'getChecks'
  | 'runChecks'
>;

/** An error as the client rejects with. */
export function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    statusCode,
  });
}

/**
 * Connectors in memory that behave as those of the backend: for tests, and for
 * the plugin on its own. Every credential works, and every sign-in succeeds
 * when {@link FakeConnectors.endConsent} says so.
 */
export class FakeConnectors implements ConnectorsApi {
  readonly #options: ConnectorOptions;
  readonly #connectors: Map<string, Connector>;
  readonly #checks = new Map<string, Check[]>();
  readonly #consents = new Map<string, ConsentAttempt>();
  readonly #now: () => Date;
  /** What comes between two results of a run of checks. */
  readonly #pause: () => Promise<void>;

  constructor(
    connectors: Connector[],
    settings: {
      options?: Partial<ConnectorOptions>;
      checks?: Record<string, Check[]>;
      now?: () => Date;
      pause?: () => Promise<void>;
    } = {},
  ) {
    this.#connectors = new Map(
      connectors.map(connector => [connector.connectorId, connector]),
    );
    this.#options = { ...OPTIONS, ...settings.options };
    for (const [connectorId, checks] of Object.entries(settings.checks ?? {})) {
      this.#checks.set(connectorId, checks);
    }
    this.#now = settings.now ?? (() => new Date());
    this.#pause = settings.pause ?? (async () => {});
  }

  async getConnectors(): Promise<Connector[]> {
    return [...this.#connectors.values()];
  }

  async getConnector(connectorId: string): Promise<Connector> {
    const connector = this.#connectors.get(connectorId);
    if (!connector) {
      throw refusal(404, `There is no connector ${connectorId}`);
    }
    return connector;
  }

  async getConnectorOptions(): Promise<ConnectorOptions> {
    return this.#options;
  }

  async createConnector(input: {
    connectorId?: string;
    settings: ConnectorSettings;
  }): Promise<Connector> {
    const connectorId =
      input.connectorId ??
      input.settings.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    if (this.#connectors.has(connectorId)) {
      throw refusal(409, `connectorId "${connectorId}" is taken`);
    }
    return this.#keep(
      withoutCredentials(
        connectorOf({
          connectorId,
          revision: 1,
          settings: input.settings,
          nextRunAt: undefined,
          lastSucceededAt: undefined,
        }),
        this.#now(),
      ),
    );
  }

  async updateConnector(
    connectorId: string,
    input: { revision: number; settings: ConnectorSettings },
  ): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    if (connector.revision !== input.revision) {
      throw refusal(409, 'The settings have been changed since');
    }
    const { settings } = input;
    return this.#keep({
      ...connector,
      settings,
      revision: connector.revision + 1,
      access: connector.access.map(access => ({
        ...access,
        enabled: settings.sources[access.group],
      })),
    });
  }

  async deleteConnector(connectorId: string): Promise<void> {
    await this.getConnector(connectorId);
    this.#connectors.delete(connectorId);
  }

  async setCredential(
    connectorId: string,
    input: CredentialInput,
  ): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    const credentials: Record<CredentialInput['kind'], CredentialInfo> = {
      'client-secret': {
        kind: 'client-secret',
        expiresAt: 'expiresAt' in input ? input.expiresAt : undefined,
      },
      certificate: NEXT_CERTIFICATE,
      federated: { kind: 'federated' },
    };
    return this.#keep(
      withCredential(connector, credentials[input.kind], this.#now()),
    );
  }

  async generateCertificate(connectorId: string): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    const { health } = connector;
    return this.#keep({
      ...connector,
      nextCredential: NEXT_CERTIFICATE,
      health: {
        ...health,
        nextStep:
          health.nextStep === 'set-credential'
            ? 'activate-certificate'
            : health.nextStep,
      },
    });
  }

  async activateCertificate(connectorId: string): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    if (!connector.nextCredential) {
      throw refusal(409, 'There is no generated certificate');
    }
    return this.#keep({
      ...withCredential(connector, connector.nextCredential, this.#now()),
      nextCredential: undefined,
    });
  }

  async importRefreshToken(connectorId: string): Promise<Connector> {
    return this.#consented(connectorId, 'imported');
  }

  async disconnect(connectorId: string): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    return this.#keep(withoutCredentials(connector, this.#now()));
  }

  async startConsent(connectorId: string): Promise<StartedConsent> {
    await this.getConnector(connectorId);
    const attempt: ConsentAttempt = {
      consentId: `consent-${this.#consents.size + 1}`,
      status: 'started',
      expiresAt: new Date(this.#now().getTime() + 15 * 60_000).toISOString(),
    };
    this.#consents.set(attempt.consentId, attempt);
    return {
      ...attempt,
      startUrl: 'https://portal.example/api/csp-costs/consent/start',
      ticket: 'ticket-of-the-test',
    };
  }

  async getConsent(
    _connectorId: string,
    consentId: string,
  ): Promise<ConsentAttempt> {
    const attempt = this.#consents.get(consentId);
    if (!attempt) {
      throw refusal(404, `There is no consent ${consentId}`);
    }
    return attempt;
  }

  /** Ends all sign-ins that go on: with success, unless something is wrong. */
  async endConsent(connectorId: string, problem?: Problem): Promise<void> {
    for (const [consentId, attempt] of this.#consents) {
      if (attempt.status === 'started') {
        this.#consents.set(consentId, {
          ...attempt,
          status: problem ? 'failed' : 'given',
          account: problem ? undefined : CONSENT.account,
          problem,
        });
      }
    }
    if (!problem) {
      await this.#consented(connectorId, 'popup');
    }
  }

  async createConsentLink(): Promise<ConsentLink> {
    const hours = this.#options.consentLinkHours;
    return {
      url: 'https://portal.example/api/csp-costs/consent/link#link-of-the-test',
      expiresAt: new Date(
        this.#now().getTime() + hours * 60 * 60_000,
      ).toISOString(),
    };
  }

  async setConsentDeadline(
    connectorId: string,
    input: { consentBy: string; reason: string } | undefined,
  ): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    return this.#keep({
      ...connector,
      consentDeadline: input && { ...input, setBy: 'user:default/guest' },
      health: input
        ? {
            status: 'needs-consent',
            until: input.consentBy,
            nextStep: 'sign-in',
            problem: {
              code: 'CONSENT_DEADLINE',
              cause: `A new consent is wanted: ${input.reason}`,
              remedy: 'Sign in with Microsoft again.',
              since: this.#now().toISOString(),
            },
          }
        : { status: 'connected' },
    });
  }

  async getChecks(connectorId: string): Promise<Check[]> {
    await this.getConnector(connectorId);
    return this.#checks.get(connectorId) ?? neverChecked();
  }

  async runChecks(
    connectorId: string,
    { checkIds }: { checkIds?: string[] } = {},
  ): Promise<Check[]> {
    const connector = await this.getConnector(connectorId);
    const checkedAt = this.#now().toISOString();
    const wanted = CHECKS.filter(
      ({ checkId }) => !checkIds || checkIds.includes(checkId),
    );
    for (const { checkId } of wanted) {
      await this.#pause();
      const known = await this.getChecks(connectorId);
      this.#checks.set(
        connectorId,
        known.map(check =>
          check.checkId === checkId
            ? { ...resultOf(checkId, connector), checkedAt }
            : check,
        ),
      );
    }
    return this.getChecks(connectorId);
  }

  async #consented(
    connectorId: string,
    method: 'popup' | 'imported',
  ): Promise<Connector> {
    const connector = await this.getConnector(connectorId);
    const now = this.#now();
    return this.#keep({
      ...connector,
      consent: {
        ...CONSENT,
        method,
        consentedAt: now.toISOString(),
        consentedBy: 'user:default/guest',
        renewedAt: now.toISOString(),
        endsAt: new Date(now.getTime() + 90 * 24 * 60 * 60_000).toISOString(),
      },
      consentDeadline: undefined,
      health: connector.credential ? { status: 'connected' } : connector.health,
    });
  }

  #keep(connector: Connector): Connector {
    this.#connectors.set(connector.connectorId, connector);
    return connector;
  }
}

function neverChecked(): Check[] {
  return CHECKS.map(({ checkId, title, group, why }) => ({
    checkId,
    title,
    group,
    why,
    status: 'unknown',
  }));
}

/** Everything is fine, but for what hangs on a credential that is not there. */
function resultOf(checkId: string, { credential }: Connector): Check {
  const found = CHECKS.find(check => check.checkId === checkId)!;
  const { problem: _problem, values, links, ...check } = found;
  if (!credential && checkId === 'credential') {
    return {
      ...check,
      status: 'fail',
      finding: 'There is no credential.',
      links,
      problem: {
        code: 'CREDENTIAL_MISSING',
        cause: 'The connector has no credential.',
        remedy: 'Set a client secret, a certificate or a federated identity.',
        since: '2026-11-14T08:00:00Z',
      },
    };
  }
  if (!credential && checkId !== 'redirect-url') {
    return {
      ...check,
      status: 'skipped',
      finding: 'Hidden by “Credential of the application”, which fails.',
    };
  }
  return {
    ...check,
    values,
    status: 'pass',
    finding: found.status === 'pass' ? found.finding : 'It works.',
  };
}

function withCredential(
  connector: Connector,
  credential: CredentialInfo,
  now: Date,
): Connector {
  const nextRunAt = new Date(now.getTime() + 60 * 60_000).toISOString();
  return {
    ...connector,
    credential,
    nextRunAt,
    health:
      connector.health.status === 'needs-consent'
        ? connector.health
        : { status: 'connected' },
  };
}

function withoutCredentials(connector: Connector, now: Date): Connector {
  return {
    ...connector,
    credential: undefined,
    nextCredential: undefined,
    consent: undefined,
    nextRunAt: undefined,
    health: {
      status: 'disconnected',
      nextStep: 'set-credential',
      problem: {
        code: 'CREDENTIAL_MISSING',
        cause: 'The connector has no credential.',
        remedy: 'Set a client secret, a certificate or a federated identity.',
        since: now.toISOString(),
      },
    },
  };
}

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

import type { MicrosoftSimulator } from '@internal/microsoft-simulator';
import type {
  Check,
  ConnectorSettings,
  ConsentInfo,
} from 'backstage-plugin-csp-costs-common';
import { MicrosoftHttp } from '../../../microsoft/http/MicrosoftHttp';
import {
  DEFAULT_RESOURCES,
  type MicrosoftCloud,
} from '../../../microsoft/MicrosoftCloud';
import { requiredScopes } from '../../consent/scopes';
import { DEFAULT_SETTINGS } from '../../settings/defaultSettings';
import { pinnedOrigins } from '../../settings/readClouds';
import type { CheckContext } from '../ConnectorCheck';
import { runChecks, type CheckRun } from '../runChecks';
import { REDIRECT_URL, SimulatedTokens } from './SimulatedTokens';

/** Everything switched on. */
export const ALL_SOURCES = {
  partnerCenter: true,
  graphBilling: true,
  costManagement: true,
  priceSheet: true,
};

const DAY_MS = 24 * 60 * 60_000;

/** What an examination may have otherwise than a healthy connector. */
export type Ailment = Partial<Omit<CheckContext, 'connector'>> & {
  settings?: Partial<ConnectorSettings>;
  cloud?: Partial<MicrosoftCloud>;
};

/** A connector of a simulated partner that has everything, and changes to it. */
export async function contextOf(
  simulator: MicrosoftSimulator,
  { settings, cloud: cloudChanges, ...changes }: Ailment = {},
): Promise<CheckContext> {
  const { tenantId, clientId } = simulator.partner;
  const cloud: MicrosoftCloud = {
    name: 'simulated',
    loginUrl: simulator.url,
    graphUrl: simulator.url,
    partnerCenterUrl: simulator.url,
    armUrl: simulator.url,
    partnerApiUrl: simulator.url,
    storageOrigins: [simulator.storageUrl],
    resources: DEFAULT_RESOURCES,
    hasPartnerBilling: true,
    ...cloudChanges,
  };
  const connector: CheckContext['connector'] = {
    connectorId: 'demo',
    origin: 'portal',
    revision: 1,
    epoch: 0,
    cloud,
    settings: {
      ...DEFAULT_SETTINGS,
      title: 'Demo partner',
      partnerTenantId: tenantId,
      clientId,
      nationalCloud: 'simulated',
      sources: ALL_SOURCES,
      ...settings,
    },
  };
  const now = simulator.clock.now();
  return {
    connector,
    redirectUrl: REDIRECT_URL,
    adminConsentUrl: `${simulator.url}/${tenantId}/v2.0/adminconsent`,
    credential: { kind: 'client-secret', expiresAt: '2027-11-01T00:00:00Z' },
    appTokens: SimulatedTokens.ofApp(simulator),
    consent: consentOf(connector, new Date(now.getTime() - 3 * DAY_MS)),
    delegatedTokens:
      'delegatedTokens' in changes
        ? changes.delegatedTokens
        : await SimulatedTokens.ofPerson(
            simulator,
            'billing-agent',
            requiredScopes(connector),
          ),
    http: new MicrosoftHttp({
      origins: pinnedOrigins(cloud),
      retry: { attempts: 2, baseDelayMs: 1, waitBudgetMs: 100 },
      now: () => now,
    }),
    now,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** A consent to all that a connector asks for. */
export function consentOf(
  connector: CheckContext['connector'],
  consentedAt: Date,
): ConsentInfo {
  return {
    account: 'billing-agent',
    consentedAt: consentedAt.toISOString(),
    consentedBy: 'user:default/operator',
    method: 'popup',
    scopes: requiredScopes(connector),
    missingScopes: [],
    renewedAt: consentedAt.toISOString(),
    endsAt: new Date(consentedAt.getTime() + 90 * DAY_MS).toISOString(),
  };
}

/** Results by the id of the check. */
export async function examine(
  simulator: MicrosoftSimulator,
  ailment: Ailment = {},
  run: Omit<CheckRun, 'context'> = {},
): Promise<Record<string, Check>> {
  const checks = await runChecks({
    ...run,
    context: await contextOf(simulator, ailment),
  });
  return Object.fromEntries(checks.map(check => [check.checkId, check]));
}

/** What stands out: code of the problem, or the status of what has none. */
export function findings(
  checks: Record<string, Check>,
): Record<string, string> {
  return Object.fromEntries(
    Object.values(checks)
      .filter(({ status }) => status !== 'pass')
      .map(({ checkId, status, problem }) => [
        checkId,
        problem ? `${status} ${problem.code}` : status,
      ]),
  );
}

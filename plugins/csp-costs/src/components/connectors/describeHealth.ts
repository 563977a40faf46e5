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
} from 'backstage-plugin-csp-costs-common';
import { formatDate } from '../../format/dates';
import { credentialKindName } from '../../format/words';
import type { Texts } from '../../translation/useTexts';

/** What the state of a connector comes down to, with its date: `Client secret expires 3 Dec`. */
export function describeHealth(t: Texts, connector: Connector): string {
  const { credential, health } = connector;
  const { status, until, problem, nextStep } = health;
  const kind = credentialKindName(t, credential?.kind ?? 'client-secret');
  const since = problem && formatDate(problem.since);
  switch (status) {
    case 'connected':
      if (!credential) {
        return '';
      }
      return credential.expiresAt
        ? t('health.goodUntil', {
            kind,
            date: formatDate(credential.expiresAt),
          })
        : kind;
    case 'expiring':
      if (!until) {
        return problem?.cause ?? '';
      }
      return nextStep === 'sign-in'
        ? t('health.consentEnds', { date: formatDate(until) })
        : t('health.expires', { kind, date: formatDate(until) });
    case 'needs-consent':
      if (until) {
        return t('health.consentWanted', { date: formatDate(until) });
      }
      return since
        ? t('health.noConsentSince', { date: since })
        : t('health.noConsent');
    default:
      if (!credential) {
        return connector.nextCredential
          ? t('health.certificateWaits')
          : t('health.noCredential');
      }
      return since
        ? t('health.cannotSignInSince', { date: since })
        : t('health.cannotSignIn');
  }
}

/** What a figure says of a connector that it depends on: `Contoso needs a new consent by 3 Dec`. */
export function describeWarning(t: Texts, warning: ConnectorWarning): string {
  const { title, status, nextStep, paused } = warning;
  const date = warning.until && formatDate(warning.until);
  switch (status) {
    case 'connected':
      return paused
        ? t('health.pausedSince', { title, date: formatDate(paused.since) })
        : t('health.isConnected', { title });
    case 'expiring': {
      const what =
        nextStep === 'sign-in' ? 'consentOfEnds' : 'credentialOfExpires';
      return date
        ? t(`health.${what}`, { title, date })
        : t(`health.${what}Soon`, { title });
    }
    case 'needs-consent':
      return date
        ? t('health.needsConsentBy', { title, date })
        : t('health.needsConsent', { title });
    default:
      return t('health.isDisconnected', { title });
  }
}

/** Where on a connector's page its next step is taken, and what the button says. */
export interface NextStep {
  section: 'sign-in' | 'consent' | 'doctor';
  label: string;
}

/** The next right thing to do with a connector; running its checks when nothing else is. */
export function nextStepOf(
  t: Texts,
  health: ConnectorHealth,
  { consented }: { consented: boolean },
): NextStep {
  switch (health.nextStep) {
    case 'set-credential':
      return { section: 'sign-in', label: t('health.setCredential') };
    case 'activate-certificate':
      return { section: 'sign-in', label: t('health.activateCertificate') };
    case 'sign-in':
      return {
        section: 'consent',
        label: consented ? t('health.signInAgain') : t('health.signIn'),
      };
    default:
      return { section: 'doctor', label: t('health.runChecks') };
  }
}

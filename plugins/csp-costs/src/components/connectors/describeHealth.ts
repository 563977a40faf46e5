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

/** What the state of a connector comes down to, with its date: `Client secret expires 3 Dec`. */
export function describeHealth(connector: Connector): string {
  const { credential, health } = connector;
  const { status, until, problem, nextStep } = health;
  switch (status) {
    case 'connected':
      if (!credential) {
        return '';
      }
      return credential.expiresAt
        ? `${credentialKindName(credential.kind)} good until ${formatDate(
            credential.expiresAt,
          )}`
        : credentialKindName(credential.kind);
    case 'expiring':
      if (!until) {
        return problem?.cause ?? '';
      }
      return nextStep === 'sign-in'
        ? `Consent ends ${formatDate(until)}`
        : `${credentialKindName(
            credential?.kind ?? 'client-secret',
          )} expires ${formatDate(until)}`;
    case 'needs-consent':
      if (until) {
        return `New consent wanted by ${formatDate(until)}`;
      }
      return problem
        ? `No consent since ${formatDate(problem.since)}`
        : 'No consent';
    default:
      if (!credential) {
        return connector.nextCredential
          ? 'A certificate waits to be taken in use'
          : 'No credential yet';
      }
      return problem
        ? `Cannot sign in since ${formatDate(problem.since)}`
        : 'Cannot sign in';
  }
}

/** What a figure says of a connector that it depends on: `Contoso needs a new consent by 3 Dec`. */
export function describeWarning(warning: ConnectorWarning): string {
  const { title, status, until, nextStep, paused } = warning;
  switch (status) {
    case 'connected':
      return paused
        ? `The collection of ${title} is paused since ${formatDate(
            paused.since,
          )}`
        : `${title} is connected`;
    case 'expiring': {
      const what =
        nextStep === 'sign-in'
          ? `The consent of ${title} ends`
          : `The credential of ${title} expires`;
      return until ? `${what} on ${formatDate(until)}` : `${what} soon`;
    }
    case 'needs-consent':
      return until
        ? `${title} needs a new consent by ${formatDate(until)}`
        : `${title} needs a new consent`;
    default:
      return `${title} is disconnected`;
  }
}

/** Where on a connector's page its next step is taken, and what the button says. */
export interface NextStep {
  section: 'sign-in' | 'consent' | 'doctor';
  label: string;
}

/** The next right thing to do with a connector; running its checks when nothing else is. */
export function nextStepOf(
  health: ConnectorHealth,
  { consented }: { consented: boolean },
): NextStep {
  switch (health.nextStep) {
    case 'set-credential':
      return { section: 'sign-in', label: 'Set the credential' };
    case 'activate-certificate':
      return { section: 'sign-in', label: 'Take the certificate in use' };
    case 'sign-in':
      return {
        section: 'consent',
        label: consented ? 'Sign in again' : 'Sign in with Microsoft',
      };
    default:
      return { section: 'doctor', label: 'Run checks' };
  }
}

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
  ConnectorHealth,
  ConsentDeadline,
  ConsentInfo,
  CredentialInfo,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import { problemOf } from '../../errors';

const DAY_MS = 24 * 60 * 60_000;

/** From how many days before its end on something counts as expiring. */
export const EXPIRING_DAYS = 30;

/** What the health of a connector follows from. */
export interface HealthFacts {
  /** Why nothing can be done with the connector at all. */
  obstacle?: Problem;
  credential?: CredentialInfo;
  nextCredential?: CredentialInfo;
  consent?: ConsentInfo;
  consentDeadline?: ConsentDeadline;
  /** Whether something that is switched on can be read with a consent only. */
  needsConsent: boolean;
  now: Date;
}

/**
 * Everything that is wrong with a connector or soon will be, the most urgent
 * first: what does not work (the application, then the consent), then what
 * will not, by its day. Empty when all is well.
 *
 * @remarks Made from what is known and stored nowhere, so that it cannot be
 * out of date.
 */
export function healthFindings(facts: HealthFacts): ConnectorHealth[] {
  const found = [
    disconnected(facts),
    lacksConsent(facts),
    deadline(facts),
    ...expiring(facts),
  ].filter(finding => finding !== undefined);
  return [
    ...found.filter(({ until }) => until === undefined),
    ...found
      .filter(({ until }) => until !== undefined)
      .sort((a, b) => a.until!.localeCompare(b.until!)),
  ];
}

function disconnected(facts: HealthFacts): ConnectorHealth | undefined {
  if (facts.obstacle) {
    return { status: 'disconnected', problem: facts.obstacle };
  }
  const problem = credentialProblem(facts);
  return (
    problem && {
      status: 'disconnected',
      problem,
      nextStep: credentialStep(facts, problem),
    }
  );
}

function credentialProblem({
  credential,
  nextCredential,
  now,
}: HealthFacts): Problem | undefined {
  if (!credential) {
    return problemOf(
      'CREDENTIAL_MISSING',
      now,
      nextCredential && {
        remedy:
          'Upload the waiting certificate to the app registration, and take it in use.',
      },
    );
  }
  if (credential.expiresAt && new Date(credential.expiresAt) <= now) {
    return {
      ...problemOf('CREDENTIAL_EXPIRED', now, {
        cause: `The ${nameOf(credential)} has expired.`,
      }),
      since: credential.expiresAt,
    };
  }
  return credential.problem;
}

/** A store that does not answer is nothing that a new credential helps. */
function credentialStep(
  { nextCredential }: HealthFacts,
  problem: Problem,
): ConnectorHealth['nextStep'] {
  if (problem.code.startsWith('VAULT_')) {
    return undefined;
  }
  return nextCredential ? 'activate-certificate' : 'set-credential';
}

function missing(problem: Problem, until?: string): ConnectorHealth {
  return {
    status: 'needs-consent',
    until,
    problem,
    nextStep: problem.code.startsWith('VAULT_') ? undefined : 'sign-in',
  };
}

function lacksConsent(facts: HealthFacts): ConnectorHealth | undefined {
  const { consent, needsConsent, now } = facts;
  if (consent?.problem) {
    return missing(consent.problem);
  }
  if (consent && new Date(consent.endsAt) <= now) {
    return missing({
      ...problemOf('REFRESH_TOKEN_EXPIRED', now),
      since: consent.endsAt,
    });
  }
  if (consent && consent.missingScopes.length > 0) {
    return missing(
      problemOf('CONSENT_INCOMPLETE', now, {
        cause: `What is switched on needs permissions that were not consented: ${consent.missingScopes.join(
          ', ',
        )}.`,
      }),
    );
  }
  if (!consent && needsConsent) {
    return missing(
      problemOf('CONSENT_MISSING', now, {
        cause:
          'Price sheets and exchange rates are read in the name of a person, and nobody has consented.',
        remedy: 'Sign in with Microsoft, or switch the price sheet off.',
      }),
    );
  }
  return undefined;
}

/** A consent that is wanted by a day, and whether that is over. */
function deadline({
  consentDeadline,
  now,
}: HealthFacts): ConnectorHealth | undefined {
  if (!consentDeadline) {
    return undefined;
  }
  const { consentBy, reason } = consentDeadline;
  const problem = problemOf('CONSENT_DEADLINE', now, {
    cause: `A new consent is wanted: ${reason}`,
  });
  return new Date(consentBy) <= now
    ? missing({ ...problem, since: consentBy })
    : missing(problem, consentBy);
}

function expiring(facts: HealthFacts): ConnectorHealth[] {
  const { credential, nextCredential, consent, now } = facts;
  const ends: Array<ConnectorHealth & { until: string }> = [];
  if (credential?.expiresAt) {
    ends.push({
      status: 'expiring',
      until: credential.expiresAt,
      problem: problemOf('CREDENTIAL_EXPIRING', now, {
        cause: `The ${nameOf(credential)} expires soon.`,
      }),
      nextStep: nextCredential ? 'activate-certificate' : 'set-credential',
    });
  }
  if (consent) {
    ends.push({
      status: 'expiring',
      until: consent.endsAt,
      problem: {
        ...problemOf('REFRESH_TOKEN_ENDING', now),
        since: consent.renewedAt,
      },
      nextStep: 'sign-in',
    });
  }
  return ends.filter(
    ({ until }) =>
      new Date(until) > now && daysUntil(until, now) <= EXPIRING_DAYS,
  );
}

/** Days from now on, rounded up. */
export function daysUntil(moment: string, now: Date): number {
  return Math.ceil((new Date(moment).getTime() - now.getTime()) / DAY_MS);
}

function nameOf(credential: CredentialInfo): string {
  return credential.kind === 'client-secret'
    ? 'client secret'
    : credential.kind;
}

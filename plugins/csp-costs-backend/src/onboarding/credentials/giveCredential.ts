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
  CredentialKind,
  OnboardingStep,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import { explain, problemOf } from '../../errors';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { CREDENTIAL_NAMES } from './credentialNames';
import type { CredentialWork } from './CredentialWork';
import { giveCertificate } from './giveCertificate';
import { giveClientSecret } from './giveClientSecret';
import { isSecretWaiting } from './isSecretWaiting';
import { trustWorkload } from './trustWorkload';

/** Refusals of one kind of credential, which say nothing about the others. */
const OF_KIND = [
  'CREDENTIAL_KIND_FORBIDDEN',
  'CREDENTIAL_LIFETIME_FORBIDDEN',
  'FEDERATED_ISSUER_FORBIDDEN',
];

/**
 * Gives an application the first kind of credential that is not forbidden.
 *
 * @returns A refusal when all are.
 * @throws CredentialRefusedError until Microsoft knows it everywhere.
 */
export async function giveCredential(
  work: CredentialWork,
  kinds: CredentialKind[],
  options: {
    /** What was asked for. */
    asked: CredentialKind;
    /** Of a client secret. */
    days: number;
    /** Of a federated identity, where it is one of the kinds. */
    tokenFile?: string;
  },
): Promise<OnboardingStep | undefined> {
  const { context, keeper, connector } = work;
  const problems: Problem[] = [];
  for (const kind of kinds) {
    try {
      await give(kind);
      await letUnusedGo(kind);
      return undefined;
    } catch (error) {
      const problem = refusalOfKind(error, kind !== options.asked);
      if (!problem) {
        throw error;
      }
      problems.push(problem);
      context.effects.push({
        object: 'credential',
        outcome: 'absent',
        text: `No ${CREDENTIAL_NAMES[kind]} was made: ${problem.cause}`,
      });
    }
  }
  await letUnusedGo();
  const remedies = [...new Set(problems.map(({ remedy }) => remedy))];
  return {
    state: 'refused',
    effects: context.effects,
    problem: problemOf('CREDENTIAL_KIND_FORBIDDEN', context.now(), {
      cause: `Every kind of credential that could be made is forbidden: ${kinds
        .map(kind => CREDENTIAL_NAMES[kind])
        .join(', ')}.`,
      remedy: remedies.join(' '),
      microsoft: problems[0]?.microsoft,
    }),
  };

  /** A certificate that may not be added waits for nothing once it is known what can be given, nor does a client secret that is gone. What waits after another was taken in use is another run's. */
  async function letUnusedGo(given?: CredentialKind): Promise<void> {
    if (given !== undefined && given !== 'federated') {
      return;
    }
    const next = await keeper.kept(connector, 'app-next');
    if (next && !(await isSecretWaiting(work))) {
      await keeper.letGo(connector, 'app-next', next.version);
    }
  }

  async function give(kind: CredentialKind): Promise<void> {
    switch (kind) {
      case 'certificate':
        return giveCertificate(work);
      case 'client-secret':
        return giveClientSecret(work, {
          days: options.days,
        });
      default:
        return trustWorkload(work, options.tokenFile!);
    }
  }

  /** What stands against this kind only. A file that was not asked for need not be there. */
  function refusalOfKind(
    error: unknown,
    isSubstitute: boolean,
  ): Problem | undefined {
    if (!(error instanceof MicrosoftError) || error.transient) {
      return undefined;
    }
    const problem = explain(error, context.now());
    return OF_KIND.includes(problem.code) ||
      (isSubstitute && problem.code === 'TOKEN_FILE_UNREADABLE')
      ? problem
      : undefined;
  }
}

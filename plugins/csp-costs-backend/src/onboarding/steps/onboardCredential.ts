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

import { InputError } from '@backstage/errors';
import type {
  CredentialKind,
  OnboardCredentialInput,
  OnboardedCredential,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorRecord } from '../../connectors/ConnectorRecord';
import type { Connectors } from '../../connectors/createConnectors';
import { CredentialRefusedError } from '../../connectors/credentials/CredentialRefusedError';
import { NothingWaitsError } from '../../connectors/credentials/NothingWaitsError';
import { VaultError } from '../../connectors/vault/VaultError';
import { explain, onboardingStateOf } from '../../errors';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { connectorOf } from '../connectorOf';
import { cleanUpSecrets } from '../credentials/cleanUpSecrets';
import {
  CREDENTIAL_NAMES,
  credentialNames,
} from '../credentials/credentialNames';
import type { CredentialWork } from '../credentials/CredentialWork';
import { giveCredential } from '../credentials/giveCredential';
import { isSecretWaiting } from '../credentials/isSecretWaiting';
import { isUnlistedYet } from '../credentials/isUnlistedYet';
import { readApplication } from '../credentials/readApplication';
import { directoryOf } from '../directoryOf';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';

const DEFAULT_DAYS = 180;
const MOST_DAYS = 730;

/** What is tried in which order: what was asked for, then the next best. */
const NEXT_BEST: Record<CredentialKind, CredentialKind[]> = {
  certificate: ['certificate', 'federated', 'client-secret'],
  federated: ['federated', 'certificate', 'client-secret'],
  'client-secret': ['client-secret', 'certificate', 'federated'],
};

/** What is asked for. */
type Wanted = Pick<
  OnboardCredentialInput,
  'connectorId' | 'kind' | 'tokenFile' | 'secretDays'
>;

/**
 * Gives a connector's application something to sign in with, unless it has
 * something that works.
 *
 * @remarks A private key or secret goes into the vault before anything else
 * is done with it, and nowhere else.
 * @throws InputError that names the field; NotFoundError; ConflictError when
 * nothing can be kept for the connector.
 */
export async function onboardCredential(
  context: StepContext,
  connectors: Connectors,
  input: Wanted,
): Promise<OnboardedCredential> {
  const { access, effects, dryRun } = context;
  const kinds = kindsToTry(input, connectors);
  if (dryRun && !(await connectors.registry.find(input.connectorId))) {
    return wouldGive(context, kinds[0]!);
  }
  const connector = await connectorOf(
    connectors.registry,
    input.connectorId,
    access,
  );
  const done = async (): Promise<OnboardedCredential> => ({
    state: 'done',
    effects,
    credential: (await connectors.standings.of(connector)).credential,
  });
  const { credentials: keeper } = connectors.admin;
  const directory = directoryOf(access);
  try {
    const inUse = await keeper.inUse(connector);
    if (await works(context, connectors, connector)) {
      effects.push({
        object: 'credential',
        outcome: 'found',
        text: `The connector ${connector.settings.title} has a credential that works.`,
      });
      return await done();
    }
    if (dryRun) {
      return wouldGive(context, kinds[0]!);
    }
    keeper.assertCanKeep(connector);
    const tools = { context, directory, keeper, connector };
    const application = await readApplication(tools);
    const work = { ...tools, inUse, application };
    const refused = await giveCredential(
      work,
      await beginningWith(work, kinds),
      {
        asked: kinds[0]!,
        days: input.secretDays ?? DEFAULT_DAYS,
        tokenFile: tokenFileOf(input, connectors),
      },
    );
    if (refused) {
      return refused;
    }
    await cleanUpSecrets(work);
    return await done();
  } catch (error) {
    if (isOvertaken(error)) {
      return stepFailure(
        new OnboardingProblem('CREDENTIAL_OVERTAKEN'),
        context,
      );
    }
    return error instanceof CredentialRefusedError
      ? stepFailure(error.refusal, context, { asApplication: true })
      : stepFailure(error, context, { notAllowed: 'APPLICATION_NOT_ALLOWED' });
  }
}

/** Whether another run has given the connector something meanwhile. */
function isOvertaken(error: unknown): boolean {
  return (
    error instanceof NothingWaitsError ||
    (error instanceof VaultError && error.code === 'OVERTAKEN')
  );
}

/** Which kinds may be tried, in order. @throws InputError */
function kindsToTry(
  { kind = 'certificate', tokenFile, secretDays }: Wanted,
  connectors: Connectors,
): CredentialKind[] {
  const known = connectors.admin.options().federatedTokenFiles;
  if (tokenFile !== undefined && !known.includes(tokenFile)) {
    throw new InputError(
      `tokenFile is not one of the files that this portal may read; add it to cspCosts.federatedTokenFiles, or use ${
        known.join(' or ') || 'another kind of credential'
      }`,
    );
  }
  if (
    secretDays !== undefined &&
    !(
      Number.isInteger(secretDays) &&
      secretDays >= 1 &&
      secretDays <= MOST_DAYS
    )
  ) {
    throw new InputError(
      `secretDays must be a whole number from 1 to ${MOST_DAYS}`,
    );
  }
  const file = tokenFileOf({ tokenFile }, connectors);
  if (kind === 'federated' && !file) {
    throw new InputError(
      `tokenFile must name the file with the token of the federated identity; known are ${
        known.join(', ') || 'none, see cspCosts.federatedTokenFiles'
      }`,
    );
  }
  return NEXT_BEST[kind].filter(one => one !== 'federated' || file);
}

/** The file that was named, or the only one that there is. */
function tokenFileOf(
  { tokenFile }: Pick<Wanted, 'tokenFile'>,
  { admin }: Connectors,
): string | undefined {
  const known = admin.options().federatedTokenFiles;
  return tokenFile ?? (known.length === 1 ? known[0] : undefined);
}

function wouldGive(
  { effects }: StepContext,
  kind: CredentialKind,
): OnboardedCredential {
  effects.push({
    object: 'credential',
    outcome: 'would-create',
    text: `A ${CREDENTIAL_NAMES[kind]} would be made, or the next best that the policies of the tenant allow.`,
  });
  return { state: 'done', effects };
}

/**
 * Whether the connector signs in. A dry run only looks whether it has
 * something to do so with: what is found out about a credential is noted.
 *
 * @throws MicrosoftError when that can not be told now.
 */
async function works(
  context: StepContext,
  connectors: Connectors,
  connector: ConnectorRecord,
): Promise<boolean> {
  const { access, dryRun, now, signal } = context;
  if (!(await connectors.access.hasAppCredential(connector))) {
    return false;
  }
  if (dryRun) {
    return true;
  }
  try {
    const { appTokens } = await connectors.access.clients(connector);
    await appTokens.get(connector.cloud.resources.graph, { refresh: true });
  } catch (error) {
    if (!(error instanceof MicrosoftError) || error.transient) {
      throw error;
    }
    const lags = onboardingStateOf(explain(error, now())) === 'waiting';
    if (lags && (await isListed())) {
      throw new CredentialRefusedError(error.message, error);
    }
    return false;
  }
  await letNextGo();
  return true;

  /**
   * What was taken in use waits still when that was cut off at its end. A
   * client secret that waits was made by another run at the same time; one
   * that was noted may have been kept no longer, where another run's
   * credential was faster, or not at all, where the run was cut off.
   */
  async function letNextGo(): Promise<void> {
    const { credentials: keeper } = connectors.admin;
    const inUse = await keeper.kept(connector, 'app');
    const next = await keeper.kept(connector, 'app-next');
    const identityOf = (one: typeof next) => one?.keyId ?? one?.thumbprint;
    const isSecret = next?.kind === 'client-secret';
    if (next && (isSecret || identityOf(next) === identityOf(inUse))) {
      await keeper.letGo(connector, 'app-next', next.version);
    }
    await cleanUpSecrets(
      { context, directory: directoryOf(access), keeper, connector },
      { isSure: isSecret },
    );
  }

  /** Whether the app registration has what the vault has, or may not list it yet. */
  async function isListed(): Promise<boolean> {
    const { connectorId, settings } = connector;
    const kept = await connectors.admin.credentials.kept(connector, 'app');
    if (kept && isUnlistedYet(kept, now)) {
      return true;
    }
    const application = await directoryOf(access).application(
      { clientId: settings.clientId },
      signal,
    );
    const { keyId, thumbprint } = kept ?? {};
    return (
      application !== undefined &&
      (application.passwordCredentials.some(
        one => keyId !== undefined && one.keyId === keyId,
      ) ||
        application.keyCredentials.some(
          one =>
            thumbprint !== undefined &&
            one.displayName ===
              credentialNames.certificate(
                context.installationId,
                connectorId,
                thumbprint,
              ),
        ))
    );
  }
}

/** A client secret that was made already comes first: it is told once. */
async function beginningWith(
  work: CredentialWork,
  kinds: CredentialKind[],
): Promise<CredentialKind[]> {
  return (await isSecretWaiting(work))
    ? ['client-secret', ...kinds.filter(kind => kind !== 'client-secret')]
    : kinds;
}

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

import type { OnboardedApplication } from 'backstage-plugin-csp-costs-common';
import type {
  ApplicationChange,
  DirectoryClient,
} from '../../microsoft/directory/DirectoryClient';
import type {
  DirectoryApplication,
  RequiredResourceAccess,
} from '../../microsoft/directory/schemas';
import { directoryOf } from '../directoryOf';
import { makeNoted } from '../makeNoted';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';
import { uniqueNameOf } from '../uniqueNameOf';
import { ensureResources, type RequiredResource } from './ensureResources';
import { ensureServicePrincipal } from './ensureServicePrincipal';

/** What the app registration has to have. */
interface Registration {
  displayName: string;
  redirectUrl: string;
  access: RequiredResourceAccess[];
}

/**
 * Finds or creates the app registration of a name, its service principal, and
 * the service principals of the APIs that it needs.
 *
 * @remarks It is found by its unique name alone, which only onboarding gives,
 * so an application of the same name that is not ours is never touched. What
 * people added to ours stays.
 * @param redirectUrl - Where sign-ins to the application come back to.
 */
export async function onboardApplication(
  context: StepContext,
  { displayName }: { displayName: string },
  { redirectUrl }: { redirectUrl: string },
): Promise<OnboardedApplication> {
  const { access, effects } = context;
  const directory = directoryOf(access);
  let application: OnboardedApplication['application'];
  try {
    const resources = await ensureResources(context, directory);
    const found = await ensureApplication(context, directory, {
      displayName,
      redirectUrl,
      access: resources.map(accessOf),
    });
    if (!found) {
      effects.push({
        object: 'service-principal',
        outcome: 'would-create',
        text: `The service principal of ${displayName} would be created.`,
      });
      return { state: 'done', effects };
    }
    application = {
      applicationObjectId: found.objectId,
      clientId: found.clientId,
      displayName: found.displayName ?? displayName,
    };
    const principal = await ensureServicePrincipal(context, directory, {
      object: 'service-principal',
      clientId: found.clientId,
      name: application.displayName,
    });
    application.servicePrincipalId = principal?.id;
    return { state: 'done', effects, application };
  } catch (error) {
    return {
      ...stepFailure(error, context, { notAllowed: 'APPLICATION_NOT_ALLOWED' }),
      application,
    };
  }
}

/** The app registration; undefined in a dry run that would create it. */
async function ensureApplication(
  context: StepContext,
  directory: DirectoryClient,
  wanted: Registration,
): Promise<DirectoryApplication | undefined> {
  const { signal, effects, dryRun, installationId } = context;
  const { displayName, redirectUrl, access } = wanted;
  const uniqueName = uniqueNameOf(installationId, displayName);
  const found = await directory.application({ uniqueName }, signal);
  if (found) {
    await bringUpToDate(context, directory, found, wanted);
    return found;
  }
  if (dryRun) {
    effects.push({
      object: 'application',
      outcome: 'would-create',
      text: `The app registration ${displayName} would be created.`,
    });
    return undefined;
  }
  const made = await makeNoted(
    context,
    {
      object: 'application',
      key: uniqueName,
      details: { uniqueName, displayName },
    },
    () =>
      directory.upsertApplication(
        uniqueName,
        {
          displayName,
          signInAudience: 'AzureADMyOrg',
          web: { redirectUris: [redirectUrl] },
          requiredResourceAccess: access,
        },
        signal,
      ),
    { wasThere: answer => answer === undefined },
  );
  if (made) {
    effects.push({
      object: 'application',
      outcome: 'created',
      text: `The app registration ${displayName} was created, with client id ${made.clientId}.`,
    });
    return made;
  }
  // Made before, by an attempt that was cut off and is only seen now.
  const there = await directory.application({ uniqueName }, signal);
  if (!there) {
    throw new OnboardingProblem('DIRECTORY_LAGS');
  }
  effects.push(foundEffect(there));
  return there;
}

async function bringUpToDate(
  { signal, effects, dryRun }: StepContext,
  directory: DirectoryClient,
  found: DirectoryApplication,
  { redirectUrl, access }: Registration,
): Promise<void> {
  const change: ApplicationChange = {
    ...(found.redirectUris.includes(redirectUrl)
      ? {}
      : { web: { redirectUris: [...found.redirectUris, redirectUrl] } }),
    ...addedAccess(found.requiredResourceAccess, access),
  };
  if (Object.keys(change).length === 0) {
    effects.push(foundEffect(found));
    return;
  }
  const what = [
    change.web && 'the redirect URL',
    change.requiredResourceAccess && 'permissions',
  ]
    .filter(Boolean)
    .join(' and ');
  if (!dryRun) {
    await directory.changeApplication(found.objectId, change, signal);
  }
  effects.push({
    object: 'application',
    outcome: dryRun ? 'would-change' : 'changed',
    text: dryRun
      ? `The app registration ${found.displayName} would be given ${what}.`
      : `The app registration ${found.displayName} was given ${what}.`,
  });
}

function foundEffect({ displayName, clientId }: DirectoryApplication) {
  return {
    object: 'application',
    outcome: 'found',
    text: `The app registration ${displayName} is there, with client id ${clientId}.`,
  } as const;
}

function accessOf(resource: RequiredResource): RequiredResourceAccess {
  return {
    resourceAppId: resource.resourceClientId,
    resourceAccess: [
      ...resource.roles.map(({ id }) => ({ id, type: 'Role' })),
      ...resource.scopes.map(({ id }) => ({ id, type: 'Scope' })),
    ],
  };
}

/** The permissions of a registration with those that it lacks; nothing when it lacks none. */
function addedAccess(
  listed: RequiredResourceAccess[],
  wanted: RequiredResourceAccess[],
): Pick<ApplicationChange, 'requiredResourceAccess'> {
  const missing = wanted.flatMap(({ resourceAppId, resourceAccess }) => {
    const has = listed
      .filter(one => one.resourceAppId === resourceAppId)
      .flatMap(one => one.resourceAccess);
    const lacks = resourceAccess.filter(
      ({ id, type }) => !has.some(one => one.id === id && one.type === type),
    );
    return lacks.length > 0 ? [{ resourceAppId, resourceAccess: lacks }] : [];
  });
  if (missing.length === 0) {
    return {};
  }
  const merged = new Map<string, RequiredResourceAccess>();
  for (const { resourceAppId, resourceAccess } of [...listed, ...missing]) {
    merged.set(resourceAppId, {
      resourceAppId,
      resourceAccess: [
        ...(merged.get(resourceAppId)?.resourceAccess ?? []),
        ...resourceAccess,
      ],
    });
  }
  return { requiredResourceAccess: [...merged.values()] };
}

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

import type { OnboardingStep } from 'backstage-plugin-csp-costs-common';
import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import type { DirectoryApplication } from '../../microsoft/directory/schemas';
import { MicrosoftError } from '../../microsoft/MicrosoftError';
import { applicationPage } from '../applicationPage';
import { directoryOf } from '../directoryOf';
import { isRecent } from '../isRecent';
import { OnboardingProblem } from '../OnboardingProblem';
import type { NotedObject, StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';
import { findOurs } from './findOurs';
import type { RemovedApplication } from './refuseIfShared';

/**
 * Removes an app registration that onboarding has made, and its service
 * principal with it. One that people made stays.
 */
export async function removeApplication(
  context: StepContext,
  application: RemovedApplication,
): Promise<OnboardingStep> {
  const { access, effects, journal, now } = context;
  const directory = directoryOf(access);
  const { clientId } = application;
  try {
    const found = await findOurs(context, directory, application);
    // What an earlier attempt deleted may not be among the deleted ones yet.
    const key = { object: 'application', key: clientId } as const;
    const noted = await journal.find(key);
    await removeFound(context, directory, found, {
      ...key,
      details: {
        ...noted?.details,
        ...(found?.uniqueName ? { uniqueName: found.uniqueName } : {}),
      },
    });
    if (noted && isRecent(noted, now) && effects.at(-1)?.outcome === 'absent') {
      throw notAmongDeleted();
    }
    await journal.forget(key);
    return { state: 'done', effects };
  } catch (error) {
    return stepFailure(error, context, {
      notAllowed: 'APPLICATION_NOT_ALLOWED',
      handOnUrl: applicationPage(access.cloud, clientId),
    });
  }
}

/**
 * Removes an app registration for good, if there is one.
 *
 * @remarks A deleted one keeps its unique name for 30 days, so that no other
 * could be made under the name.
 * @param noted - Is amended with what a deleted one is found by.
 * @throws OnboardingProblem when it is deleted and is not found among the
 * deleted ones yet; asked for again, it is removed from there.
 */
export async function removeFound(
  { signal, effects, dryRun, journal }: StepContext,
  directory: DirectoryClient,
  found: DirectoryApplication | undefined,
  noted: NotedObject,
): Promise<void> {
  const object = 'application';
  const { details, key } = noted;
  const objectId = found?.objectId ?? details.objectId;
  const displayName = found?.displayName ?? details.displayName ?? key;
  if (!found && (dryRun || objectId === undefined)) {
    effects.push(absent(displayName));
    return;
  }
  if (dryRun) {
    effects.push({
      object,
      outcome: 'would-remove',
      text: `The app registration ${displayName} would be removed.`,
    });
    return;
  }
  if (found) {
    await journal.amend({
      ...noted,
      details: { ...details, displayName, objectId: found.objectId },
    });
    await directory.removeApplication(found.objectId, signal);
  }
  const deleted = await removeForGood(directory, objectId!, signal);
  if (deleted === 'absent') {
    if (found) {
      throw notAmongDeleted();
    }
    effects.push(absent(displayName));
    return;
  }
  effects.push({
    object,
    outcome: 'removed',
    text:
      deleted === 'removed'
        ? `The app registration ${displayName} was removed.`
        : `The app registration ${displayName} was removed. It is among the deleted applications for 30 days, and its name is not free until then.`,
  });
}

async function removeForGood(
  directory: DirectoryClient,
  objectId: string,
  signal: AbortSignal,
): Promise<'removed' | 'absent' | 'refused'> {
  try {
    return (await directory.removeDeleted(objectId, signal))
      ? 'removed'
      : 'absent';
  } catch (error) {
    if (error instanceof MicrosoftError && !error.transient) {
      return 'refused';
    }
    throw error;
  }
}

function notAmongDeleted(): OnboardingProblem {
  return new OnboardingProblem('DIRECTORY_LAGS', {
    cause:
      'The app registration was deleted, and is not found among the deleted ones yet, from which it is removed too.',
  });
}

function absent(name: string) {
  return {
    object: 'application',
    outcome: 'absent',
    text: `There is no app registration ${name}.`,
  } as const;
}

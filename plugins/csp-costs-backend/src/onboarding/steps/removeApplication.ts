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
import { directoryOf } from '../directoryOf';
import { OnboardingProblem } from '../OnboardingProblem';
import type { StepContext } from '../StepContext';
import { stepFailure } from '../stepFailure';
import { isOurs } from '../uniqueNameOf';
import { refuseIfShared, type RemovedApplication } from './refuseIfShared';

/**
 * Removes an app registration that onboarding has made, and its service
 * principal with it. One that people made stays.
 */
export async function removeApplication(
  context: StepContext,
  application: RemovedApplication,
): Promise<OnboardingStep> {
  const { access, effects, signal } = context;
  const directory = directoryOf(access);
  const { clientId } = application;
  try {
    refuseIfShared(application);
    const found = await directory.application({ clientId }, signal);
    if (found && !isOurs(found.uniqueName)) {
      throw new OnboardingProblem('APPLICATION_NOT_OURS', {
        cause: `The app registration ${found.displayName} was not made by a template of this portal, so it is not removed.`,
      });
    }
    await removeFound(context, directory, found, clientId);
    return { state: 'done', effects };
  } catch (error) {
    return stepFailure(error, context, {
      notAllowed: 'APPLICATION_NOT_ALLOWED',
    });
  }
}

/**
 * Removes an app registration for good, if there is one.
 *
 * @remarks A deleted one keeps its unique name for 30 days, so that no other
 * could be made under the name.
 * @param name - What it is called when there is none.
 */
export async function removeFound(
  { signal, effects, dryRun }: StepContext,
  directory: DirectoryClient,
  found: DirectoryApplication | undefined,
  name: string,
): Promise<void> {
  const object = 'application';
  if (!found) {
    effects.push({
      object,
      outcome: 'absent',
      text: `There is no app registration ${name}.`,
    });
    return;
  }
  const { displayName, objectId } = found;
  if (dryRun) {
    effects.push({
      object,
      outcome: 'would-remove',
      text: `The app registration ${displayName} would be removed.`,
    });
    return;
  }
  await directory.removeApplication(objectId, signal);
  const isGone = await removeForGood(directory, objectId, signal);
  effects.push({
    object,
    outcome: 'removed',
    text: isGone
      ? `The app registration ${displayName} was removed.`
      : `The app registration ${displayName} was removed. It is among the deleted applications for 30 days, and its name is not free until then.`,
  });
}

async function removeForGood(
  directory: DirectoryClient,
  objectId: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await directory.removeDeleted(objectId, signal);
  } catch (error) {
    if (error instanceof MicrosoftError && !error.transient) {
      return false;
    }
    throw error;
  }
}

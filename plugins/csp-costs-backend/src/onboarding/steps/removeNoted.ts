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

import type { OnboardingObject } from 'backstage-plugin-csp-costs-common';
import type { DirectoryClient } from '../../microsoft/directory/DirectoryClient';
import { directoryOf } from '../directoryOf';
import { stays, type OthersConnectors } from '../othersConnectors';
import type { NotedObject, StepContext } from '../StepContext';
import { removeFound } from './removeApplication';
import { takeBackRole, takeBackScopes } from './takeBackGrants';

/** Objects that the steps `application` and `consent` make. */
export type DirectoryObject = Extract<
  OnboardingObject,
  | 'application'
  | 'service-principal'
  | 'resource-service-principal'
  | 'application-permission'
  | 'delegated-grant'
>;

/**
 * Removes one object that a run noted in the directory. What is not there is a
 * success.
 *
 * @param others - An application that they sign in with stays.
 * @throws MicrosoftError when Microsoft refuses.
 */
export async function removeNoted(
  context: StepContext,
  noted: NotedObject & { object: DirectoryObject },
  others: OthersConnectors,
): Promise<void> {
  const { object, details } = noted;
  const { access, signal } = context;
  const directory = directoryOf(access);
  const { uniqueName = '', clientId = '', resourceClientId = '' } = details;
  const grantOf = async () => ({
    principal: await directory.servicePrincipal(clientId, signal),
    resource: await directory.servicePrincipal(resourceClientId, signal),
  });
  switch (object) {
    case 'application': {
      const found = await directory.application({ uniqueName }, signal);
      const users = found ? others.titlesOf({ clientId: found.clientId }) : [];
      if (users.length > 0) {
        context.effects.push(stays(noted, users));
        break;
      }
      await removeFound(context, directory, found, noted);
      break;
    }
    case 'application-permission':
      await takeBackRole(
        context,
        directory,
        await grantOf(),
        details.permission ?? '',
      );
      break;
    case 'delegated-grant':
      await takeBackScopes(
        context,
        directory,
        await grantOf(),
        (details.scopes ?? '').split(' '),
      );
      break;
    default:
      await removeServicePrincipal(context, directory, {
        object,
        clientId,
        name: details.name ?? clientId,
      });
  }
}

async function removeServicePrincipal(
  { signal, effects, dryRun }: StepContext,
  directory: DirectoryClient,
  principal: {
    object: 'service-principal' | 'resource-service-principal';
    clientId: string;
    name: string;
  },
): Promise<void> {
  const { object, clientId, name } = principal;
  const found = await directory.servicePrincipal(clientId, signal);
  const isUsed =
    object === 'resource-service-principal' &&
    found !== undefined &&
    (await directory.isUsed(found.id, signal));
  if (isUsed) {
    effects.push({
      object,
      outcome: 'found',
      text: `The service principal of ${name} stays: other applications have permissions of it by now.`,
    });
    return;
  }
  if (found && dryRun) {
    effects.push({
      object,
      outcome: 'would-remove',
      text: `The service principal of ${name} would be removed.`,
    });
    return;
  }
  const wasThere =
    found !== undefined &&
    (await directory.removeServicePrincipal(found.id, signal));
  effects.push(
    wasThere
      ? {
          object,
          outcome: 'removed',
          text: `The service principal of ${name} was removed.`,
        }
      : {
          object,
          outcome: 'absent',
          text: `There is no service principal of ${name}.`,
        },
  );
}

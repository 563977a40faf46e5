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

import { z } from 'zod';
import { RegisteredApplication } from '../identity/RegisteredApplication';
import type { World } from '../world/World';
import { tokenKey } from './Directory';
import { badRequest, DirectoryError } from './DirectoryError';
import { keyCredentialsSchema, replaceKeys } from './keyCredentials';

const redirectUri = z
  .string()
  .refine(
    uri =>
      URL.canParse(uri) &&
      (uri.startsWith('https://') ||
        ['localhost', '127.0.0.1'].includes(new URL(uri).hostname)),
    'must begin with https:// or http://localhost',
  );

/** What of an app registration can be set. */
export const applicationSchema = z.strictObject({
  displayName: z.string().min(1).max(256).optional(),
  uniqueName: z.string().min(1).max(120).optional(),
  signInAudience: z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']).optional(),
  web: z
    .strictObject({ redirectUris: z.array(redirectUri).optional() })
    .optional(),
  requiredResourceAccess: z
    .array(
      z.strictObject({
        resourceAppId: z.guid(),
        resourceAccess: z.array(
          z.strictObject({ id: z.guid(), type: z.enum(['Role', 'Scope']) }),
        ),
      }),
    )
    .optional(),
  tags: z.array(z.string()).optional(),
  keyCredentials: keyCredentialsSchema.optional(),
});

type ApplicationBody = z.infer<typeof applicationSchema>;

/**
 * Makes an app registration, which is late at first.
 *
 * @throws DirectoryError 400 without a name, or when its unique name is taken.
 */
export function createApplication(
  world: World,
  body: ApplicationBody,
): RegisteredApplication {
  const { displayName, uniqueName } = body;
  const { directory } = world.tenant;
  if (displayName === undefined) {
    throw badRequest(
      "A value is required for property 'displayName' of resource 'Application'.",
    );
  }
  if (
    uniqueName !== undefined &&
    [...directory.applications, ...directory.deleted].some(
      one => one.uniqueName === uniqueName,
    )
  ) {
    const message =
      'Another object with the same value for property uniqueName already exists.';
    throw new DirectoryError(400, 'Request_BadRequest', message, [
      { code: 'ObjectConflict', message },
    ]);
  }
  const application = new RegisteredApplication({
    applicationObjectId: directory.newId(),
    clientId: directory.newId(),
    createdAt: world.clock.now(),
    displayName,
    uniqueName,
  });
  application.redirectUris = [];
  changeApplication(world, application, body);
  directory.add(application);
  directory.begin(application.applicationObjectId);
  directory.begin(tokenKey(application));
  return application;
}

/**
 * Changes what is named, or nothing.
 *
 * @throws DirectoryError 400 for another unique name, or what certificates are refused for.
 */
export function changeApplication(
  world: World,
  application: RegisteredApplication,
  body: ApplicationBody,
): void {
  if (
    body.uniqueName !== undefined &&
    body.uniqueName !== application.uniqueName
  ) {
    throw badRequest("Property 'uniqueName' is read-only.");
  }
  if (body.keyCredentials) {
    replaceKeys(world, application, body.keyCredentials);
  }
  application.displayName = body.displayName ?? application.displayName;
  application.signInAudience =
    body.signInAudience ?? application.signInAudience;
  application.tags = body.tags ?? application.tags;
  application.redirectUris = body.web?.redirectUris ?? application.redirectUris;
  application.requiredResourceAccess =
    body.requiredResourceAccess ?? application.requiredResourceAccess;
}

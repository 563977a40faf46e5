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
  CredentialDetails,
  RegisteredApplication,
} from '../identity/RegisteredApplication';
import { guid, hashText } from '../world/random';
import { certificateOf } from './certificateOf';
import { printedTime } from './printedTime';

const DAY_MS = 86_400_000;
/** Days that a secret is good for when nobody says how long. */
export const SECRET_DAYS = 730;

/** What is kept beside a secret or a certificate, also of one that was set without Graph. */
export function credentialDetails(
  application: RegisteredApplication,
  value: string,
  expiresAt?: string,
): CredentialDetails {
  const certificate = certificateOf(value);
  const start = certificate?.validFrom ?? application.createdAt;
  return (
    application.details.get(value) ?? {
      keyId: guid(hashText(value), hashText(application.clientId)),
      name: null,
      startDateTime: printedTime(new Date(start)),
      endDateTime: printedTime(
        expiresAt ??
          certificate?.validTo ??
          new Date(application.createdAt.getTime() + SECRET_DAYS * DAY_MS),
      ),
    }
  );
}

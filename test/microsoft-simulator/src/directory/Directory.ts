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

import type { RegisteredApplication } from '../identity/RegisteredApplication';
import type { DirectorySettings } from '../identity/tenantPatch';
import { PURPOSE } from '../world/purposes';
import { guid } from '../world/random';

/** The app registrations of a tenant, and how late its copies are. */
export class Directory {
  /** How it behaves; may be changed at any time. */
  readonly settings: DirectorySettings = {
    lag: 0,
    secretsForbidden: false,
    certificatesForbidden: false,
    issuerForbidden: false,
    deviceCodeForbidden: false,
    deviceCodeInterval: 5,
    slowDown: 0,
    issuers: {},
  };

  readonly #seed: number;
  readonly #applications = new Map<string, RegisteredApplication>();
  readonly #deleted = new Map<string, RegisteredApplication>();
  readonly #late = new Map<string, number>();
  #made = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** All app registrations, oldest first. */
  get applications(): readonly RegisteredApplication[] {
    return [...this.#applications.values()];
  }

  /** An id that nothing has yet. */
  newId(): string {
    this.#made++;
    return guid(this.#seed, PURPOSE.directory, this.#made);
  }

  add(application: RegisteredApplication): void {
    this.#applications.set(application.applicationObjectId, application);
  }

  /** App registrations that were deleted, but not for good: their names are still taken. */
  get deleted(): readonly RegisteredApplication[] {
    return [...this.#deleted.values()];
  }

  /** Deletes an app registration for good that was deleted before. */
  forget(application: RegisteredApplication): void {
    this.#deleted.delete(application.applicationObjectId);
  }

  /** Deletes an app registration with its service principal and what that was granted. */
  remove(application: RegisteredApplication): void {
    this.#applications.delete(application.applicationObjectId);
    this.#deleted.set(application.applicationObjectId, application);
    application.servicePrincipalId = undefined;
    application.applicationRoles = [];
    application.consents.revoke();
  }

  /** An app registration, by its application (client) id. */
  application(clientId: string): RegisteredApplication | undefined {
    const wanted = clientId.toLowerCase();
    return this.applications.find(one => one.clientId === wanted);
  }

  /** Notes that something was made just now, under its id or any other key. */
  begin(key: string): void {
    this.#late.set(key, this.settings.lag);
  }

  /** Whether a use of something fails because it was made just now; counts the use. */
  isLate(key: string): boolean {
    return this.usesLeft(key) > 0;
  }

  /** How many uses of something fail yet, with this one, which it counts. */
  usesLeft(key: string): number {
    const left = this.#late.get(key) ?? 0;
    this.#late.set(key, Math.max(0, left - 1));
    return left;
  }
}

/** What {@link Directory.isLate} counts the token requests of an application under. */
export function tokenKey(application: RegisteredApplication): string {
  return `token of ${application.clientId}`;
}

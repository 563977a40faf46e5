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

/**
 * The delegated permissions of one application. A permission is written with
 * its resource, such as `https://graph.microsoft.com/User.Read`.
 */
export class Consents {
  readonly #consented = new Set<string>();
  readonly #approved = new Set<string>();

  /** Everything that was consented. */
  get consented(): string[] {
    return [...this.#consented];
  }

  /** What an administrator has approved for everybody. */
  get approved(): string[] {
    return [...this.#approved];
  }

  /** Notes that scopes were consented. */
  consent(scopes: Iterable<string>): void {
    for (const scope of scopes) {
      this.#consented.add(scope);
    }
  }

  /** Consents to these scopes and to nothing else. */
  replace(scopes: readonly string[]): void {
    this.#consented.clear();
    this.consent(scopes);
  }

  /** Notes that an administrator has approved scopes for everybody, which also consents to them. */
  approve(scopes: readonly string[]): void {
    this.consent(scopes);
    scopes.forEach(scope => this.#approved.add(scope));
  }

  /** Whether an administrator has approved all of these scopes. */
  isApproved(scopes: readonly string[]): boolean {
    return scopes.every(scope => this.#approved.has(scope));
  }

  /** Which scopes of a resource were consented, by name. */
  of(resourceUri: string): string[] {
    return namesOf(resourceUri, this.#consented);
  }

  /** Which scopes of a resource an administrator has approved, by name. */
  approvedOf(resourceUri: string): string[] {
    return namesOf(resourceUri, this.#approved);
  }

  /** Whether a scope was consented. */
  has(scope: string): boolean {
    return this.#consented.has(scope);
  }

  /** Forgets what was consented or approved, of one resource or altogether. */
  revoke(resourceUri?: string): void {
    for (const scopes of [this.#consented, this.#approved]) {
      for (const scope of scopes) {
        if (resourceUri === undefined || uriOf(scope) === resourceUri) {
          scopes.delete(scope);
        }
      }
    }
  }
}

function uriOf(scope: string): string {
  return scope.slice(0, scope.lastIndexOf('/'));
}

function namesOf(resourceUri: string, scopes: Iterable<string>): string[] {
  return [...scopes]
    .filter(scope => uriOf(scope) === resourceUri)
    .map(scope => scope.slice(scope.lastIndexOf('/') + 1));
}

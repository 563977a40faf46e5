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

import type { Partner } from '../world/partner';
import { accountsOf, type Account, type AccountKey } from './accounts';
import {
  parseTenantPatch,
  type BillingRole,
  type ClientSecret,
  type FederatedCredential,
  type TenantPatch,
} from './tenantPatch';

/**
 * The partner's directory: its app registration, its people, and what they
 * have consented to. Everything may be changed while the simulator runs.
 */
export class Tenant {
  readonly accounts: readonly Account[];
  /** Registered redirect URIs; undefined accepts any. */
  redirectUris: string[] | undefined;
  enabled = true;
  clientSecrets: ClientSecret[];
  /** PEM certificates or public keys. */
  certificates: string[] = [];
  federatedCredentials: FederatedCredential[] = [];
  /** Application permissions of Graph that were granted. */
  applicationRoles = ['PartnerBilling.Read.All'];
  registeredInPartnerCenter = true;
  readonly servicePrincipals = { partnerCenter: true, partnerApi: true };
  /** Whether the application has a role on the billing account. */
  billingRoleAssigned = true;
  /** Which role that is. */
  billingRole: BillingRole = 'reader';
  /** `refused` is stricter than Microsoft: a refresh token works once. */
  refreshTokenReuse: 'allowed' | 'refused' = 'allowed';

  readonly #consented = new Set<string>();
  readonly #approved = new Set<string>();
  readonly #newest = new Map<string, number>();
  readonly #revokedUpTo = new Map<string, number>();
  readonly #used = new Set<number>();
  #issued = 0;

  constructor(options: { seed: number; partner: Partner }) {
    this.accounts = accountsOf(options.seed, options.partner);
    this.clientSecrets = [{ value: options.partner.clientSecret }];
  }

  /** @throws Error when there is no such account. */
  account(key: string): Account {
    const account = this.accounts.find(one => one.key === key);
    if (!account) {
      throw new Error(
        `There is no account "${key}"; there are ${this.accounts
          .map(one => one.key)
          .join(', ')}`,
      );
    }
    return account;
  }

  /** Notes that scopes, such as `https://graph.microsoft.com/User.Read`, were consented. */
  consent(scopes: Iterable<string>): void {
    for (const scope of scopes) {
      this.#consented.add(scope);
    }
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
  consented(resourceUri: string): string[] {
    return [...this.#consented]
      .filter(scope => scope.slice(0, scope.lastIndexOf('/')) === resourceUri)
      .map(scope => scope.slice(scope.lastIndexOf('/') + 1));
  }

  /** Whether a scope, such as `https://graph.microsoft.com/User.Read`, was consented. */
  isConsented(scope: string): boolean {
    return this.#consented.has(scope);
  }

  /** Forgets everything that was consented or approved. */
  revokeConsent(): void {
    this.#consented.clear();
    this.#approved.clear();
  }

  /** Lets the refresh tokens of an account die that were issued until now. */
  revokeSessions(key: string): void {
    this.#revokedUpTo.set(this.account(key).key, this.#issued);
  }

  /** What an administrator's password reset does to an account. */
  resetPassword(key: string): void {
    this.revokeSessions(key);
  }

  /** How many refresh tokens were issued; also the number of the newest. */
  get issuedRefreshTokens(): number {
    return this.#issued;
  }

  /** Number of the newest refresh token of an account; 0 when it never got one. */
  newestRefreshToken(key: string): number {
    return this.#newest.get(this.account(key).key) ?? 0;
  }

  /** Number of a new refresh token. */
  issueRefreshToken(key: AccountKey): number {
    this.#issued++;
    this.#newest.set(key, this.#issued);
    return this.#issued;
  }

  /** Whether a refresh token was issued before its account's sessions were revoked. */
  isRevoked(key: AccountKey, number: number): boolean {
    return number <= (this.#revokedUpTo.get(key) ?? 0);
  }

  /** Whether a refresh token died of its use; see {@link refreshTokenReuse}. */
  isUsedUp(number: number): boolean {
    return this.refreshTokenReuse === 'refused' && this.#used.has(number);
  }

  /** Notes that a refresh token was exchanged for tokens. */
  useRefreshToken(number: number): void {
    this.#used.add(number);
  }

  /**
   * Changes the tenant: everything that is named, or nothing.
   *
   * @throws Error that names the field that is unknown or makes no sense.
   */
  patch(patch: TenantPatch): void {
    const {
      accounts = {},
      consented,
      redirectUris,
      resetPassword,
      revokeConsent,
      revokeSessions,
      servicePrincipals,
      ...plain
    } = parseTenantPatch(patch);
    Object.assign(this, plain);
    Object.assign(this.servicePrincipals, servicePrincipals);
    if (redirectUris !== undefined) {
      this.redirectUris = redirectUris ?? undefined;
    }
    for (const [key, changes] of Object.entries(accounts)) {
      Object.assign(this.account(key), changes);
    }
    if (revokeConsent) {
      this.revokeConsent();
    }
    if (consented) {
      this.#consented.clear();
      this.consent(consented);
    }
    for (const key of [revokeSessions, resetPassword]) {
      if (key) {
        this.revokeSessions(key);
      }
    }
  }

  /** The tenant as the admin API shows it. */
  toJSON(): object {
    return {
      redirectUris: this.redirectUris ?? null,
      enabled: this.enabled,
      clientSecrets: this.clientSecrets,
      certificates: this.certificates,
      federatedCredentials: this.federatedCredentials,
      applicationRoles: this.applicationRoles,
      registeredInPartnerCenter: this.registeredInPartnerCenter,
      servicePrincipals: this.servicePrincipals,
      billingRoleAssigned: this.billingRoleAssigned,
      billingRole: this.billingRole,
      refreshTokenReuse: this.refreshTokenReuse,
      consented: [...this.#consented],
      approved: [...this.#approved],
      issuedRefreshTokens: this.#issued,
      accounts: Object.fromEntries(
        this.accounts.map(one => [
          one.key,
          {
            username: one.username,
            roles: one.roles,
            amr: one.amr,
            mfa: one.mfa,
            disabled: one.disabled,
            pimEligibleOnly: one.pimEligibleOnly,
            newestRefreshToken: this.newestRefreshToken(one.key),
          },
        ]),
      ),
    };
  }
}

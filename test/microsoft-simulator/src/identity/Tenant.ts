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

/** A client secret of the application. */
export interface ClientSecret {
  value: string;
  /** ISO 8601, by the simulated clock; without it the secret never expires. */
  expiresAt?: string;
}

/** A workload identity that the application trusts. */
export interface FederatedCredential {
  issuer: string;
  subject: string;
  audience: string;
  /** PEM, of the key that the issuer signs with. */
  publicKeyPem: string;
}

/** What of the tenant may be changed from outside, by the admin API too. */
export interface TenantPatch {
  redirectUris?: string[] | null;
  enabled?: boolean;
  clientSecrets?: ClientSecret[];
  certificates?: string[];
  federatedCredentials?: FederatedCredential[];
  applicationRoles?: string[];
  registeredInPartnerCenter?: boolean;
  servicePrincipals?: { partnerCenter?: boolean; partnerApi?: boolean };
  billingRoleAssigned?: boolean;
  refreshTokenReuse?: 'allowed' | 'refused';
  accounts?: Partial<
    Record<
      AccountKey,
      Partial<Pick<Account, 'roles' | 'amr' | 'disabled' | 'pimEligibleOnly'>>
    >
  >;
  /** Forgets everything that was consented. */
  revokeConsent?: true;
  /** Lets refresh tokens of an account die that were issued before. */
  revokeSessions?: AccountKey;
}

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
  /** Whether the application is Billing account reader. */
  billingRoleAssigned = true;
  /** `refused` is stricter than Microsoft: a refresh token works once. */
  refreshTokenReuse: 'allowed' | 'refused' = 'allowed';

  readonly #consented = new Set<string>();
  readonly #revokedAt = new Map<string, number>();
  readonly #used = new Set<number>();
  readonly #now: () => number;
  #issued = 0;

  constructor(options: { seed: number; partner: Partner; now: () => Date }) {
    this.accounts = accountsOf(options.seed, options.partner);
    this.clientSecrets = [{ value: options.partner.clientSecret }];
    this.#now = () => Math.floor(options.now().getTime() / 1000);
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

  /** Which scopes of a resource were consented. */
  consented(resourceUri: string): string[] {
    return [...this.#consented]
      .filter(scope => scope.slice(0, scope.lastIndexOf('/')) === resourceUri)
      .map(scope => scope.slice(scope.lastIndexOf('/') + 1));
  }

  /** Forgets everything that was consented. */
  revokeConsent(): void {
    this.#consented.clear();
  }

  /** Lets the refresh tokens of an account die that were issued until now. */
  revokeSessions(key: string): void {
    this.#revokedAt.set(this.account(key).key, this.#issued);
  }

  /** What an administrator's password reset does to an account. */
  resetPassword(key: string): void {
    this.revokeSessions(key);
  }

  /** Number of a new refresh token. */
  issueRefreshToken(): number {
    return ++this.#issued;
  }

  /** How many refresh tokens were issued; also the number of the newest. */
  get issuedRefreshTokens(): number {
    return this.#issued;
  }

  /** Whether a refresh token was issued before its account's sessions were revoked. */
  isRevoked(account: string, number: number): boolean {
    return number <= (this.#revokedAt.get(account) ?? 0);
  }

  /** Notes a use of a refresh token, and tells whether it was the first. */
  useRefreshToken(number: number): boolean {
    const first = !this.#used.has(number);
    this.#used.add(number);
    return first;
  }

  /** Seconds since 1970, simulated. */
  now(): number {
    return this.#now();
  }

  /**
   * Changes the tenant.
   *
   * @throws Error that names a field that is unknown.
   */
  patch(patch: TenantPatch): void {
    const { accounts, servicePrincipals, revokeConsent, revokeSessions } =
      patch;
    const plain = [
      'enabled',
      'clientSecrets',
      'certificates',
      'federatedCredentials',
      'applicationRoles',
      'registeredInPartnerCenter',
      'billingRoleAssigned',
      'refreshTokenReuse',
    ] as const;
    const known = new Set<string>([
      ...plain,
      'redirectUris',
      'accounts',
      'servicePrincipals',
      'revokeConsent',
      'revokeSessions',
    ]);
    const unknown = Object.keys(patch).find(field => !known.has(field));
    if (unknown) {
      throw new Error(
        `The tenant has no "${unknown}"; it has ${[...known].join(', ')}`,
      );
    }
    for (const field of plain) {
      if (patch[field] !== undefined) {
        Object.assign(this, { [field]: patch[field] });
      }
    }
    if (patch.redirectUris !== undefined) {
      this.redirectUris = patch.redirectUris ?? undefined;
    }
    Object.assign(this.servicePrincipals, servicePrincipals);
    for (const [key, changes] of Object.entries(accounts ?? {})) {
      Object.assign(this.account(key), changes);
    }
    if (revokeConsent) {
      this.revokeConsent();
    }
    if (revokeSessions) {
      this.revokeSessions(revokeSessions);
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
      refreshTokenReuse: this.refreshTokenReuse,
      consented: [...this.#consented],
      issuedRefreshTokens: this.#issued,
      accounts: Object.fromEntries(
        this.accounts.map(({ key, roles, amr, disabled, pimEligibleOnly }) => [
          key,
          { roles, amr, disabled, pimEligibleOnly },
        ]),
      ),
    };
  }
}

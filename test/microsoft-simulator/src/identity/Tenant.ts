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
import type { Agreement } from '../arm/billingAgreements';
import { TenantBilling } from '../arm/TenantBilling';
import { Directory } from '../directory/Directory';
import { guid } from '../world/random';
import { PURPOSE } from '../world/purposes';
import { accountsOf, type Account, type AccountKey } from './accounts';
import { azureCli } from './azureCli';
import { RegisteredApplication } from './RegisteredApplication';
import {
  parseTenantPatch,
  type BillingRole,
  type ClientSecret,
  type FederatedCredential,
  type TenantPatch,
} from './tenantPatch';

/** What a tenant is made from. */
export interface TenantOptions {
  seed: number;
  partner: Partner;
  /** Whether the partner's own app registration exists; default true. */
  applicationRegistered?: boolean;
  /** Agreement of the billing accounts; default the partner agreement. */
  agreement?: Agreement;
}

/** Object id of the service principal of the partner's own application. */
function servicePrincipalOf(seed: number): string {
  return guid(seed, 903, 2);
}

/**
 * The partner's directory: its app registrations, its people, and what they
 * have consented to. Everything may be changed while the simulator runs. Where
 * no application is named, it is the partner's own.
 */
export class Tenant {
  readonly accounts: readonly Account[];
  /** The partner's own application, whether it is registered or not. */
  readonly own: RegisteredApplication;
  /** All app registrations. */
  readonly directory: Directory;
  /** Roles on the partner's billing accounts. */
  readonly billing = new TenantBilling();
  /** Whether Partner Center knows the partner's own application. */
  registeredInPartnerCenter = true;
  readonly servicePrincipals: { partnerCenter: boolean; partnerApi: boolean };
  /** Whether the partner's own application has a role on the billing account. */
  billingRoleAssigned: boolean;
  /** Which role that is. */
  billingRole: BillingRole = 'reader';
  /** `refused` is stricter than Microsoft: a refresh token works once. */
  refreshTokenReuse: 'allowed' | 'refused' = 'allowed';

  /** Azure's command line, which every tenant knows. */
  readonly azureCli = azureCli();

  readonly #newest = new Map<string, number>();
  readonly #revokedUpTo = new Map<string, number>();
  readonly #used = new Set<number>();
  #issued = 0;

  constructor(options: TenantOptions) {
    const { seed, partner, applicationRegistered = true } = options;
    this.accounts = accountsOf(seed, partner);
    this.directory = new Directory(seed);
    if (options.agreement) {
      this.billing.settings.agreement = options.agreement;
    }
    this.own = new RegisteredApplication({
      clientId: partner.clientId,
      applicationObjectId: guid(seed, PURPOSE.directory, 0, 1),
      servicePrincipalId: servicePrincipalOf(seed),
      displayName: 'Cost collection',
      createdAt: new Date('2026-01-05T08:00:00Z'),
    });
    this.own.clientSecrets = [{ value: partner.clientSecret }];
    this.own.applicationRoles = ['PartnerBilling.Read.All'];
    this.billingRoleAssigned = applicationRegistered;
    this.servicePrincipals = {
      partnerCenter: applicationRegistered,
      partnerApi: applicationRegistered,
    };
    if (applicationRegistered) {
      this.directory.add(this.own);
    }
  }

  /** An application that may ask for tokens: a registered one, or Azure's command line. */
  application(clientId: string): RegisteredApplication | undefined {
    return clientId.toLowerCase() === this.azureCli.clientId
      ? this.azureCli
      : this.directory.application(clientId);
  }

  /** Registered redirect URIs; undefined accepts any. */
  get redirectUris(): string[] | undefined {
    return this.own.redirectUris;
  }

  set redirectUris(redirectUris: string[] | undefined) {
    this.own.redirectUris = redirectUris;
  }

  get enabled(): boolean {
    return this.own.enabled;
  }

  set enabled(enabled: boolean) {
    this.own.enabled = enabled;
  }

  get clientSecrets(): ClientSecret[] {
    return this.own.clientSecrets;
  }

  set clientSecrets(clientSecrets: ClientSecret[]) {
    this.own.clientSecrets = clientSecrets;
  }

  /** PEM certificates or public keys. */
  get certificates(): string[] {
    return this.own.certificates;
  }

  set certificates(certificates: string[]) {
    this.own.certificates = certificates;
  }

  get federatedCredentials(): FederatedCredential[] {
    return this.own.federatedCredentials;
  }

  set federatedCredentials(federatedCredentials: FederatedCredential[]) {
    this.own.federatedCredentials = federatedCredentials;
  }

  /** Application permissions of Graph that were granted. */
  get applicationRoles(): string[] {
    return this.own.applicationRoles;
  }

  set applicationRoles(applicationRoles: string[]) {
    this.own.applicationRoles = applicationRoles;
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
    this.own.consents.consent(scopes);
  }

  /** Notes that an administrator has approved scopes for everybody, which also consents to them. */
  approve(scopes: readonly string[]): void {
    this.own.consents.approve(scopes);
  }

  /** Whether an administrator has approved all of these scopes. */
  isApproved(scopes: readonly string[]): boolean {
    return this.own.consents.isApproved(scopes);
  }

  /** Which scopes of a resource were consented, by name. */
  consented(resourceUri: string): string[] {
    return this.own.consents.of(resourceUri);
  }

  /** Whether a scope, such as `https://graph.microsoft.com/User.Read`, was consented. */
  isConsented(scope: string): boolean {
    return this.own.consents.has(scope);
  }

  /** Forgets everything that was consented or approved. */
  revokeConsent(): void {
    this.own.consents.revoke();
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
      billing,
      directory,
      redirectUris,
      resetPassword,
      revokeConsent,
      revokeSessions,
      servicePrincipals,
      ...plain
    } = parseTenantPatch(patch);
    Object.assign(this, plain);
    Object.assign(this.servicePrincipals, servicePrincipals);
    Object.assign(this.directory.settings, directory);
    Object.assign(this.billing.settings, billing);
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
      this.own.consents.replace(consented);
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
      consented: this.own.consents.consented,
      approved: this.own.consents.approved,
      billing: this.billing,
      directory: this.directory.settings,
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
            directoryRoles: one.directoryRoles,
            billingRole: one.billingRole,
            newestRefreshToken: this.newestRefreshToken(one.key),
          },
        ]),
      ),
    };
  }
}

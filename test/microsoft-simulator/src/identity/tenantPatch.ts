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
import { AGREEMENTS } from '../arm/billingAgreements';
import { ACCOUNT_KEYS, DIRECTORY_ROLES, PARTNER_ROLES } from './accounts';
import { RegisteredCertificate } from './clientAssertion';
import { parseScopes } from './resources';

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

const text = z.string().min(1);
const pem = text.refine(
  value => succeeds(() => RegisteredCertificate.create(value)),
  'must be a certificate or public key in PEM',
);

const clientSecret = z.strictObject({
  value: text,
  /** ISO 8601, by the simulated clock; without it the secret never expires. */
  expiresAt: text
    .refine(
      value => !Number.isNaN(Date.parse(value)),
      'must be a date and time such as 2026-11-14T09:00:00Z',
    )
    .optional(),
});

const federatedCredential = z.strictObject({
  issuer: text,
  subject: text,
  /** Microsoft's own is `api://AzureADTokenExchange`. */
  audience: text,
  /** PEM, of the key that the issuer signs with; without it the one of `directory.issuers`. */
  publicKeyPem: pem.optional(),
});

const count = z.number().int().min(0);

const billing = z.strictObject({
  /** Agreement of the billing accounts. */
  agreement: z.enum(AGREEMENTS).optional(),
  /** How many billing accounts there are. */
  accounts: count.optional(),
  /** Requests of a principal, after it got a role, that do not count with it yet. */
  billingRoleLag: count.optional(),
  /** Looks at an assignment that is being made before it is; 0 makes it at once. */
  assignmentPolls: count.optional(),
});

const directory = z.strictObject({
  /**
   * How many later uses of an object fail that is made from now on, as if not
   * every copy of the directory had it yet. Each object is counted for itself.
   */
  lag: count.optional(),
  /** Whether a policy forbids client secrets. */
  secretsForbidden: z.boolean().optional(),
  /** Whether a policy forbids certificates. */
  certificatesForbidden: z.boolean().optional(),
  /** Whether a policy forbids the issuers of federated credentials. */
  issuerForbidden: z.boolean().optional(),
  /** Whether Conditional Access blocks sign-ins by device code. */
  deviceCodeForbidden: z.boolean().optional(),
  /** Seconds between two polls for a device code. */
  deviceCodeInterval: count.optional(),
  /** How many polls for a device code are told that they are too many. */
  slowDown: count.optional(),
  /** PEM of the key that each issuer of workload tokens signs with, by issuer. */
  issuers: z.record(text, pem).optional(),
});

const billingRole = z.enum(['reader', 'contributor', 'owner']);

const account = z.strictObject({
  roles: z.array(z.enum(PARTNER_ROLES)).optional(),
  amr: z.array(text).optional(),
  /** Sets `amr`. */
  mfa: z.boolean().optional(),
  disabled: z.boolean().optional(),
  pimEligibleOnly: z.boolean().optional(),
  directoryRoles: z.array(z.enum(DIRECTORY_ROLES)).optional(),
  /** On the billing account; `null` for none. */
  billingRole: billingRole.nullable().optional(),
});

const scope = text.refine(
  value => !/\s|\.default$/.test(value) && succeeds(() => parseScopes(value)),
  'must be a delegated permission such as https://graph.microsoft.com/User.Read',
);

const tenantPatch = z.strictObject({
  /** `null` accepts any. */
  redirectUris: z.array(text.refine(URL.canParse)).nullable().optional(),
  enabled: z.boolean().optional(),
  clientSecrets: z.array(clientSecret).optional(),
  certificates: z.array(pem).optional(),
  federatedCredentials: z.array(federatedCredential).optional(),
  applicationRoles: z.array(text).optional(),
  registeredInPartnerCenter: z.boolean().optional(),
  servicePrincipals: z
    .strictObject({
      partnerCenter: z.boolean().optional(),
      partnerApi: z.boolean().optional(),
    })
    .optional(),
  billingRoleAssigned: z.boolean().optional(),
  billingRole: billingRole.optional(),
  refreshTokenReuse: z.enum(['allowed', 'refused']).optional(),
  /** All delegated permissions that are consented from now on. */
  consented: z.array(scope).optional(),
  accounts: z.partialRecord(z.enum(ACCOUNT_KEYS), account).optional(),
  directory: directory.optional(),
  billing: billing.optional(),
  /** Forgets everything that was consented or approved; before `consented`. */
  revokeConsent: z.literal(true).optional(),
  /** Lets refresh tokens of an account die that were issued before. */
  revokeSessions: z.enum(ACCOUNT_KEYS).optional(),
  /** The same, as an administrator's password reset does it. */
  resetPassword: z.enum(ACCOUNT_KEYS).optional(),
});

/** A client secret of the application. */
export type ClientSecret = z.infer<typeof clientSecret>;

/** A workload identity that the application trusts. */
export type FederatedCredential = z.infer<typeof federatedCredential>;

/** A role on the billing account. */
export type BillingRole = z.infer<typeof billingRole>;

/** What of an account may be changed. */
export type AccountPatch = z.infer<typeof account>;

/** How the billing accounts behave. */
export type BillingSettings = Required<z.infer<typeof billing>>;

/** How the directory behaves. */
export type DirectorySettings = Required<z.infer<typeof directory>>;

/** What of the tenant may be changed from outside, by the admin API too. */
export type TenantPatch = z.infer<typeof tenantPatch>;

/**
 * Reads a change of the tenant.
 *
 * @throws Error that names the field that is unknown or makes no sense.
 */
export function parseTenantPatch(value: unknown): TenantPatch {
  const parsed = tenantPatch.safeParse(value);
  if (!parsed.success) {
    throw new Error(z.prettifyError(parsed.error));
  }
  return parsed.data;
}

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

import type { World } from '../world/World';
import { directoryRolesOf, type Account } from './accounts';
import { ROLE_TEMPLATES } from './directoryRoles';
import type { RegisteredApplication } from './RegisteredApplication';
import {
  readRefreshToken,
  writeRefreshToken,
  type RefreshTokenContent,
} from './refreshToken';
import { GRAPH, type Resource } from './resources';

/** Seconds an access token lives by the simulated clock. */
export const ACCESS_TOKEN_SECONDS = 3599;
/** Days a refresh token lives without use. */
export const REFRESH_TOKEN_DAYS = 90;

/** What the APIs read from an access token. */
export interface AccessTokenClaims {
  aud: string;
  iss: string;
  tid: string;
  appid: string;
  azp: string;
  iat: number;
  nbf: number;
  exp: number;
  roles?: string[];
  scp?: string;
  oid?: string;
  upn?: string;
  name?: string;
  amr?: string[];
  /** Template ids of the person's roles of Entra. */
  wids?: string[];
  idtyp: 'app' | 'user';
  ver: '1.0' | '2.0';
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function unsigned(claims: object): string {
  return `${encode({ typ: 'JWT', alg: 'none' })}.${encode(claims)}.`;
}

/** Reads an unsigned token; undefined when it is not one of ours. */
export function readAccessToken(token: string): AccessTokenClaims | undefined {
  const [head = '', body = ''] = token.split('.');
  try {
    const parsed = JSON.parse(Buffer.from(head, 'base64url').toString()) as {
      alg?: string;
    };
    const claims = JSON.parse(
      Buffer.from(body, 'base64url').toString(),
    ) as AccessTokenClaims;
    return parsed.alg === 'none' && typeof claims.aud === 'string'
      ? claims
      : undefined;
  } catch {
    return undefined;
  }
}

/** Issues the simulated tokens. */
export class TokenIssuer {
  readonly #world: World;

  private constructor(world: World) {
    this.#world = world;
  }

  static create(world: World): TokenIssuer {
    return new TokenIssuer(world);
  }

  #now(): number {
    return Math.floor(this.#world.clock.now().getTime() / 1000);
  }

  /** For a person with an account, for the application itself without. */
  accessToken(
    application: RegisteredApplication,
    resource: Resource,
    account?: Account,
  ): string {
    const { partner } = this.#world;
    const now = this.#now();
    const claims: AccessTokenClaims = {
      aud: resource.uri,
      iss: `https://sts.windows.net/${partner.tenantId}/`,
      tid: partner.tenantId,
      appid: application.clientId,
      azp: application.clientId,
      iat: now,
      nbf: now,
      exp: now + ACCESS_TOKEN_SECONDS,
      idtyp: account ? 'user' : 'app',
      ver: '1.0',
      ...(account
        ? {
            scp: application.consents.of(resource.uri).join(' '),
            oid: account.objectId,
            upn: account.username,
            name: account.name,
            amr: account.amr,
            wids: directoryRolesOf(account).map(one => ROLE_TEMPLATES[one].id),
          }
        : {
            oid: application.servicePrincipalId,
            roles: resource === GRAPH ? [...application.applicationRoles] : [],
          }),
    };
    return unsigned(claims);
  }

  idToken(
    application: RegisteredApplication,
    account: Account,
    nonce?: string,
  ): string {
    const { partner } = this.#world;
    const now = this.#now();
    return unsigned({
      aud: application.clientId,
      iss: `https://login.microsoftonline.com/${partner.tenantId}/v2.0`,
      iat: now,
      nbf: now,
      exp: now + ACCESS_TOKEN_SECONDS,
      name: account.name,
      preferred_username: account.username,
      oid: account.objectId,
      sub: account.objectId.replace(/-/g, ''),
      tid: partner.tenantId,
      ver: '2.0',
      ...(nonce ? { nonce } : {}),
    });
  }

  clientInfo(account: Account): string {
    return encode({
      uid: account.objectId,
      utid: this.#world.partner.tenantId,
    });
  }

  refreshToken(application: RegisteredApplication, account: Account): string {
    const { partner, seed, tenant } = this.#world;
    return writeRefreshToken(
      {
        account: account.key,
        clientId: application.clientId,
        tenantId: partner.tenantId,
        issuedAt: this.#now(),
        use: tenant.issueRefreshToken(account.key),
      },
      seed,
    );
  }

  /** The content of a refresh token; undefined when it was not issued here. */
  readRefreshToken(
    token: string,
  ): (RefreshTokenContent & { expired: boolean }) | undefined {
    const content = readRefreshToken(token, this.#world.seed);
    const age = this.#now() - (content?.issuedAt ?? 0);
    return (
      content && { ...content, expired: age > REFRESH_TOKEN_DAYS * 86_400 }
    );
  }
}

/** The scopes a user token of a resource carries, as the token answer prints them. */
export function printedScopes(
  resource: Resource,
  consented: readonly string[],
): string {
  const scopes = consented.map(name => `${resource.uri}/${name}`);
  return resource === GRAPH
    ? ['openid', 'profile', ...scopes].join(' ')
    : scopes.join(' ');
}

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

import { tokenKey } from '../directory/Directory';
import { html, json, type Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import type { World } from '../world/World';
import type { Account, AccountKey } from './accounts';
import { AdminConsent } from './AdminConsent';
import { authenticateClient } from './authenticateClient';
import { DEVICE_LOGIN_PATH, DeviceCodeFlow } from './DeviceCodeFlow';
import { describeEntraError, EntraError, entraErrorReply } from './entraError';
import {
  ARM,
  GRAPH,
  isPresent,
  parseScopes,
  type Resource,
  singleResource,
  type RequestedScopes,
} from './resources';
import type { RegisteredApplication } from './RegisteredApplication';
import { SignIn } from './SignIn';
import { errorPage } from './signInPage';
import { ACCESS_TOKEN_SECONDS, printedScopes, TokenIssuer } from './tokens';

/** What the simulated Entra tenant is set up with. */
export interface IdentityOptions {
  /** PEM certificate or public key registered on the application. */
  certificatePem?: string;
  /** Registered redirect URIs; without it every redirect URI is accepted. */
  redirectUris?: string[];
}

const LOGIN = 'https://login.microsoftonline.com';

/** The simulated Microsoft Entra: metadata, sign-in page and token endpoint of one tenant. */
export class IdentityService {
  readonly accounts: readonly Account[];

  readonly #world: World;
  readonly #issuer: TokenIssuer;
  readonly #signIn: SignIn;
  readonly #adminConsent: AdminConsent;
  readonly #deviceCodes: DeviceCodeFlow;
  #expiredAnswers = 0;

  private constructor(world: World, options: IdentityOptions) {
    this.#world = world;
    const { tenant } = world;
    tenant.redirectUris = options.redirectUris;
    tenant.certificates = options.certificatePem
      ? [options.certificatePem]
      : [];
    this.#issuer = TokenIssuer.create(world);
    this.accounts = tenant.accounts;
    this.#signIn = SignIn.create(world, this.accounts, this.#issuer);
    this.#adminConsent = new AdminConsent(world);
    this.#deviceCodes = new DeviceCodeFlow(world);
  }

  static create(world: World, options: IdentityOptions): IdentityService {
    return new IdentityService(world, options);
  }

  /** A refresh token of an account, without its signing in. */
  issueRefreshToken(account: AccountKey): string {
    const { tenant } = this.#world;
    return this.#issuer.refreshToken(tenant.own, tenant.account(account));
  }

  /**
   * Access tokens of an account, as it gets them when it signs in through
   * Azure's command line.
   */
  issueOperatorTokens(account: AccountKey): { graph: string; arm: string } {
    const { tenant } = this.#world;
    const person = tenant.account(account);
    return {
      graph: this.#issuer.accessToken(tenant.azureCli, GRAPH, person),
      arm: this.#issuer.accessToken(tenant.azureCli, ARM, person),
    };
  }

  /**
   * Signs an account in for a code that another device shows.
   *
   * @throws Error when there is no such account or no such code, or it may not sign in.
   */
  approveDeviceCode(userCode: string, account: AccountKey): void {
    this.#deviceCodes.approve(userCode, this.#world.tenant.account(account));
  }

  /** Answers, or returns undefined when the path is not Entra's. */
  async handle(request: SimulatedRequest): Promise<Reply | undefined> {
    const { path } = request;
    if (path === '/common/discovery/instance') {
      return this.#instanceDiscovery(request);
    }
    if (path === DEVICE_LOGIN_PATH) {
      return this.#deviceCodes.page(request.query);
    }
    const match =
      /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|(?:v2\.0\/)?adminconsent|discovery\/v2\.0\/keys|oauth2\/v2\.0\/(?:authorize|token|devicecode))$/.exec(
        path,
      );
    const tenant = match?.[1];
    if (!match || !tenant) {
      return undefined;
    }
    const endpoint = match[2] ?? '';
    try {
      if (endpoint.endsWith('/keys')) {
        return json(200, { keys: [] });
      }
      if (endpoint.endsWith('openid-configuration')) {
        return this.#metadata(request, tenant, this.#tenantIdOf(tenant));
      }
      if (endpoint.endsWith('adminconsent')) {
        this.#checkTenant(tenant, true);
        return this.#adminConsent.answer(
          this.#client(request.query.get('client_id')),
          request.path,
          request.query,
        );
      }
      if (endpoint.endsWith('authorize')) {
        return this.#authorize(request, tenant);
      }
      if (request.method !== 'POST') {
        throw new EntraError(900144, { detail: 'Use POST.' });
      }
      if (endpoint.endsWith('devicecode')) {
        const form = new URLSearchParams(request.body);
        this.#checkTenant(tenant, true);
        return this.#deviceCodes.begin(
          this.#client(form.get('client_id')),
          form,
          request.origin,
        );
      }
      return this.#token(request, tenant);
    } catch (error) {
      if (!(error instanceof EntraError)) {
        throw error;
      }
      const correlationId = request.headers['client-request-id']?.toString();
      return endpoint.endsWith('authorize') || endpoint.endsWith('adminconsent')
        ? html(
            400,
            errorPage(
              describeEntraError(this.#world, error, correlationId)
                .error_description,
            ),
          )
        : entraErrorReply(this.#world, error, correlationId);
    }
  }

  #instanceDiscovery(request: SimulatedRequest): Reply {
    const host = request.origin.replace('http://', '');
    const { tenantId } = this.#world.partner;
    return json(200, {
      tenant_discovery_endpoint: `${request.origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [
        { preferred_network: host, preferred_cache: host, aliases: [host] },
      ],
    });
  }

  /** Anybody may ask for the metadata of any tenant. */
  #tenantIdOf(tenant: string): string {
    const wanted = tenant.toLowerCase();
    const customer = this.#world.customers.find(
      one => one.id === wanted || one.domain === wanted,
    );
    if (customer) {
      return customer.id;
    }
    this.#checkTenant(tenant, false);
    return this.#world.partner.tenantId;
  }

  #metadata(
    request: SimulatedRequest,
    tenant: string,
    tenantId: string,
  ): Reply {
    const base = `${request.origin}/${tenant}`;
    return json(200, {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: [
        'client_secret_post',
        'private_key_jwt',
      ],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['none'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${LOGIN}/${tenantId}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      tenant_region_scope: 'EU',
      cloud_instance_name: 'microsoftonline.com',
      msgraph_host: 'graph.microsoft.com',
    });
  }

  /** Accepts the partner tenant; `user` decides which error a customer tenant gives. */
  #checkTenant(tenant: string, user: boolean): void {
    const wanted = tenant.toLowerCase();
    const { tenantId, domain } = this.#world.partner;
    if (wanted === tenantId || wanted === domain) {
      return;
    }
    if (
      wanted === 'common' ||
      wanted === 'organizations' ||
      wanted === 'consumers'
    ) {
      throw new EntraError(50194);
    }
    if (
      this.#world.customers.some(
        one => one.id === wanted || one.domain === wanted,
      )
    ) {
      throw new EntraError(user ? 90099 : 700016, {
        detail: `Tenant '${tenant}'.`,
      });
    }
    throw new EntraError(90002, { detail: `Tenant '${tenant}'.` });
  }

  #client(clientId: string | null): RegisteredApplication {
    if (!clientId) {
      throw new EntraError(900144, { detail: "Parameter: 'client_id'." });
    }
    const application = this.#world.tenant.application(clientId);
    if (!application) {
      throw new EntraError(700016, { detail: `Application '${clientId}'.` });
    }
    if (!application.enabled) {
      throw new EntraError(7000112, { detail: `Application '${clientId}'.` });
    }
    return application;
  }

  #authorize(request: SimulatedRequest, tenant: string): Reply {
    const parameters =
      request.method === 'POST'
        ? new URLSearchParams(request.body)
        : request.query;
    this.#checkTenant(tenant, true);
    return this.#signIn.authorize(
      this.#client(parameters.get('client_id')),
      request.path,
      parameters,
    );
  }

  #token(request: SimulatedRequest, tenant: string): Reply {
    const form = new URLSearchParams(request.body);
    const grant = form.get('grant_type');
    if (!grant) {
      throw new EntraError(900144, { detail: "Parameter: 'grant_type'." });
    }
    this.#checkTenant(tenant, grant !== 'client_credentials');
    const application = this.#client(form.get('client_id'));
    const { tenantId } = this.#world.partner;
    if (this.#world.tenant.directory.isLate(tokenKey(application))) {
      throw new EntraError(700016, {
        detail: `Application '${application.clientId}'.`,
      });
    }
    const endpoints = [request.origin, LOGIN].flatMap(origin =>
      [tenant, tenantId].flatMap(one => [
        `${origin}/${one}/oauth2/v2.0/token`,
        `${origin}/${one}/v2.0`,
      ]),
    );
    authenticateClient(this.#world, application, form, endpoints);
    switch (grant) {
      case 'client_credentials':
        return this.#clientCredentials(application, form);
      case 'authorization_code':
        return this.#redeemCode(application, form);
      case 'refresh_token':
        return this.#refresh(application, form);
      // Microsoft's own libraries call it by the short name.
      case 'device_code':
      case 'urn:ietf:params:oauth:grant-type:device_code': {
        const polled = this.#deviceCodes.poll(application, form);
        return polled.kind === 'told'
          ? polled.reply
          : this.#userAnswer(application, polled.account, polled.scopes);
      }
      default:
        throw new EntraError(70003, { detail: `Grant type '${grant}'.` });
    }
  }

  #clientCredentials(
    application: RegisteredApplication,
    form: URLSearchParams,
  ): Reply {
    if (application.publicClient) {
      throw new EntraError(7000218);
    }
    if (application.servicePrincipalId === undefined) {
      throw new EntraError(7000229, {
        detail: `Application '${application.clientId}'.`,
      });
    }
    const text = form.get('scope') ?? '';
    const scopes = parseScopes(text);
    const resource = singleResource(scopes);
    if (!resource) {
      throw new EntraError(70011, {
        detail: `The scope ${text} is not valid.`,
      });
    }
    this.#checkServicePrincipal(resource);
    if (scopes.resources.get(resource)?.some(name => name !== '.default')) {
      throw new EntraError(1002012, { detail: `Scope ${text}.` });
    }
    return json(
      200,
      {
        token_type: 'Bearer',
        expires_in: ACCESS_TOKEN_SECONDS,
        ext_expires_in: ACCESS_TOKEN_SECONDS,
        access_token: this.#issuer.accessToken(application, resource),
      },
      { 'cache-control': 'no-store' },
    );
  }

  #redeemCode(
    application: RegisteredApplication,
    form: URLSearchParams,
  ): Reply {
    const { account, scopes, nonce } = this.#signIn.redeem(application, form);
    return this.#userAnswer(application, account, scopes, nonce);
  }

  #refresh(application: RegisteredApplication, form: URLSearchParams): Reply {
    const content = this.#issuer.readRefreshToken(
      form.get('refresh_token') ?? '',
    );
    const account = this.accounts.find(one => one.key === content?.account);
    if (!content || !account || content.clientId !== application.clientId) {
      throw new EntraError(70000);
    }
    const { tenant } = this.#world;
    if (account.disabled) {
      throw new EntraError(50057);
    }
    if (tenant.isRevoked(account.key, content.use)) {
      throw new EntraError(50173);
    }
    if (tenant.isUsedUp(content.use)) {
      throw new EntraError(70008);
    }
    if (content.expired) {
      // Entra sends this error with and without a suberror; so do we, in turn.
      const suberror =
        this.#expiredAnswers++ % 2 === 1 ? 'bad_token' : undefined;
      throw new EntraError(700082, { suberror });
    }
    const reply = this.#userAnswer(
      application,
      account,
      parseScopes(form.get('scope') ?? ''),
    );
    tenant.useRefreshToken(content.use);
    return reply;
  }

  #userAnswer(
    application: RegisteredApplication,
    account: Account,
    scopes: RequestedScopes,
    nonce?: string,
  ): Reply {
    const resource = singleResource(scopes) ?? GRAPH;
    this.#checkServicePrincipal(resource);
    const consented = application.consents.of(resource.uri);
    const wanted = (scopes.resources.get(resource) ?? []).filter(
      name => name !== '.default',
    );
    if (
      consented.length === 0 ||
      wanted.some(name => !consented.includes(name))
    ) {
      throw new EntraError(65001, { suberror: 'consent_required' });
    }
    const offline = scopes.openId.has('offline_access');
    const openId = scopes.openId.has('openid');
    return json(
      200,
      {
        token_type: 'Bearer',
        scope: printedScopes(resource, consented),
        expires_in: ACCESS_TOKEN_SECONDS,
        ext_expires_in: ACCESS_TOKEN_SECONDS,
        access_token: this.#issuer.accessToken(application, resource, account),
        ...(offline
          ? { refresh_token: this.#issuer.refreshToken(application, account) }
          : {}),
        ...(openId
          ? { id_token: this.#issuer.idToken(application, account, nonce) }
          : {}),
        client_info: this.#issuer.clientInfo(account),
      },
      { 'cache-control': 'no-store' },
    );
  }

  #checkServicePrincipal(resource: Resource): void {
    if (!isPresent(resource, this.#world.tenant.servicePrincipals)) {
      throw new EntraError(500011, { detail: `Resource '${resource.uri}'.` });
    }
  }
}

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

import { json, type Reply } from '../http/Reply';
import type { World } from '../world/World';
import { guid } from '../world/random';

interface EntraErrorDefinition {
  status: number;
  error: string;
  text: string;
  suberror?: string;
}

/** The AADSTS errors the simulated Entra answers with. */
export const ENTRA_ERRORS = {
  50011: {
    status: 400,
    error: 'invalid_request',
    text: 'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  50020: {
    status: 400,
    error: 'invalid_grant',
    text: 'User account from a different identity provider does not exist in this tenant and cannot access the application. The account needs to be added as an external user in the tenant first.',
  },
  50057: {
    status: 400,
    error: 'invalid_grant',
    text: 'The user account is disabled.',
  },
  50058: {
    status: 400,
    error: 'login_required',
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
  50173: {
    status: 400,
    error: 'invalid_grant',
    text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
  },
  50194: {
    status: 400,
    error: 'invalid_request',
    text: 'Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps.',
  },
  53003: {
    status: 400,
    error: 'invalid_grant',
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  54005: {
    status: 400,
    error: 'invalid_grant',
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  65001: {
    status: 400,
    error: 'invalid_grant',
    text: 'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  },
  65004: {
    status: 400,
    error: 'access_denied',
    text: 'User declined to consent to access the app.',
  },
  70000: {
    status: 400,
    error: 'invalid_grant',
    text: 'Provided grant is invalid or malformed.',
  },
  70003: {
    status: 400,
    error: 'unsupported_grant_type',
    text: 'The app requested an unsupported grant type.',
  },
  70008: {
    status: 400,
    error: 'invalid_grant',
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  70011: {
    status: 400,
    error: 'invalid_scope',
    text: "The provided value for the input parameter 'scope' is not valid.",
  },
  70016: {
    status: 400,
    error: 'authorization_pending',
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  70018: {
    status: 400,
    error: 'invalid_grant',
    text: 'Invalid verification code due to User typing in wrong user code for device code flow. Authorization is not approved.',
  },
  70019: {
    status: 400,
    error: 'invalid_grant',
    text: 'Verification code expired. Have the user retry the sign-in.',
  },
  70020: {
    status: 400,
    error: 'expired_token',
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
  70021: {
    status: 400,
    error: 'invalid_client',
    text: 'No matching federated identity record found for presented assertion.',
  },
  90002: {
    status: 400,
    error: 'invalid_request',
    text: 'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
  },
  90094: {
    status: 400,
    error: 'interaction_required',
    text: 'An administrator of the organization needs to grant permission to this application before it can be used.',
  },
  90099: {
    status: 400,
    error: 'invalid_grant',
    text: 'The application has not been authorized in the tenant. Applications must be authorized to access the external tenant before partner delegated administrators can use them. Provide pre-consent or execute the appropriate Partner Center API to authorize the application.',
  },
  500113: {
    status: 400,
    error: 'invalid_request',
    text: 'No reply address is registered for the application.',
  },
  500011: {
    status: 400,
    error: 'invalid_resource',
    text: 'The resource principal was not found in the tenant. You might have sent your authentication request to the wrong tenant.',
  },
  501481: {
    status: 400,
    error: 'invalid_grant',
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  650052: {
    status: 400,
    error: 'invalid_client',
    text: 'The app is trying to access a service that your organization lacks a service principal for. Contact your IT Admin to review the configuration of your service subscriptions or consent to the application in order to create the required service principal.',
  },
  700016: {
    status: 400,
    error: 'unauthorized_client',
    text: 'Application was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
  700022: {
    status: 400,
    error: 'invalid_scope',
    text: 'The provided value for the input parameter scope is not valid because it contains more than one resource.',
  },
  700027: {
    status: 401,
    error: 'invalid_client',
    text: 'The certificate with identifier used to sign the client assertion is not registered on application, or the client assertion failed signature validation.',
  },
  700082: {
    status: 400,
    error: 'invalid_grant',
    text: 'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.',
  },
  700024: {
    status: 401,
    error: 'invalid_client',
    text: 'Client assertion is not within its valid time range.',
  },
  700025: {
    status: 401,
    error: 'invalid_client',
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700211: {
    status: 401,
    error: 'invalid_client',
    text: 'No matching federated identity record found for presented assertion issuer.',
  },
  700212: {
    status: 401,
    error: 'invalid_client',
    text: 'No matching federated identity record found for presented assertion audience.',
  },
  700213: {
    status: 401,
    error: 'invalid_client',
    text: 'No matching federated identity record found for presented assertion subject.',
  },
  900144: {
    status: 400,
    error: 'invalid_request',
    text: 'The request body must contain a required parameter that is missing.',
  },
  1002012: {
    status: 400,
    error: 'invalid_scope',
    text: 'The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  7000112: {
    status: 400,
    error: 'unauthorized_client',
    text: 'The application is disabled.',
  },
  7000215: {
    status: 401,
    error: 'invalid_client',
    text: 'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.',
  },
  7000222: {
    status: 401,
    error: 'invalid_client',
    text: 'The provided client secret keys are expired. Create new keys for the app.',
  },
  7000229: {
    status: 401,
    error: 'invalid_client',
    text: 'The client application is missing service principal in the tenant.',
  },
  7000272: {
    status: 401,
    error: 'invalid_client',
    text: 'The certificate used to sign the federated credential could not be found in the metadata of the identity provider.',
  },
  7000218: {
    status: 401,
    error: 'invalid_client',
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
} as const satisfies Record<number, EntraErrorDefinition>;

/** An AADSTS number the simulator knows. */
export type EntraErrorCode = keyof typeof ENTRA_ERRORS;

/** Thrown inside the identity service; becomes an AADSTS answer. */
export class EntraError extends Error {
  readonly code: EntraErrorCode;
  readonly suberror?: string;

  constructor(
    code: EntraErrorCode,
    options?: { detail?: string; suberror?: string },
  ) {
    super(
      options?.detail
        ? `${ENTRA_ERRORS[code].text} ${options.detail}`
        : ENTRA_ERRORS[code].text,
    );
    this.code = code;
    this.suberror = options?.suberror;
  }
}

/** The documented parts of an AADSTS error, for the token answer and for redirects. */
export function describeEntraError(
  world: World,
  error: EntraError,
  correlationId?: string,
): {
  error: string;
  error_description: string;
  error_codes: number[];
  timestamp: string;
  trace_id: string;
  correlation_id: string;
  error_uri: string;
  suberror?: string;
} {
  const now = world.clock.now();
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const traceId = guid(
    world.seed,
    error.code,
    Math.floor(now.getTime() / 1000),
  );
  const correlation = correlationId ?? guid(world.seed, error.code, 2);
  return {
    error: ENTRA_ERRORS[error.code].error,
    error_description: `AADSTS${error.code}: ${error.message}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlation}\r\nTimestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
    ...(error.suberror ? { suberror: error.suberror } : {}),
  };
}

/** The token endpoint's answer to an error. */
export function entraErrorReply(
  world: World,
  error: EntraError,
  correlationId?: string,
): Reply {
  return json(
    ENTRA_ERRORS[error.code].status,
    describeEntraError(world, error, correlationId),
    { 'cache-control': 'no-store' },
  );
}

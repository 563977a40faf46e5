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

import {
  PublicClientApplication,
  type AuthenticationResult,
  type DeviceCodeRequest,
} from '@azure/msal-node';
import type { MicrosoftCloud } from '../MicrosoftCloud';
import { MicrosoftError } from '../MicrosoftError';
import { entraAuthority } from './entraAuthority';
import { identityError, signInRefusal } from './identityError';
import { PollingNetwork } from './PollingNetwork';
import { readClaims } from './readClaims';
import { SignInNetwork } from './SignInNetwork';

/** What the sign-in service says while it waits for the person. */
const PENDING = ['authorization_pending', 'slow_down'];

/** What a person enters, and where. */
export interface DeviceCode {
  userCode: string;
  verificationUrl: string;
  /** How long it is good for, in ms. */
  lifetimeMs: number;
}

/** What a person's sign-in gives: access for about an hour, and no right to renew it. */
export interface PersonTokens {
  /** Access token for Microsoft Graph. */
  graph: string;
  /** Access token for Azure Resource Manager. */
  arm: string;
  /** User name. */
  account: string;
  tenantId: string;
  /** How long both are good for, in ms. */
  lifetimeMs: number;
}

/**
 * Signs a person in who enters a code on Microsoft's page.
 *
 * @remarks
 * The refresh token, with which Azure Resource Manager is asked for after
 * Microsoft Graph, is in MSAL's memory only, and goes with this object.
 */
export class DeviceCodeSignIn {
  readonly #cloud: MicrosoftCloud;
  readonly #msal: PublicClientApplication;
  readonly #network: SignInNetwork;
  readonly #request: DeviceCodeRequest;
  readonly #code: Promise<DeviceCode>;
  readonly #ended = new AbortController();
  #tell: (code: DeviceCode) => void = () => {};

  constructor(options: {
    cloud: MicrosoftCloud;
    tenantId: string;
    /** A public client that lets people sign in by device code. */
    clientId: string;
    now: () => Date;
  }) {
    const { cloud, tenantId, clientId, now } = options;
    this.#cloud = cloud;
    this.#network = new SignInNetwork({ loginUrl: cloud.loginUrl, now });
    this.#msal = new PublicClientApplication({
      auth: { clientId, ...entraAuthority(cloud, tenantId) },
      system: {
        networkClient: new PollingNetwork({
          network: this.#network,
          signal: this.#ended.signal,
        }),
      },
    });
    this.#code = new Promise(resolve => {
      this.#tell = resolve;
    });
    this.#request = {
      scopes: [`${cloud.resources.graph}/.default`],
      deviceCodeCallback: ({ userCode, verificationUri, expiresIn }) => {
        // MSAL asks for tokens also when the service gave no code.
        if (!userCode || !isWebAddress(verificationUri)) {
          this.cancel();
          return;
        }
        this.#tell({
          userCode,
          verificationUrl: verificationUri,
          lifetimeMs: expiresIn * 1000,
        });
      },
    };
  }

  /**
   * Begins the sign-in.
   *
   * @returns What to enter, and what comes of it when the person has done so.
   * @throws MicrosoftError of kind `identity` when there is no code.
   */
  async begin(): Promise<{ code: DeviceCode; tokens: Promise<PersonTokens> }> {
    const tokens = this.#acquire();
    // Whoever waits for it hears of a failure; until then nobody does.
    tokens.catch(() => {});
    const code = await Promise.race([
      this.#code,
      // It ends before there is a code only by failing.
      tokens.then(() => this.#code),
    ]);
    return { code, tokens };
  }

  /** Stops asking whether the person has signed in. */
  cancel(): void {
    this.#ended.abort();
    this.#request.cancel = true;
  }

  async #acquire(): Promise<PersonTokens> {
    try {
      const graph = await this.#msal.acquireTokenByDeviceCode(this.#request);
      if (!graph?.account) {
        throw noToken();
      }
      const { account } = graph;
      const arm = await this.#msal.acquireTokenSilent({
        account,
        scopes: [`${this.#cloud.resources.arm}/.default`],
      });
      const claims = readClaims(graph.accessToken);
      return {
        graph: graph.accessToken,
        arm: arm.accessToken,
        account: account.username,
        tenantId: claims?.tid ?? account.tenantId,
        lifetimeMs: Math.min(lifetimeOf(graph), lifetimeOf(arm)),
      };
    } catch (error) {
      throw this.#failure(error);
    }
  }

  #failure(error: unknown): MicrosoftError {
    const { lastAnswer } = this.#network;
    const { refusal } = lastAnswer ?? {};
    if (refusal && !PENDING.includes(refusal.error)) {
      return signInRefusal({ ...refusal, lastAnswer });
    }
    if (this.#ended.signal.aborted) {
      return new MicrosoftError('The sign-in by device code was ended', {
        kind: 'identity',
        code: 'device_code_ended',
        transient: false,
      });
    }
    return identityError(error, lastAnswer);
  }
}

/** MSAL tells times by the clock of this machine. */
function lifetimeOf({ expiresOn }: AuthenticationResult): number {
  return (expiresOn?.getTime() ?? 0) - Date.now();
}

/** It becomes a link. */
function isWebAddress(text: string): boolean {
  return (
    URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
  );
}

function noToken(): MicrosoftError {
  return new MicrosoftError('The sign-in service gave no token', {
    kind: 'identity',
    transient: false,
  });
}

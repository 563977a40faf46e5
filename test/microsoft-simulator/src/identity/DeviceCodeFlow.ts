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

import { html, json, type Reply } from '../http/Reply';
import { hex } from '../world/random';
import type { World } from '../world/World';
import type { Account } from './accounts';
import {
  codeEntryPage,
  codeOutcomePage,
  confirmationPage,
} from './deviceCodePages';
import { describeEntraError, EntraError } from './entraError';
import type { RegisteredApplication } from './RegisteredApplication';
import { parseScopes, singleResource, type RequestedScopes } from './resources';
import { errorPage, signInPage } from './signInPage';

/** The page on which people enter a code. */
export const DEVICE_LOGIN_PATH = '/devicelogin';
/** Seconds that a code is good for. */
const CODE_SECONDS = 900;

interface DeviceCode {
  application: RegisteredApplication;
  userCode: string;
  scopes: RequestedScopes;
  issuedAt: number;
  answer:
    | { kind: 'pending' }
    | { kind: 'given'; account: Account }
    | { kind: 'declined' }
    | { kind: 'blocked' }
    | { kind: 'redeemed' };
}

/** What a poll for a code is told. */
export type DeviceCodePoll =
  | { kind: 'given'; account: Account; scopes: RequestedScopes }
  | { kind: 'told'; reply: Reply };

/** Sign-in on another device: the codes, and the page on which people enter them. */
export class DeviceCodeFlow {
  readonly #world: World;
  readonly #codes = new Map<string, DeviceCode>();

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Gives out a code.
   *
   * @throws EntraError for scopes that do not exist, or of several resources.
   */
  begin(
    application: RegisteredApplication,
    form: URLSearchParams,
    origin: string,
  ): Reply {
    const scopes = parseScopes(form.get('scope') ?? '');
    singleResource(scopes);
    const { clock, seed, tenant } = this.#world;
    const number = this.#codes.size;
    const userCode = hex(9, seed, 78, number).toUpperCase();
    const deviceCode = `1.${hex(48, seed, 79, number)}`;
    this.#codes.set(deviceCode, {
      application,
      userCode,
      scopes,
      issuedAt: clock.now().getTime(),
      answer: { kind: 'pending' },
    });
    const verificationUri = `${origin}${DEVICE_LOGIN_PATH}`;
    return json(200, {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: CODE_SECONDS,
      interval: tenant.directory.settings.deviceCodeInterval,
      message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${userCode} to authenticate.`,
    });
  }

  /** Lets a person enter a code, choose an account and confirm. */
  page(parameters: URLSearchParams): Reply {
    const userCode = parameters.get('otc') ?? '';
    if (userCode === '') {
      return html(200, codeEntryPage(DEVICE_LOGIN_PATH));
    }
    try {
      const { application } = this.#entered(userCode);
      const { tenant } = this.#world;
      const link = (values: Record<string, string>) => {
        const query = new URLSearchParams(parameters);
        Object.entries(values).forEach(([name, value]) =>
          query.set(name, value),
        );
        return `${DEVICE_LOGIN_PATH}?${query}`;
      };
      const chosen = tenant.accounts.find(
        one => one.key === parameters.get('simulated_account'),
      );
      if (!chosen) {
        return html(
          200,
          signInPage(
            application.displayName,
            [],
            tenant.accounts.map(account => ({
              account,
              href: link({ simulated_account: account.key }),
            })),
          ),
        );
      }
      switch (parameters.get('simulated_decision')) {
        case 'continue':
          this.approve(userCode, chosen);
          return html(200, codeOutcomePage(true));
        case 'cancel':
          this.decline(userCode);
          return html(200, codeOutcomePage(false));
        default:
          return html(
            200,
            confirmationPage(application.displayName, chosen, {
              confirm: link({ simulated_decision: 'continue' }),
              cancel: link({ simulated_decision: 'cancel' }),
            }),
          );
      }
    } catch (error) {
      if (!(error instanceof EntraError)) {
        throw error;
      }
      return html(
        400,
        errorPage(describeEntraError(this.#world, error).error_description),
      );
    }
  }

  /**
   * Signs an account in for a code, as its page does.
   *
   * @throws EntraError 70018 or 70019 for a code that is not known or no longer
   * good, and why the account may not sign in.
   */
  approve(userCode: string, account: Account): void {
    const code = this.#entered(userCode);
    if (account.outcome === 'wrong-tenant') {
      throw new EntraError(50020);
    }
    if (account.disabled) {
      throw new EntraError(50057);
    }
    if (this.#world.tenant.directory.settings.deviceCodeForbidden) {
      // Who asked for the code is told as well, at their next poll.
      code.answer = { kind: 'blocked' };
      throw new EntraError(53003);
    }
    code.answer =
      account.outcome === 'declined'
        ? { kind: 'declined' }
        : { kind: 'given', account };
  }

  /**
   * Declines a sign-in.
   *
   * @throws EntraError 70018 or 70019 for a code that is not known or no longer good.
   */
  decline(userCode: string): void {
    this.#entered(userCode).answer = { kind: 'declined' };
  }

  /**
   * Tells whether the person has signed in; uses the code up if so.
   *
   * @throws EntraError 70016 while they have not, 70020 when it is too late,
   * 53003 when a policy blocks it, 54005 for a code that was used.
   */
  poll(
    application: RegisteredApplication,
    form: URLSearchParams,
  ): DeviceCodePoll {
    const code = this.#codes.get(form.get('device_code') ?? '');
    if (code?.application !== application) {
      throw new EntraError(70000);
    }
    const { settings } = this.#world.tenant.directory;
    if (settings.slowDown > 0) {
      settings.slowDown--;
      return refusal('slow_down', 'The requests come too fast.');
    }
    if (this.#isOver(code)) {
      throw new EntraError(70020);
    }
    switch (code.answer.kind) {
      case 'pending':
        throw new EntraError(70016);
      case 'blocked':
        throw new EntraError(53003);
      case 'redeemed':
        throw new EntraError(54005);
      case 'declined':
        return refusal(
          'authorization_declined',
          'The end user denied the authorization request.',
        );
      default: {
        const { account } = code.answer;
        code.answer = { kind: 'redeemed' };
        return { kind: 'given', account, scopes: code.scopes };
      }
    }
  }

  #entered(userCode: string): DeviceCode {
    const wanted = userCode.trim().toUpperCase();
    const code = [...this.#codes.values()].find(
      one => one.userCode === wanted && one.answer.kind === 'pending',
    );
    if (!code) {
      throw new EntraError(70018);
    }
    if (this.#isOver(code)) {
      throw new EntraError(70019);
    }
    return code;
  }

  #isOver(code: DeviceCode): boolean {
    const age = this.#world.clock.now().getTime() - code.issuedAt;
    return age > CODE_SECONDS * 1000;
  }
}

/** Entra has no number for what the standard names by itself. */
function refusal(error: string, description: string): DeviceCodePoll {
  return {
    kind: 'told',
    reply: json(
      400,
      { error, error_description: description },
      { 'cache-control': 'no-store' },
    ),
  };
}

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

import type { Problem } from 'backstage-plugin-csp-costs-common';
import type { MicrosoftError } from '../microsoft/MicrosoftError';
import type { ProblemCode } from './errorTable';

/** What numbers of AADSTS codes are about, by how they begin; the longest first. */
const SIGN_IN_AREAS: Array<[string, string]> = [
  ['7000', 'the credential of the application'],
  ['5002', 'policies between tenants'],
  ['530', 'a Conditional Access policy or the security of the account'],
  ['500', 'the API that is asked for, or the redirect URL'],
  ['501', 'the request of the sign-in page'],
  ['650', 'the permissions of the application'],
  ['700', 'the application, its credential or its grant'],
  ['900', 'the tenant, or the request'],
  ['16', 'the session of the person who signs in'],
  ['50', 'the account that signs in'],
  ['51', 'the account that signs in'],
  ['53', 'a Conditional Access policy'],
  ['54', 'the code of the sign-in'],
  ['65', 'consent'],
  ['70', 'the application or its grant'],
  ['90', 'the tenant, or the request'],
];

/**
 * What can be said of a code that has no row: what it is about, and where to
 * look it up. Empty when the row says all.
 */
export function describeUnknown(
  code: ProblemCode,
  error: MicrosoftError,
): Partial<Pick<Problem, 'cause' | 'remedy'>> {
  if (!error.code) {
    return {};
  }
  if (code === 'SIGN_IN_REFUSED') {
    const number = /^AADSTS(\d+)$/.exec(error.code)?.[1];
    return number
      ? {
          cause: `Microsoft refuses the sign-in with ${
            error.code
          }, a code that is not known here. Such codes are about ${areaOf(
            number,
          )}.`,
          remedy: `Read Microsoft's words, and look the code up at https://login.microsoftonline.com/error?code=${number}. Then correct the connector or the tenant; Microsoft support finds the sign-in by the request id.`,
        }
      : {
          cause: `Microsoft refuses the sign-in (${error.code}), for a reason that is not known here.`,
        };
  }
  if (code === 'MICROSOFT_REFUSED') {
    // Partner Center has numbers where Graph and Azure have words.
    const service = /^\d+$/.test(error.code)
      ? 'Partner Center'
      : 'Microsoft Graph or Azure';
    return {
      cause: `${service} refuses the request with ${error.status} and ${error.code}, a code that is not known here.`,
      remedy:
        service === 'Partner Center'
          ? "Read Microsoft's words, and look the code up at https://learn.microsoft.com/partner-center/developer/error-codes; give the request id to their support."
          : "Read Microsoft's words, and give the request id to their support.",
    };
  }
  return {};
}

function areaOf(number: string): string {
  return (
    SIGN_IN_AREAS.find(([start]) => number.startsWith(start))?.[1] ?? 'sign-ins'
  );
}

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

import { AuthError } from '@azure/msal-node';
import { MicrosoftError } from '../MicrosoftError';
import type { SignInAnswer } from './SignInNetwork';
import { isTransientSignInCode } from './transientCodes';

/**
 * Turns what MSAL throws into a MicrosoftError.
 *
 * @remarks MSAL's message repeats Microsoft's text, which names ids but never a
 * secret; its `claims` and request are left behind.
 */
export function identityError(
  error: unknown,
  lastAnswer?: SignInAnswer,
): MicrosoftError {
  if (error instanceof MicrosoftError) {
    return error;
  }
  if (!(error instanceof AuthError)) {
    return new MicrosoftError('The sign-in service could not be reached', {
      kind: 'identity',
      transient: true,
      cause: error,
    });
  }
  const words = /AADSTS\d+:.*?(?=\s*Trace ID|$)/s.exec(`${error.errorMessage}`);
  return signInRefusal({
    error: error.errorCode,
    description: words?.[0],
    requestId: error.correlationId || undefined,
    lastAnswer,
  });
}

/** A refusal of the sign-in service, in the words of its answer or of its redirect. */
export function signInRefusal(refusal: {
  /** OAuth's word, such as `access_denied`. */
  error: string;
  /** Microsoft's text, which begins with the code. */
  description?: string;
  requestId?: string;
  lastAnswer?: SignInAnswer;
}): MicrosoftError {
  const { error, description, requestId, lastAnswer } = refusal;
  const number =
    Number(/AADSTS(\d+)/.exec(description ?? '')?.[1]) || undefined;
  const unavailable =
    lastAnswer !== undefined &&
    (lastAnswer.status === 429 || lastAnswer.status >= 500);
  const network = ['network_error', 'endpoints_resolution_error'].includes(
    error,
  );
  const code = number ? `AADSTS${number}` : error;
  return new MicrosoftError(`The sign-in service refused (${code})`, {
    kind: 'identity',
    code,
    words: description
      ?.split(/\s*(?:Trace ID|Correlation ID):/)[0]!
      .slice(0, 500),
    requestId,
    transient:
      network ||
      unavailable ||
      (number
        ? isTransientSignInCode(number)
        : ['temporarily_unavailable', 'server_error'].includes(error)),
    retryAfterMs: lastAnswer?.retryAfterMs,
  });
}

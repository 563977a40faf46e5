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

import type {
  Check,
  ConsentInfo,
  CredentialInfo,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import type { MicrosoftHttp } from '../../microsoft/http/MicrosoftHttp';
import type { TokenSource } from '../../microsoft/identity/TokenSource';
import type { ConnectorRecord } from '../ConnectorRecord';

/** What a check has to work with. */
export interface CheckContext {
  connector: ConnectorRecord;
  /** What has to be registered as a redirect URI. */
  redirectUrl: string;
  /** Tokens of the application itself. Absent when it has no credential. */
  appTokens?: TokenSource;
  /** Tokens of the person who consented. Absent when nobody has. */
  delegatedTokens?: TokenSource;
  credential?: CredentialInfo;
  consent?: ConsentInfo;
  /** Why the latest sign-in of a person failed, when it did. */
  consentProblem?: Problem;
  /** Where an administrator can approve what is missing. */
  adminConsentUrl: string;
  /** Sends only to the connector's pinned origins. */
  http: MicrosoftHttp;
  /** Results of former runs, which tell what used to work. */
  earlier?: readonly Check[];
  now: Date;
  signal: AbortSignal;
}

/** What a check came to. */
export type CheckResult = Pick<
  Check,
  'status' | 'finding' | 'problem' | 'values' | 'links'
>;

/** One thing that the doctor verifies. */
export interface ConnectorCheck
  extends Pick<Check, 'checkId' | 'title' | 'group' | 'why'> {
  /** Checks that hide this one when they fail. They stand before it in the list. */
  hiddenBy?: readonly string[];
  /** Why it does not apply, in one sentence. Undefined when it does. */
  skip?(context: CheckContext): string | undefined;
  /**
   * Verifies it. Failures of Microsoft that are no finding may be thrown: they
   * become a failed check that says what Microsoft said.
   */
  run(context: CheckContext): Promise<CheckResult>;
}

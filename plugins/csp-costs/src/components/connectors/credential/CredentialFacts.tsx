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
  CredentialInfo,
  Problem,
} from 'backstage-plugin-csp-costs-common';
import { formatDate } from '../../../format/dates';
import { credentialKindName } from '../../../format/words';
import { ProblemDetails } from '../../coverage/ProblemDetails';
import { CopyButton } from '../../layout/CopyButton';
import { Fact, Facts } from '../../layout/Facts';

/** What may be told of a credential; never the credential. */
export function CredentialFacts(props: {
  credential: CredentialInfo;
  /** What is already said on top of the page. */
  told: Problem | undefined;
}) {
  const { kind, expiresAt, thumbprint, problem } = props.credential;
  return (
    <>
      <Facts>
        <Fact label="Signs in with">{credentialKindName(kind)}</Fact>
        {kind !== 'federated' && (
          <Fact label="Expires">
            {expiresAt
              ? formatDate(expiresAt)
              : 'On a day that was not entered'}
          </Fact>
        )}
        {thumbprint && (
          <Fact label="Thumbprint (SHA-256)" wide>
            <code>{thumbprint}</code>
            <CopyButton value={thumbprint} label="Copy the thumbprint" />
          </Fact>
        )}
      </Facts>
      {problem && problem.code !== props.told?.code && (
        <ProblemDetails problem={problem} />
      )}
    </>
  );
}

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
import { useTexts } from '../../../translation/useTexts';

/** What may be told of a credential; never the credential. */
export function CredentialFacts(props: {
  credential: CredentialInfo;
  /** What is already said on top of the page. */
  told: Problem | undefined;
}) {
  const t = useTexts();
  const { kind, expiresAt, thumbprint, problem } = props.credential;
  return (
    <>
      <Facts>
        <Fact label={t('connectors.signsInWith')}>
          {credentialKindName(t, kind)}
        </Fact>
        {kind !== 'federated' && (
          <Fact label={t('connectors.expires')}>
            {expiresAt ? formatDate(expiresAt) : t('connectors.expiryUnknown')}
          </Fact>
        )}
        {thumbprint && (
          <Fact label={t('connectors.thumbprint')} wide>
            <code>{thumbprint}</code>
            <CopyButton
              value={thumbprint}
              label={t('connectors.copyThumbprint')}
            />
          </Fact>
        )}
      </Facts>
      {problem && problem.code !== props.told?.code && (
        <ProblemDetails problem={problem} />
      )}
    </>
  );
}

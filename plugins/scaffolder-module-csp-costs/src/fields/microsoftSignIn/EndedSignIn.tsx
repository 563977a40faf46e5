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

import { Alert } from '@backstage/ui';
import type { OperatorSignIn } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';

/** Why a sign-in is of no use any more. */
export function EndedSignIn(props: {
  /** Undefined when it is forgotten altogether. */
  signIn: OperatorSignIn | undefined;
}) {
  const t = useTexts();
  const { signIn } = props;
  if (signIn?.status === 'failed') {
    return (
      <Alert
        status="danger"
        icon
        title={t('signIn.failed')}
        description={
          signIn.problem
            ? `${signIn.problem.cause} ${signIn.problem.remedy}`
            : t('signIn.failedText')
        }
      />
    );
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('signIn.ended')}
      description={t('signIn.endedText')}
    />
  );
}

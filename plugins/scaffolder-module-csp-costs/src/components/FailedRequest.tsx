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

import { Alert, Button } from '@backstage/ui';
import { cspCostsConnectorCreatePermission } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useTexts } from '../translation/useTexts';

/** What the backend did not do, why, and the way to ask it again. */
export function FailedRequest(props: {
  title: string;
  error: Error;
  /** What it takes; that of onboarding when left out. */
  permission?: { name: string };
  /** Left out where there is another way to go on. */
  onRetry?: () => void;
}) {
  const t = useTexts();
  const {
    title,
    error,
    permission = cspCostsConnectorCreatePermission,
    onRetry,
  } = props;
  const forbidden = httpStatusOf(error) === 403;
  return (
    <>
      <Alert
        status="danger"
        icon
        title={title}
        description={
          forbidden
            ? t('forbidden', { permission: permission.name })
            : error.message
        }
      />
      {onRetry && !forbidden && (
        // Beside the text, it would leave none of it room on a phone.
        <div>
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </>
  );
}

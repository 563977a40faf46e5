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
import { cspCostsCostReadPermission } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useTexts } from '../../translation/useTexts';
import { ErrorState } from '../layout/ErrorState';

/** Why invoices cannot be shown; that they are for those who may see all customers. */
export function InvoicesFailure(props: {
  error: Error;
  title: string;
  onRetry: () => void;
}) {
  const t = useTexts();
  const permission = cspCostsCostReadPermission.name;
  return httpStatusOf(props.error) === 403 ? (
    <Alert
      role="alert"
      status="info"
      icon
      title={t('invoices.forbidden')}
      description={t('invoices.forbiddenText', { permission })}
    />
  ) : (
    <ErrorState {...props} permission={permission} />
  );
}

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
import { cspCostsConnectorUsePermission } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useTexts } from '../../translation/useTexts';

/** Says that something could not be done to the collection, and why; nothing when it could. */
export function ActionFailed(props: { title: string; error: Error | null }) {
  const t = useTexts();
  const { title, error } = props;
  return error ? (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={
        httpStatusOf(error) === 403
          ? t('collection.needsPermission', {
              permission: cspCostsConnectorUsePermission.name,
            })
          : error.message
      }
    />
  ) : null;
}

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
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useTexts } from '../../../translation/useTexts';
import { fieldLabel } from './connectorDraft';
import { fieldOfRefusal } from './fieldOfRefusal';

/** Why a connector could not be saved; what was typed is still there. */
export function SaveProblem(props: { error: Error; permission: string }) {
  const t = useTexts();
  const { error, permission } = props;
  const status = httpStatusOf(error);
  const refused = status === 400 ? fieldOfRefusal(error.message) : undefined;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={
        refused
          ? t('connectorForm.fieldNeeds', {
              field: fieldLabel(t, refused.field),
            })
          : t('connectorForm.notSaved')
      }
      description={
        status === 403
          ? t('connectors.itNeeds', { permission })
          : refused?.message ?? error.message
      }
    />
  );
}

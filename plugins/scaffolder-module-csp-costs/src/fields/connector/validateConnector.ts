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

import { translationApiRef } from '@backstage/frontend-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type { Connector } from 'backstage-plugin-csp-costs-common';
import { connectorsApiRef } from '../../api/connectorsApiRef';
import { textsOf } from '../../translation/textsOf';

/**
 * Lets nobody go on with a connector that there is not, or that the template
 * is not for. Where connectors cannot be read, the backend decides.
 */
export const validateConnector: CustomFieldValidator<
  string | undefined,
  { origin?: Connector['origin'] } | undefined
> = async (connectorId, field, { apiHolder, uiSchema }) => {
  const connectors = await apiHolder
    .get(connectorsApiRef)
    ?.getConnectors()
    .catch(() => undefined);
  if (!connectorId || !connectors) {
    return;
  }
  const t = textsOf(apiHolder.get(translationApiRef));
  const chosen = connectors.find(one => one.connectorId === connectorId);
  const origin = uiSchema?.['ui:options']?.origin;
  if (!chosen) {
    field.addError(t('connector.unknown', { connectorId }));
  } else if (origin && chosen.origin !== origin) {
    field.addError(
      t(`connector.notOf.${origin}`, { title: chosen.settings.title }),
    );
  }
};

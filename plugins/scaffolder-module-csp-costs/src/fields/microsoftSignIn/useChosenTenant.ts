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

import {
  cspCostsConnectorCreatePermission,
  cspCostsConnectorDeletePermission,
} from 'backstage-plugin-csp-costs-common';
import { useConnectors } from '../../api/useConnectors';
import { otherField } from '../../state/otherField';
import { isPartnerTenant, type PartnerTenant } from '../../state/PartnerTenant';
import { tenantOfConnector } from '../../state/tenantOfConnector';
import { fieldNames } from '../fieldNames';
import type { microsoftSignInSchema } from './microsoftSignInSchema';

/** The tenant to sign in to, as another field of the form has it. */
export interface ChosenTenant {
  /** Undefined while there is none. */
  tenant: PartnerTenant | undefined;
  /** Whether it is known that there is one, or that there is none. */
  isKnown: boolean;
  /** What has to be chosen when there is none. */
  first: 'tenantFirst' | 'connectorFirst';
  /** Why it is not known, and how to look again. */
  failure?: { error: Error; lookAgain: () => void };
  /** What it takes to sign in to it. */
  permission: { name: string };
}

/** Looks at the field for the tenant, or at that for the connector where the template names it. */
export function useChosenTenant(
  props: typeof microsoftSignInSchema.TProps,
): ChosenTenant {
  const options = props.uiSchema['ui:options'];
  const connectorField = options?.connectorField;
  const connectors = useConnectors({ enabled: connectorField !== undefined });
  if (connectorField !== undefined) {
    const connectorId = otherField(props, connectorField);
    const { data, error, refetch } = connectors;
    const isKnown = !connectorId || data !== undefined;
    return {
      tenant: tenantOfConnector(data, connectorId),
      isKnown,
      first: 'connectorFirst',
      ...(!isKnown && error && { failure: { error, lookAgain: refetch } }),
      // Who has a connector already takes it away.
      permission: cspCostsConnectorDeletePermission,
    };
  }
  const chosen = otherField(props, options?.tenantField ?? fieldNames.tenant);
  return {
    tenant: isPartnerTenant(chosen) ? chosen : undefined,
    isKnown: true,
    first: 'tenantFirst',
    permission: cspCostsConnectorCreatePermission,
  };
}

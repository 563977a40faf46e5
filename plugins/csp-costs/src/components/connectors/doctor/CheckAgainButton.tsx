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

import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorUsePermission,
  type Check,
} from 'backstage-plugin-csp-costs-common';
import { useChecks, useRunChecks } from '../../../api/connectorQueries';
import { useTexts } from '../../../translation/useTexts';

/** Makes one check again, in place. */
export function CheckAgainButton(props: { connectorId: string; check: Check }) {
  const t = useTexts();
  const { connectorId, check } = props;
  const { isChecking } = useChecks(connectorId);
  const run = useRunChecks(connectorId);
  const { allowed } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  if (!allowed) {
    return null;
  }
  const label =
    check.status === 'unknown'
      ? t('connectors.checkNow')
      : t('connectors.checkAgain');
  return (
    <>
      <Button
        size="small"
        variant="tertiary"
        aria-label={`${label}: ${check.title}`}
        isDisabled={isChecking(check)}
        onPress={() => run.mutate([check.checkId])}
      >
        {label}
      </Button>
      {run.error && <span role="alert">{run.error.message}</span>}
    </>
  );
}

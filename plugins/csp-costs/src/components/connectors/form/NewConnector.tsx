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

import { useRouteRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorCreatePermission,
  type ConnectorOptions,
} from 'backstage-plugin-csp-costs-common';
import { useNavigate } from 'react-router-dom';
import { useSaveConnector } from '../../../api/connectorQueries';
import { connectorRouteRef, connectorsRouteRef } from '../../../routes';
import { PageTitle } from '../PageTitle';
import { useTexts } from '../../../translation/useTexts';
import { draftOf } from './connectorDraft';
import { ConnectorForm } from './ConnectorForm';
import { FormGate } from './FormGate';
import { SaveProblem } from './SaveProblem';
import { useConnectorForm } from './useConnectorForm';
import { useSave } from './useSave';

/** Sets up a new connector. Credentials and consent come after it is saved. */
export function NewConnector() {
  const t = useTexts();
  const { allowed, loading } = usePermission({
    permission: cspCostsConnectorCreatePermission,
  });
  return (
    <>
      <PageTitle title={t('connectorForm.new')}>
        {t('connectorForm.newText')}
      </PageTitle>
      <FormGate
        allowed={allowed}
        loading={loading}
        permission={cspCostsConnectorCreatePermission.name}
      >
        {options => <Form options={options} />}
      </FormGate>
    </>
  );
}

function Form({ options }: { options: ConnectorOptions }) {
  const form = useConnectorForm(draftOf(options.defaults));
  const navigate = useNavigate();
  const hrefOf = useRouteRef(connectorRouteRef);
  const cancelHref = useRouteRef(connectorsRouteRef)?.();
  const mutation = useSaveConnector();
  const { save, problem } = useSave(form, mutation, ({ connectorId }) => {
    const href = hrefOf?.({ connectorId });
    if (href) {
      navigate(href);
    }
  });
  return (
    <ConnectorForm
      form={form}
      options={options}
      isSaving={mutation.isPending}
      onSave={() => save(0)}
      cancelHref={cancelHref}
      notice={
        problem && (
          <SaveProblem
            error={problem}
            permission={cspCostsConnectorCreatePermission.name}
          />
        )
      }
    />
  );
}

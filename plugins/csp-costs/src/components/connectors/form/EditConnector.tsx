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
import { Alert, ButtonLink, Skeleton } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUpdatePermission,
  type Connector,
  type ConnectorOptions,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useConnector, useSaveConnector } from '../../../api/connectorQueries';
import { connectorRouteRef } from '../../../routes';
import { ErrorState } from '../../layout/ErrorState';
import { PageTitle } from '../PageTitle';
import { useTexts } from '../../../translation/useTexts';
import { ConflictNotice, ContestedNotice } from './ConflictNotice';
import { draftOf, type DraftField } from './connectorDraft';
import { ConnectorForm } from './ConnectorForm';
import { FormGate } from './FormGate';
import { mergeDrafts } from './mergeDrafts';
import { SaveProblem } from './SaveProblem';
import { useConnectorForm } from './useConnectorForm';
import { useSave } from './useSave';

/** Changes the settings of a connector. Its credentials stay as they are. */
export function EditConnector({ connectorId }: { connectorId: string }) {
  const t = useTexts();
  const query = useConnector(connectorId);
  const { error, refetch } = query;
  // The list may know settings that are older than they look.
  const connector = query.isPlaceholderData ? undefined : query.data;
  const backHref = useRouteRef(connectorRouteRef)?.({ connectorId });
  const { allowed, loading } = usePermission({
    permission: cspCostsConnectorUpdatePermission,
  });
  if (error && !connector) {
    return (
      <ErrorState
        error={error}
        title={t('connectorForm.oneFailed')}
        permission={cspCostsConnectorReadPermission.name}
        onRetry={refetch}
      />
    );
  }
  if (!connector) {
    return (
      <div role="status" aria-label={t('connectorForm.loadingOne')}>
        <Skeleton width="100%" height={420} />
      </div>
    );
  }
  return (
    <>
      <PageTitle
        title={t('connectorForm.edit', { title: connector.settings.title })}
        back={
          backHref
            ? { href: backHref, label: connector.settings.title }
            : undefined
        }
      >
        {t('connectorForm.saveLeaves')}
      </PageTitle>
      {connector.origin === 'app-config' ? (
        <Alert
          role="status"
          status="info"
          icon
          title={t('connectorForm.inConfig')}
          description={t('connectorForm.inConfigText', {
            key: <code>cspCosts.connectors.{connectorId}</code>,
          })}
          customActions={
            backHref && (
              <ButtonLink size="small" variant="secondary" href={backHref}>
                {t('connectorForm.back')}
              </ButtonLink>
            )
          }
        />
      ) : (
        <FormGate
          allowed={allowed}
          loading={loading}
          permission={cspCostsConnectorUpdatePermission.name}
        >
          {options => (
            <Form
              connector={connector}
              options={options}
              reload={async () => (await refetch()).data}
              backHref={backHref}
            />
          )}
        </FormGate>
      )}
    </>
  );
}

function Form(props: {
  connector: Connector;
  options: ConnectorOptions;
  reload: () => Promise<Connector | undefined>;
  backHref: string | undefined;
}) {
  const { connector, options, reload, backHref } = props;
  // What the typing began with; the connector itself is loaded again and again.
  const [base, setBase] = useState(() => ({
    revision: connector.revision,
    draft: draftOf(connector.settings),
  }));
  const [contested, setContested] = useState<DraftField[]>();
  const form = useConnectorForm(base.draft);
  const navigate = useNavigate();
  const mutation = useSaveConnector(connector);
  const { save, problem, dismiss } = useSave(form, mutation, () => {
    if (backHref) {
      navigate(backHref);
    }
  });

  async function merge() {
    const current = await reload();
    if (!current) {
      return;
    }
    const theirs = draftOf(current.settings);
    const merged = mergeDrafts(base.draft, form.draft, theirs);
    form.replace(merged.draft);
    setBase({ revision: current.revision, draft: theirs });
    setContested(merged.contested);
    dismiss();
  }

  const conflict = problem && httpStatusOf(problem) === 409;
  return (
    <ConnectorForm
      form={form}
      options={options}
      isSaving={mutation.isPending}
      onSave={() => {
        setContested(undefined);
        save(base.revision);
      }}
      cancelHref={backHref}
      notice={
        <>
          {conflict && <ConflictNotice onReload={merge} />}
          {problem && !conflict && (
            <SaveProblem
              error={problem}
              permission={cspCostsConnectorUpdatePermission.name}
            />
          )}
          {contested && (
            <ContestedNotice contested={contested} theirs={base.draft} />
          )}
        </>
      }
    />
  );
}

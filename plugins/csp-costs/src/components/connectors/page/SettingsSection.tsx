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
import { ButtonLink, Link } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorUpdatePermission,
  type Connector,
  type ConnectorSettings,
} from 'backstage-plugin-csp-costs-common';
import { formatInstant } from '../../../format/dates';
import { countryName, languageName } from '../../../format/languages';
import { plural } from '../../../format/numbers';
import { describeSchedule } from '../../../format/schedule';
import {
  cloudName,
  sourceGroupName,
  sourceName,
  specializationName,
} from '../../../format/words';
import { collectionRouteRef, editConnectorRouteRef } from '../../../routes';
import { CopyButton } from '../../layout/CopyButton';
import { Fact, Facts } from '../../layout/Facts';
import { DeleteConnector } from './DeleteConnector';
import { PageSection } from './PageSection';
import styles from './SettingsSection.module.css';

/** How a connector is set up, and the ways to change that. */
export function SettingsSection({ connector }: { connector: Connector }) {
  const { connectorId, settings, origin } = connector;
  const editHref = useRouteRef(editConnectorRouteRef)?.({ connectorId });
  const runsHref = useRouteRef(collectionRouteRef)?.();
  const { allowed } = usePermission({
    permission: cspCostsConnectorUpdatePermission,
  });
  const readOnly = origin === 'app-config';
  return (
    <PageSection
      section="settings"
      title="Settings"
      summary={
        readOnly ? (
          <>
            Set up in app-config, and changed there, below{' '}
            <code>cspCosts.connectors.{connectorId}</code>.
          </>
        ) : undefined
      }
      actions={
        allowed &&
        !readOnly &&
        editHref && (
          <ButtonLink variant="secondary" size="small" href={editHref}>
            Edit settings
          </ButtonLink>
        )
      }
    >
      <Facts>
        <Fact label="Next run">
          {connector.nextRunAt
            ? formatInstant(connector.nextRunAt)
            : 'Not planned'}
          {runsHref && (
            <>
              {' · '}
              <Link href={runsHref}>Runs in Collection</Link>
            </>
          )}
        </Fact>
        <Fact label="Schedule">{describeSchedule(settings.schedule)}</Fact>
        <Id label="Partner tenant id" value={settings.partnerTenantId} />
        <Id label="Application (client) id" value={settings.clientId} />
        <Id label="Connector id" value={connectorId} />
        <Fact label="National cloud">
          {cloudName(settings.nationalCloud)}
          {settings.country &&
            `, ${countryName(settings.country) ?? settings.country}`}
        </Fact>
        <Fact label="Sources">
          {(
            Object.keys(settings.sources) as Array<
              keyof typeof settings.sources
            >
          )
            .filter(group => settings.sources[group])
            .map(sourceGroupName)
            .join(', ')}
        </Fact>
        <Fact label="Collected">
          {connector.collectedSources.map(sourceName).join(', ') || 'Nothing'}
        </Fact>
        <Fact label="Customers">{describeScope(settings.customerScope)}</Fact>
        <Fact label="History">
          {plural(settings.historyMonths, 'closed month')}
        </Fact>
        <Fact label="Owners">
          {settings.ownerEntityRefs.join(', ') || 'Nobody is told'}
        </Fact>
        <Fact label="Billing currencies">
          {settings.billingCurrencies.join(', ') || 'Those of the invoices'}
        </Fact>
        <Fact label="Product language">
          {languageName(settings.productLanguage)}
        </Fact>
        <Fact label="Billing account">
          {settings.billingAccountId ?? 'The one that is found'}
        </Fact>
        <Fact label="Azure specialization">
          {specializationName(settings.azureSpecialization)}
        </Fact>
        <Fact label="Tolerated difference">
          {`${settings.usageMismatchTolerance.amount} or ${settings.usageMismatchTolerance.percent}%, whichever is larger`}
        </Fact>
        {settings.legacyInvoiceCycleDay !== undefined && (
          <Fact label="Legacy invoices">
            {`Billing cycle begins on day ${settings.legacyInvoiceCycleDay}`}
          </Fact>
        )}
        <Address
          label="Reseller relationship URL"
          value={settings.resellerRelationshipUrl}
        />
        <Address
          label="Delegated admin URL"
          value={settings.delegatedAdminUrl}
        />
      </Facts>
      {!readOnly && (
        <div className={styles.delete}>
          <DeleteConnector connector={connector} />
        </div>
      )}
    </PageSection>
  );
}

function Id({ label, value }: { label: string; value: string }) {
  return (
    <Fact label={label}>
      <span className={styles.id}>{value}</span>
      <CopyButton value={value} label={`Copy the ${label}`} />
    </Fact>
  );
}

function Address(props: { label: string; value: string | undefined }) {
  const { label, value } = props;
  return value ? (
    <Fact label={label}>
      {value}
      <CopyButton value={value} label={`Copy the ${label}`} />
    </Fact>
  ) : null;
}

function describeScope(scope: ConnectorSettings['customerScope']): string {
  switch (scope.mode) {
    case 'all':
      return 'All';
    case 'one':
      return scope.customerIds[0] ?? 'One';
    default:
      return `${scope.customerIds.length}: ${scope.customerIds.join(', ')}`;
  }
}

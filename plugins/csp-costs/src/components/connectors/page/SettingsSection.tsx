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
import { useTexts, type Texts } from '../../../translation/useTexts';
import { DeleteConnector } from './DeleteConnector';
import { PageSection } from './PageSection';
import styles from './SettingsSection.module.css';

/** How a connector is set up, and the ways to change that. */
export function SettingsSection({ connector }: { connector: Connector }) {
  const t = useTexts();
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
      title={t('connectors.settings')}
      summary={
        readOnly ? (
          <>
            {t('connectors.readOnly', {
              key: <code>cspCosts.connectors.{connectorId}</code>,
            })}
          </>
        ) : undefined
      }
      actions={
        allowed &&
        !readOnly &&
        editHref && (
          <ButtonLink variant="secondary" size="small" href={editHref}>
            {t('connectors.editSettings')}
          </ButtonLink>
        )
      }
    >
      <Facts>
        <Fact label={t('connectors.nextRun')}>
          {connector.nextRunAt
            ? formatInstant(connector.nextRunAt)
            : t('connectors.notPlanned')}
          {runsHref && (
            <>
              {' · '}
              <Link href={runsHref}>{t('connectors.runsInCollection')}</Link>
            </>
          )}
        </Fact>
        <Fact label={t('connectors.schedule')}>
          {describeSchedule(t, settings.schedule)}
        </Fact>
        <Id
          label={t('connectors.partnerTenantId')}
          value={settings.partnerTenantId}
        />
        <Id label={t('connectors.clientId')} value={settings.clientId} />
        <Id label={t('connectors.connectorId')} value={connectorId} />
        <Fact label={t('connectors.nationalCloud')}>
          {cloudName(t, settings.nationalCloud)}
          {settings.country &&
            `, ${countryName(settings.country) ?? settings.country}`}
        </Fact>
        <Fact label={t('connectors.sources')}>
          {(
            Object.keys(settings.sources) as Array<
              keyof typeof settings.sources
            >
          )
            .filter(group => settings.sources[group])
            .map(group => sourceGroupName(t, group))
            .join(', ')}
        </Fact>
        <Fact label={t('connectors.collected')}>
          {connector.collectedSources
            .map(source => sourceName(t, source))
            .join(', ') || t('connectors.nothing')}
        </Fact>
        <Fact label={t('connectors.customers')}>
          {describeScope(t, settings.customerScope)}
        </Fact>
        <Fact label={t('connectors.history')}>
          {t('connectors.closedMonths', { count: settings.historyMonths })}
        </Fact>
        <Fact label={t('connectors.owners')}>
          {settings.ownerEntityRefs.join(', ') || t('connectors.nobodyTold')}
        </Fact>
        <Fact label={t('connectors.billingCurrencies')}>
          {settings.billingCurrencies.join(', ') ||
            t('connectors.currenciesOfInvoices')}
        </Fact>
        <Fact label={t('connectors.productLanguage')}>
          {languageName(settings.productLanguage)}
        </Fact>
        <Fact label={t('connectors.billingAccount')}>
          {settings.billingAccountId ?? t('connectors.accountFound')}
        </Fact>
        <Fact label={t('connectors.azureSpecialization')}>
          {specializationName(t, settings.azureSpecialization)}
        </Fact>
        <Fact label={t('connectors.toleratedDifference')}>
          {t('connectors.tolerance', settings.usageMismatchTolerance)}
        </Fact>
        {settings.legacyInvoiceCycleDay !== undefined && (
          <Fact label={t('connectors.legacyInvoices')}>
            {t('connectors.cycleDay', {
              day: String(settings.legacyInvoiceCycleDay),
            })}
          </Fact>
        )}
        <Address
          label={t('connectors.resellerUrl')}
          value={settings.resellerRelationshipUrl}
        />
        <Address
          label={t('connectors.delegatedUrl')}
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
  const t = useTexts();
  return (
    <Fact label={label}>
      <span className={styles.id}>{value}</span>
      <CopyButton value={value} label={t('connectors.copyThe', { label })} />
    </Fact>
  );
}

function Address(props: { label: string; value: string | undefined }) {
  const t = useTexts();
  const { label, value } = props;
  return value ? (
    <Fact label={label}>
      {value}
      <CopyButton value={value} label={t('connectors.copyThe', { label })} />
    </Fact>
  ) : null;
}

function describeScope(
  t: Texts,
  scope: ConnectorSettings['customerScope'],
): string {
  switch (scope.mode) {
    case 'all':
      return t('connectors.scopeAll');
    case 'one':
      return scope.customerIds[0] ?? t('connectors.scopeOne');
    default:
      return `${scope.customerIds.length}: ${scope.customerIds.join(', ')}`;
  }
}

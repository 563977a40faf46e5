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

import { Alert, Button, Skeleton } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiStethoscopeLine } from '@remixicon/react';
import {
  cspCostsConnectorReadPermission,
  cspCostsConnectorUsePermission,
  type Check,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf, LiveRegion } from 'backstage-plugin-csp-costs-react';
import { useId } from 'react';
import { useChecks, useRunChecks } from '../../../api/connectorQueries';
import { checkGroupName } from '../../../format/words';
import { ErrorState } from '../../layout/ErrorState';
import { NeedsPermission } from '../NeedsPermission';
import { PageSection } from '../page/PageSection';
import { useTexts } from '../../../translation/useTexts';
import { CheckItem, checkItemId } from './CheckItem';
import { summarizeChecks } from './summarizeChecks';
import styles from './Doctor.module.css';

const GROUPS: Array<Check['group']> = [
  'application',
  'consent',
  'roles',
  'data',
];

/** Everything that has to be right, whether it is, and what to do where it is not. */
export function DoctorSection({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { connectorId } = connector;
  const checks = useChecks(connectorId);
  const runAll = useRunChecks(connectorId);
  const { allowed, loading } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  const { data, error, isRunning, isChecking, refetch } = checks;
  return (
    <PageSection
      section="doctor"
      title={t('connectors.doctor')}
      summary={
        <span role="status">
          {data && summarizeChecks(t, data, isChecking)}
        </span>
      }
      actions={
        allowed && (
          <Button
            variant={connector.health.nextStep ? 'secondary' : 'primary'}
            iconStart={<RiStethoscopeLine />}
            isDisabled={isRunning}
            isPending={isRunning}
            onPress={() => runAll.mutate(undefined)}
          >
            {t('connectors.runAllChecks')}
          </Button>
        )
      }
    >
      {!allowed && !loading && (
        <NeedsPermission
          what={t('connectors.runningChecks')}
          permission={cspCostsConnectorUsePermission}
        />
      )}
      <LiveRegion urgent>
        {runAll.error && (
          <Alert
            status="danger"
            icon
            title={t('connectors.checksNotRun')}
            description={
              httpStatusOf(runAll.error) === 403
                ? t('connectors.itNeeds', {
                    permission: cspCostsConnectorUsePermission.name,
                  })
                : runAll.error.message
            }
          />
        )}
      </LiveRegion>
      {error && !data && (
        <ErrorState
          error={error}
          title={t('connectors.checksFailed')}
          permission={cspCostsConnectorReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!data && !error && (
        <div role="status" aria-label={t('connectors.loadingChecks')}>
          <Skeleton width="100%" height={240} />
        </div>
      )}
      {data && <NeedingSomebody checks={data} />}
      {data &&
        GROUPS.map(group => (
          <CheckGroup
            key={group}
            name={checkGroupName(t, group)}
            checks={data.filter(check => check.group === group)}
            connectorId={connectorId}
            mayRun={allowed}
            isChecking={isChecking}
          />
        ))}
    </PageSection>
  );
}

/** What is wrong, by name, so that nobody has to look for it. */
function NeedingSomebody({ checks }: { checks: Check[] }) {
  const t = useTexts();
  const needing = checks.filter(
    ({ status }) => status === 'fail' || status === 'warn',
  );
  return needing.length > 0 ? (
    <ul className={styles.needing} aria-label={t('connectors.needsYou')}>
      {needing.map(check => (
        <li key={check.checkId}>
          <Button
            size="small"
            variant="secondary"
            onPress={() => {
              const item = document.getElementById(checkItemId(check));
              item?.scrollIntoView?.({ block: 'start' });
              item?.focus({ preventScroll: true });
            }}
          >
            {check.title}
          </Button>
        </li>
      ))}
    </ul>
  ) : null;
}

function CheckGroup(props: {
  name: string;
  checks: Check[];
  connectorId: string;
  mayRun: boolean;
  isChecking: (check: Check) => boolean;
}) {
  const { name, checks, connectorId, mayRun, isChecking } = props;
  const headingId = useId();
  if (checks.length === 0) {
    return null;
  }
  return (
    <div>
      <h4 id={headingId} className={styles.group}>
        {name}
      </h4>
      <ul className={styles.checks} aria-labelledby={headingId}>
        {checks.map(check => (
          <CheckItem
            key={check.checkId}
            check={check}
            connectorId={connectorId}
            mayRun={mayRun}
            isChecking={isChecking(check)}
          />
        ))}
      </ul>
    </div>
  );
}

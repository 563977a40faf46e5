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

import { Alert, Button, Card } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiRefreshLine } from '@remixicon/react';
import {
  cspCostsConnectorUsePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import type { ReactNode } from 'react';
import { useStartRun } from '../../api/collectionQueries';
import { httpStatusOf } from '../../api/httpStatusOf';
import { formatInstant } from '../../format/dates';
import { connectorStateWord, sourceName } from '../../format/words';
import { useCostsParams } from '../../state/useCostsParams';
import { CopyButton } from '../layout/CopyButton';
import sectionStyles from '../layout/Section.module.css';
import { StateMark } from '../layout/StateMark';
import { describeSchedule } from './describeSchedule';
import { RunProgress } from './RunProgress';
import { RunsSection } from './RunsSection';
import styles from './ConnectorPanel.module.css';

/** A partner tenant: whether collecting from it works, and its runs. */
export function ConnectorPanel({ connector }: { connector: Connector }) {
  const { change } = useCostsParams();
  const { allowed } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  const startRun = useStartRun(connector.connectorId);
  const { lastRun } = connector;
  const running = lastRun?.status === 'running';
  const headingId = `csp-costs-connector-${connector.connectorId}`;
  return (
    <Card className={styles.panel} aria-labelledby={headingId}>
      <header className={sectionStyles.toolbar}>
        <div className={styles.identity}>
          <h2 id={headingId} className={sectionStyles.title}>
            {connector.title}
          </h2>
          <StateMark state={connectorStateWord(connector)} />
        </div>
        {allowed && (
          <Button
            variant="primary"
            iconStart={<RiRefreshLine />}
            isDisabled={running}
            isPending={startRun.isPending}
            onPress={() =>
              startRun.mutate(undefined, {
                // The latest run is what is shown without a choice.
                onSuccess: () => change({ run: undefined }),
              })
            }
          >
            Collect now
          </Button>
        )}
      </header>
      {startRun.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="The collection could not be started"
          description={
            httpStatusOf(startRun.error) === 403
              ? `It needs the permission ${cspCostsConnectorUsePermission.name}.`
              : startRun.error.message
          }
        />
      )}
      {running && <RunProgress run={lastRun} />}
      <dl className={styles.facts}>
        <Fact label="Last worked">
          {connector.lastSucceededAt
            ? formatInstant(connector.lastSucceededAt)
            : 'Never'}
        </Fact>
        <Fact label="Next run">
          {connector.nextRunAt
            ? formatInstant(connector.nextRunAt)
            : 'Not planned'}
        </Fact>
        <Fact label="Schedule">{describeSchedule(connector.schedule)}</Fact>
        <Fact label="Partner tenant">
          {connector.partnerTenantId}
          <CopyButton
            value={connector.partnerTenantId}
            label="Copy the partner tenant id"
          />
        </Fact>
        <Fact label="Signs in with">
          {connector.credentialKind === 'certificate'
            ? 'A certificate'
            : 'A client secret'}
          , {connector.nationalCloud} cloud
        </Fact>
        <Fact label="Set up in">{connector.origin}</Fact>
        <Fact label="Sources" wide>
          {connector.sources.map(sourceName).join(', ')}
        </Fact>
      </dl>
      <RunsSection connector={connector} />
    </Card>
  );
}

function Fact(props: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={props.wide || undefined}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

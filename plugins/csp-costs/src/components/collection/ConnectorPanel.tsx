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
import { Alert, Button, ButtonLink, Card, Link } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  RiCloseLine,
  RiPauseLine,
  RiPlayLine,
  RiRefreshLine,
} from '@remixicon/react';
import {
  cspCostsConnectorUsePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import {
  useCancelRun,
  usePauseCollection,
  useStartRun,
} from '../../api/collectionQueries';
import { formatInstant } from '../../format/dates';
import { describeSchedule } from '../../format/schedule';
import { collectionStateWord, sourceName } from '../../format/words';
import { connectorRouteRef } from '../../routes';
import { useCostsParams } from '../../state/useCostsParams';
import { describeHealth } from '../connectors/describeHealth';
import { Fact, Facts } from '../layout/Facts';
import sectionStyles from '../layout/Section.module.css';
import { StateMark } from '../layout/StateMark';
import { useTexts, type Texts } from '../../translation/useTexts';
import { ActionFailed } from './ActionFailed';
import { BackfillProgress } from './BackfillProgress';
import { FailedJobs } from './FailedJobs';
import { RunProgress } from './RunProgress';
import { RunsSection } from './RunsSection';
import styles from './ConnectorPanel.module.css';

/** A partner tenant: whether collecting from it works, and its runs. */
export function ConnectorPanel({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { change } = useCostsParams();
  const { allowed } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  const startRun = useStartRun(connector.connectorId);
  const cancelRun = useCancelRun();
  const pause = usePauseCollection(connector.connectorId);
  const href = useRouteRef(connectorRouteRef)?.({
    connectorId: connector.connectorId,
  });
  const { lastRun, settings, health, paused } = connector;
  const running = lastRun?.status === 'running';
  const headingId = `csp-costs-connector-${connector.connectorId}`;
  return (
    <Card className={styles.panel} aria-labelledby={headingId}>
      <header className={sectionStyles.toolbar}>
        <div className={styles.identity}>
          <h2 id={headingId} className={sectionStyles.title}>
            {settings.title}
          </h2>
          <StateMark state={collectionStateWord(t, connector)} />
        </div>
        {allowed && (
          <div className={styles.actions}>
            {running && (
              <Button
                variant="secondary"
                iconStart={<RiCloseLine />}
                isPending={cancelRun.isPending}
                onPress={() => cancelRun.mutate(lastRun.runId)}
              >
                {t('collection.cancelRun')}
              </Button>
            )}
            <Button
              variant={paused ? 'primary' : 'secondary'}
              iconStart={paused ? <RiPlayLine /> : <RiPauseLine />}
              isPending={pause.isPending}
              onPress={() => pause.mutate(!paused)}
            >
              {paused ? t('collection.resume') : t('collection.pause')}
            </Button>
            <Button
              variant={paused ? 'secondary' : 'primary'}
              iconStart={<RiRefreshLine />}
              isDisabled={running || !connector.credential || !!paused}
              isPending={startRun.isPending}
              onPress={() =>
                startRun.mutate(undefined, {
                  // The latest run is what is shown without a choice.
                  onSuccess: () => change({ run: undefined }),
                })
              }
            >
              {t('collection.collectNow')}
            </Button>
          </div>
        )}
      </header>
      <ActionFailed title={t('collection.notStarted')} error={startRun.error} />
      <ActionFailed
        title={t('collection.notCancelled')}
        error={cancelRun.error}
      />
      <ActionFailed
        title={paused ? t('collection.notResumed') : t('collection.notPaused')}
        error={pause.error}
      />
      {paused && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('collection.pausedSince', {
            instant: formatInstant(paused.since),
          })}
          description={
            running ? t('collection.pausedRunning') : t('collection.pausedIdle')
          }
        />
      )}
      {health.status !== 'connected' && (
        <Alert
          role="status"
          status={health.status === 'disconnected' ? 'danger' : 'warning'}
          icon
          title={describeHealth(t, connector)}
          description={health.problem?.cause}
          customActions={
            href && (
              <ButtonLink size="small" variant="secondary" href={href}>
                {t('collection.openConnector')}
              </ButtonLink>
            )
          }
        />
      )}
      {running && <RunProgress run={lastRun} />}
      <Facts>
        <Fact label={t('collection.lastWorked')}>
          {connector.lastSucceededAt
            ? formatInstant(connector.lastSucceededAt)
            : t('collection.never')}
        </Fact>
        <Fact label={t('collection.nextRun')}>
          {connector.nextRunAt
            ? formatInstant(connector.nextRunAt)
            : notPlanned(t, connector)}
        </Fact>
        <Fact label={t('collection.schedule')}>
          {describeSchedule(t, settings.schedule)}
        </Fact>
        <Fact label={t('collection.collected')} wide>
          {connector.collectedSources
            .map(source => sourceName(t, source))
            .join(', ') || t('collection.nothing')}
        </Fact>
      </Facts>
      <BackfillProgress connectorId={connector.connectorId} />
      {href && (
        <p className={styles.more}>
          <Link href={href}>{t('collection.settingsLink')}</Link>
        </p>
      )}
      <FailedJobs
        connectorId={connector.connectorId}
        paused={paused !== undefined}
      />
      <RunsSection connector={connector} />
    </Card>
  );
}

function notPlanned(t: Texts, { paused }: Connector): string {
  return paused ? t('collection.whenResumed') : t('collection.notPlanned');
}

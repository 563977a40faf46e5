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
import { Button, ButtonLink, Card, Link } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import { useNavigate } from 'react-router-dom';
import { useRunChecks } from '../../../api/connectorQueries';
import { formatInstant } from '../../../format/dates';
import { connectorStateWord } from '../../../format/words';
import { connectorRouteRef } from '../../../routes';
import { StateMark } from '../../layout/StateMark';
import { describeHealth, nextStepOf } from '../describeHealth';
import { Origin } from '../Origin';
import { useTexts } from '../../../translation/useTexts';
import styles from './ConnectorList.module.css';

/** A connector in one look, with the next right thing to do. */
export function ConnectorRow({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { connectorId, settings, health } = connector;
  const href = useRouteRef(connectorRouteRef)?.({ connectorId });
  return (
    <li>
      <Card className={styles.row}>
        <div className={styles.name}>
          <h3 className={styles.title}>
            {href ? (
              <Link href={href} variant="body-large" weight="bold">
                {settings.title}
              </Link>
            ) : (
              settings.title
            )}
          </h3>
          <Origin origin={connector.origin} />
          <p className={styles.quiet}>{settings.partnerTenantId}</p>
        </div>
        <div className={styles.state}>
          <StateMark state={connectorStateWord(t, health.status)} />
          <p className={styles.quiet}>{describeHealth(t, connector)}</p>
        </div>
        <p className={styles.worked}>
          <span className={styles.quiet}>
            {t('connectors.lastWorkedLabel')}
          </span>{' '}
          {connector.lastSucceededAt
            ? formatInstant(connector.lastSucceededAt)
            : t('connectors.never')}
        </p>
        <div className={styles.step}>
          {href && <NextStepButton connector={connector} href={href} />}
        </div>
      </Card>
    </li>
  );
}

function NextStepButton(props: { connector: Connector; href: string }) {
  const t = useTexts();
  const { connector, href } = props;
  const { connectorId, settings, health } = connector;
  const navigate = useNavigate();
  const runChecks = useRunChecks(connectorId);
  const step = nextStepOf(t, health, {
    consented: connector.consent !== undefined,
  });
  const { allowed } = usePermission({
    permission:
      step.section === 'sign-in'
        ? cspCostsConnectorUpdatePermission
        : cspCostsConnectorUsePermission,
  });
  if (!allowed) {
    return null;
  }
  const target = `${href}#${step.section}`;
  const label = `${step.label}: ${settings.title}`;
  return step.section === 'doctor' ? (
    <Button
      variant="secondary"
      aria-label={label}
      onPress={() => {
        // Goes on while the connector's page opens, which shows the results.
        runChecks.mutate(undefined);
        navigate(target);
      }}
    >
      {step.label}
    </Button>
  ) : (
    <ButtonLink variant="primary" aria-label={label} href={target}>
      {step.label}
    </ButtonLink>
  );
}

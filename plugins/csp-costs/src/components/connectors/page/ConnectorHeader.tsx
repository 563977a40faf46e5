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
  cspCostsConnectorUpdatePermission,
  cspCostsConnectorUsePermission,
  type Connector,
} from 'backstage-plugin-csp-costs-common';
import { useChecks } from '../../../api/connectorQueries';
import { formatInstant } from '../../../format/dates';
import { connectorStateWord } from '../../../format/words';
import { ProblemDetails } from '../../coverage/ProblemDetails';
import sectionStyles from '../../layout/Section.module.css';
import { StateMark } from '../../layout/StateMark';
import { describeHealth, nextStepOf } from '../describeHealth';
import { Origin } from '../Origin';
import { PageTitle } from '../PageTitle';
import { useTexts } from '../../../translation/useTexts';
import { goToSection } from './sections';
import styles from './ConnectorHeader.module.css';

/** The worry first: whether it works, why not, and the next right thing. */
export function ConnectorHeader({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { health, settings } = connector;
  return (
    <div className={styles.header}>
      <div className={sectionStyles.toolbar}>
        <PageTitle title={settings.title} />
        <NextStepButton connector={connector} />
      </div>
      <p className={styles.state}>
        <StateMark state={connectorStateWord(t, health.status)} />
        <span>{describeHealth(t, connector)}</span>
        <span className={styles.quiet}>
          {connector.lastSucceededAt
            ? t('connectors.lastWorked', {
                instant: formatInstant(connector.lastSucceededAt),
              })
            : t('connectors.neverCollected')}
        </span>
        <Origin origin={connector.origin} />
        <DoctorSummary connectorId={connector.connectorId} />
      </p>
      {/* Before there is a credential, the next steps say what to do. */}
      {health.problem && connector.credential && (
        <ProblemDetails problem={health.problem} />
      )}
    </div>
  );
}

/** What the doctor has found, without scrolling there. */
function DoctorSummary({ connectorId }: { connectorId: string }) {
  const t = useTexts();
  const { data: checks } = useChecks(connectorId);
  const count = checks?.filter(
    ({ status }) => status === 'fail' || status === 'warn',
  ).length;
  return count ? (
    <Button
      size="small"
      variant="tertiary"
      onPress={() => goToSection('doctor')}
    >
      {t('connectors.doctorNeeds', { count })}
    </Button>
  ) : null;
}

function NextStepButton({ connector }: { connector: Connector }) {
  const t = useTexts();
  const step = nextStepOf(t, connector.health, {
    consented: connector.consent !== undefined,
  });
  const { allowed } = usePermission({
    permission:
      step.section === 'sign-in'
        ? cspCostsConnectorUpdatePermission
        : cspCostsConnectorUsePermission,
  });
  if (!allowed || step.section === 'doctor') {
    // The doctor has a button of its own, with the same words.
    return null;
  }
  return (
    <Button variant="primary" onPress={() => goToSection(step.section)}>
      {step.label}
    </Button>
  );
}

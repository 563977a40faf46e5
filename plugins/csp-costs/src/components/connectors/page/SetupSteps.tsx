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

import { Button, Card } from '@backstage/ui';
import { RiCheckboxCircleFill, RiCircleLine } from '@remixicon/react';
import type { Connector } from 'backstage-plugin-csp-costs-common';
import { useChecks } from '../../../api/connectorQueries';
import { formatInstant } from '../../../format/dates';
import { useTexts, type Texts } from '../../../translation/useTexts';
import { goToSection, type SectionName } from './sections';
import styles from './SetupSteps.module.css';

interface Step {
  title: string;
  text: string;
  done: boolean;
  go?: { section: SectionName; label: string };
}

/** The way from a saved connector to the first costs, and how far it is. */
export function SetupSteps({ connector }: { connector: Connector }) {
  const t = useTexts();
  const { data: checks } = useChecks(connector.connectorId);
  const steps = stepsOf(t, connector, {
    ran: checks?.some(check => check.checkedAt !== undefined) ?? false,
    failed: checks?.filter(check => check.status === 'fail').length ?? 0,
  });
  const next = steps.find(step => !step.done);
  return (
    <Card
      className={styles.card}
      role="region"
      aria-label={t('connectors.nextSteps')}
    >
      <h3 className={styles.title}>{t('connectors.nextSteps')}</h3>
      <ol className={styles.steps}>
        {steps.map(step => (
          <li
            key={step.title}
            className={styles.step}
            aria-current={step === next ? 'step' : undefined}
          >
            {step.done ? (
              <RiCheckboxCircleFill aria-label={t('connectors.done')} />
            ) : (
              <RiCircleLine aria-label={t('connectors.toDo')} />
            )}
            <div>
              <strong>{step.title}</strong>
              <p>{step.text}</p>
            </div>
            {step === next && step.go && <StepButton {...step.go} />}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function StepButton(props: { section: SectionName; label: string }) {
  return (
    <Button
      size="small"
      variant="secondary"
      onPress={() => goToSection(props.section)}
    >
      {props.label}
    </Button>
  );
}

function stepsOf(
  t: Texts,
  connector: Connector,
  checks: { ran: boolean; failed: number },
): Step[] {
  const { health, credential, consent, nextRunAt } = connector;
  const wantsConsent = health.nextStep === 'sign-in';
  return [
    {
      title: t('connectors.stepSave'),
      text: t('connectors.stepSaveText'),
      done: true,
    },
    {
      title: t('connectors.stepCredential'),
      text: t('connectors.stepCredentialText'),
      done: credential !== undefined && health.status !== 'disconnected',
      go: { section: 'sign-in', label: t('connectors.toSignIn') },
    },
    ...(wantsConsent || consent
      ? [
          {
            title: t('connectors.signInMicrosoft'),
            text: t('connectors.stepConsentText'),
            done: consent !== undefined && !wantsConsent,
            go: {
              section: 'consent' as const,
              label: t('connectors.toConsent'),
            },
          },
        ]
      : []),
    {
      title: t('connectors.runAllChecks'),
      text: describeChecks(t, checks),
      done: checks.ran && checks.failed === 0,
      go: { section: 'doctor', label: t('connectors.toDoctor') },
    },
    {
      title: t('connectors.stepWait'),
      text: nextRunAt
        ? t('connectors.startsAt', { instant: formatInstant(nextRunAt) })
        : t('connectors.startsByItself'),
      done: connector.lastSucceededAt !== undefined,
    },
  ];
}

function describeChecks(
  t: Texts,
  checks: { ran: boolean; failed: number },
): string {
  if (!checks.ran) {
    return t('connectors.doctorWillSay');
  }
  return checks.failed > 0
    ? t('connectors.doctorFound')
    : t('connectors.nothingWrong');
}

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
  const { data: checks } = useChecks(connector.connectorId);
  const steps = stepsOf(connector, {
    ran: checks?.some(check => check.checkedAt !== undefined) ?? false,
    failed: checks?.filter(check => check.status === 'fail').length ?? 0,
  });
  const next = steps.find(step => !step.done);
  return (
    <Card className={styles.card} role="region" aria-label="Next steps">
      <h3 className={styles.title}>Next steps</h3>
      <ol className={styles.steps}>
        {steps.map(step => (
          <li
            key={step.title}
            className={styles.step}
            aria-current={step === next ? 'step' : undefined}
          >
            {step.done ? (
              <RiCheckboxCircleFill aria-label="Done" />
            ) : (
              <RiCircleLine aria-label="To do" />
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
  connector: Connector,
  checks: { ran: boolean; failed: number },
): Step[] {
  const { health, credential, consent, nextRunAt } = connector;
  const wantsConsent = health.nextStep === 'sign-in';
  return [
    {
      title: 'Save the settings',
      text: 'They can be changed at any time.',
      done: true,
    },
    {
      title: 'Give the application a credential',
      text: 'A certificate is best, and can be generated here.',
      done: credential !== undefined && health.status !== 'disconnected',
      go: { section: 'sign-in', label: 'To the sign-in' },
    },
    ...(wantsConsent || consent
      ? [
          {
            title: 'Sign in with Microsoft',
            text: 'For what Microsoft gives to a person only.',
            done: consent !== undefined && !wantsConsent,
            go: { section: 'consent' as const, label: 'To the consent' },
          },
        ]
      : []),
    {
      title: 'Run all checks',
      text: describeChecks(checks),
      done: checks.ran && checks.failed === 0,
      go: { section: 'doctor', label: 'To the doctor' },
    },
    {
      title: 'Wait for the first collection',
      text: nextRunAt
        ? `It starts at ${formatInstant(nextRunAt)}.`
        : 'It starts by itself once there is a credential.',
      done: connector.lastSucceededAt !== undefined,
    },
  ];
}

function describeChecks(checks: { ran: boolean; failed: number }): string {
  if (!checks.ran) {
    return 'The doctor says what is still missing, and what to do.';
  }
  return checks.failed > 0
    ? 'The doctor has found something.'
    : 'Nothing is wrong.';
}

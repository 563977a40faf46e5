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

import { InputError } from '@backstage/errors';
import type {
  OffboardInput,
  OnboardApplicationInput,
  OnboardBillingRoleInput,
  OnboardConnectorInput,
  OnboardConsentInput,
  OnboardCredentialInput,
  OnboardedApplication,
  OnboardedBillingRole,
  OnboardedConnector,
  OnboardedCredential,
  OnboardingStep,
  OnboardingStepInput,
  RollBackInput,
} from 'backstage-plugin-csp-costs-common';
import type { Connectors } from '../connectors/createConnectors';
import { explain, problemOf } from '../errors';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import type { Caller } from './Caller';
import type { DatabaseJournal } from './DatabaseJournal';
import { offboard } from './offboard';
import { removeMade } from './removeMade';
import { rollBack } from './rollBack';
import type { OperatorSignIns } from './signIns/OperatorSignIns';
import type {
  OnboardingJournal,
  OperatorAccess,
  StepContext,
} from './StepContext';
import { offboardConnector } from './steps/offboardConnector';
import { onboardApplication } from './steps/onboardApplication';
import { onboardBillingRole } from './steps/onboardBillingRole';
import { onboardConnector } from './steps/onboardConnector';
import { onboardConsent } from './steps/onboardConsent';
import { onboardCredential } from './steps/onboardCredential';

/** A dry run writes nothing, whatever a step does. */
const NO_JOURNAL: OnboardingJournal = {
  note: async () => {},
  forget: async () => {},
};

/**
 * Onboards and offboards, one step at a time.
 *
 * @remarks Every step looks for what is there and makes what is missing, so
 * that it may be asked for again at any time.
 */
export class OnboardingSteps {
  readonly #connectors: Connectors;
  readonly #signIns: OperatorSignIns;
  readonly #journal: DatabaseJournal;
  readonly #now: () => Date;

  constructor(options: {
    connectors: Connectors;
    signIns: OperatorSignIns;
    journal: DatabaseJournal;
    now: () => Date;
  }) {
    this.#connectors = options.connectors;
    this.#signIns = options.signIns;
    this.#journal = options.journal;
    this.#now = options.now;
  }

  /**
   * Whether to give a connector something new needs the right to change it:
   * it is there, and was not made in a run of the caller's.
   */
  async isOfOthers(connectorId: string, { by }: Caller): Promise<boolean> {
    const setups = await this.#connectors.registry.listSetups();
    return (
      setups.some(setup => setup.connectorId === connectorId) &&
      !(await this.#journal.isMadeBy(by, {
        object: 'connector',
        key: connectorId,
      }))
    );
  }

  /** {@inheritdoc OnboardingApi.onboardApplication} */
  async onboardApplication(
    input: OnboardApplicationInput,
    caller: Caller,
  ): Promise<OnboardedApplication> {
    const redirectUrl = await this.#redirectUrl();
    return this.#step(input, caller, context =>
      onboardApplication(context, input, { redirectUrl }),
    );
  }

  /** {@inheritdoc OnboardingApi.onboardConsent} */
  async onboardConsent(
    input: OnboardConsentInput,
    caller: Caller,
  ): Promise<OnboardingStep> {
    const redirectUrl = await this.#redirectUrl();
    return this.#step(input, caller, context =>
      onboardConsent(context, input, { redirectUrl }),
    );
  }

  /** {@inheritdoc OnboardingApi.onboardConnector} */
  onboardConnector(
    input: OnboardConnectorInput,
    { by }: Caller,
  ): Promise<OnboardedConnector> {
    const { runId, dryRun = false, partnerTenantId } = input;
    return onboardConnector(
      {
        dryRun,
        by,
        now: this.#now,
        effects: [],
        journal: this.#journalOf(
          { runId, by, dryRun },
          partnerTenantId.trim().toLowerCase(),
        ),
      },
      this.#connectors,
      input,
    );
  }

  /**
   * {@inheritdoc OnboardingApi.onboardCredential}
   *
   * @throws InputError that names the field; NotFoundError; ConflictError.
   */
  onboardCredential(
    input: OnboardCredentialInput,
    caller: Caller,
  ): Promise<OnboardedCredential> {
    return this.#step(input, caller, context =>
      onboardCredential(context, this.#connectors, input),
    );
  }

  /**
   * {@inheritdoc OnboardingApi.onboardBillingRole}
   *
   * @throws InputError that names the field; NotFoundError.
   */
  onboardBillingRole(
    input: OnboardBillingRoleInput,
    caller: Caller,
  ): Promise<OnboardedBillingRole> {
    return this.#step(input, caller, context =>
      onboardBillingRole(context, this.#connectors, input),
    );
  }

  /**
   * {@inheritdoc OnboardingApi.offboard}
   *
   * @remarks A connector that is gone has no access any more, so that an
   * offboarding may be run again to its end.
   * @throws InputError that names the field; ConflictError when the connector
   * is of app-config.
   */
  async offboard(
    input: OffboardInput,
    caller: Caller,
  ): Promise<OnboardingStep> {
    const { part, connectorId, signInId, dryRun = false } = input;
    const setups = await this.#connectors.registry.listSetups();
    const isThere = setups.some(setup => setup.connectorId === connectorId);
    if (part === 'connector' || !isThere) {
      return offboardConnector({ dryRun, effects: [] }, this.#connectors, {
        connectorId,
      });
    }
    if (signInId === undefined) {
      throw new InputError(
        `signInId is missing; sign in with Microsoft to take away the part "${part}"`,
      );
    }
    return this.#step(
      { signInId, dryRun, runId: `offboarding of ${connectorId}` },
      caller,
      context => offboard(context, this.#connectors, { part, connectorId }),
    );
  }

  /**
   * {@inheritdoc OnboardingApi.rollBack}
   *
   * @remarks Only what the caller's own run has noted is looked at.
   */
  rollBack(input: RollBackInput, caller: Caller): Promise<OnboardingStep> {
    return this.#step(input, caller, async context => {
      const { runId, by, access } = context;
      const notes = await this.#journal.notes({ runId, by });
      const other = notes.find(
        ({ partnerTenantId }) => partnerTenantId !== access.partnerTenantId,
      );
      if (other) {
        return {
          state: 'refused',
          effects: [],
          problem: problemOf('WRONG_ACCOUNT', context.now(), {
            cause: `The run was of the partner tenant ${other.partnerTenantId}, and the sign-in is not.`,
            remedy: 'Sign in to the partner tenant of the run.',
          }),
        };
      }
      return rollBack(context, {
        notes,
        remove: noted => removeMade(context, this.#connectors, noted),
        strike: noted => this.#journal.strike({ runId, by }, noted),
      });
    });
  }

  async #redirectUrl(): Promise<string> {
    return `${await this.#connectors.pagesUrl()}/callback`;
  }

  /**
   * Runs a step with a person's access.
   *
   * @throws NotFoundError unless the caller began the sign-in.
   */
  async #step<Result extends OnboardingStep>(
    input: OnboardingStepInput,
    caller: Caller,
    run: (context: StepContext) => Promise<Result>,
  ): Promise<Result | OnboardingStep> {
    let access: OperatorAccess;
    try {
      access = await this.#signIns.access(input.signInId, caller.by);
    } catch (error) {
      if (!(error instanceof MicrosoftError)) {
        throw error;
      }
      const problem = explain(error, this.#now());
      return { state: 'refused', effects: [], problem };
    }
    const { runId, dryRun = false } = input;
    const { by, signal } = caller;
    return run({
      access,
      runId,
      dryRun,
      by,
      journal: this.#journalOf({ runId, by, dryRun }, access.partnerTenantId),
      effects: [],
      now: this.#now,
      signal,
    });
  }

  #journalOf(
    run: { runId: string; by: string; dryRun: boolean },
    partnerTenantId: string,
  ): OnboardingJournal {
    return run.dryRun ? NO_JOURNAL : this.#journal.of(run, partnerTenantId);
  }
}

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

import { InputError, NotFoundError } from '@backstage/errors';
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
import { othersConnectors } from './othersConnectors';
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

/** What may be left of a part that was not looked at. */
const LEFT: Record<Exclude<OffboardInput['part'], 'connector'>, string> = {
  'billing-role': 'the application has a role on the billing account still',
  consent: 'the application has permissions still',
  credential: 'the app registration has a credential still',
  application: 'the app registration is there still',
};

/** A dry run writes nothing, whatever a step does. */
const NO_JOURNAL: OnboardingJournal = {
  note: async () => true,
  amend: async () => {},
  find: async () => undefined,
  findOfAnyRun: async () => [],
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
  readonly #installationId: string;
  readonly #now: () => Date;

  constructor(options: {
    connectors: Connectors;
    signIns: OperatorSignIns;
    journal: DatabaseJournal;
    installationId: string;
    now: () => Date;
  }) {
    this.#connectors = options.connectors;
    this.#signIns = options.signIns;
    this.#journal = options.journal;
    this.#installationId = options.installationId;
    this.#now = options.now;
  }

  /**
   * Whether to give a connector something new needs the right to change it:
   * it is there, and was not made in a run of the caller's.
   *
   * @remarks Another one may have the id of one that a run has made.
   */
  async isOfOthers(connectorId: string, { by }: Caller): Promise<boolean> {
    const setups = await this.#connectors.registry.listSetups();
    const setup = setups.find(one => one.connectorId === connectorId);
    return (
      setup !== undefined &&
      !(
        setup.createdBy === by &&
        (await this.#journal.isMadeBy(by, {
          object: 'connector',
          key: connectorId,
        }))
      )
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
   * @remarks A connector that is gone can be offboarded again, so that a run
   * that was cut off comes to its end.
   * @throws NotFoundError when there never was one of this id; InputError that
   * names the field; ConflictError when the connector is of app-config.
   */
  async offboard(
    input: OffboardInput,
    caller: Caller,
  ): Promise<OnboardingStep> {
    const { part, connectorId, signInId, runId, dryRun = false } = input;
    const setups = await this.#connectors.registry.listSetups();
    const setup = setups.find(one => one.connectorId === connectorId);
    if (!setup) {
      return this.#offboardGone(part, connectorId);
    }
    this.#connectors.admin.assertOfPortal(setup);
    if (part === 'connector') {
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
      { usedBy: runId },
    );
  }

  /**
   * {@inheritdoc OnboardingApi.rollBack}
   *
   * @remarks Only what the caller's own run has noted is looked at.
   */
  rollBack(input: RollBackInput, caller: Caller): Promise<OnboardingStep> {
    const takeBack = async (context: StepContext): Promise<OnboardingStep> => {
      const { runId, by, access } = context;
      const scope = { runId, by, partnerTenantId: access.partnerTenantId };
      const notes = await this.#journal.notes(scope);
      const tenant =
        notes.length === 0 ? await this.#journal.tenantOf(scope) : undefined;
      if (tenant) {
        return {
          state: 'refused',
          effects: [],
          problem: problemOf('WRONG_ACCOUNT', context.now(), {
            cause: `The run was of the partner tenant ${tenant}, and the sign-in is not.`,
            remedy: 'Sign in to the partner tenant of the run.',
          }),
        };
      }
      const others = othersConnectors(
        await this.#connectors.registry.listSetups(),
        context,
        notes,
      );
      return rollBack(context, {
        notes,
        remove: noted => removeMade(context, this.#connectors, noted, others),
        strike: noted => this.#journal.strike(scope, noted),
      });
    };
    // Another run may ask for it, so it is no use of the run's.
    return this.#step(input, caller, takeBack, {});
  }

  /** How the offboarding of a connector stands that is not there. */
  async #offboardGone(
    part: OffboardInput['part'],
    connectorId: string,
  ): Promise<OnboardingStep> {
    if (!(await this.#connectors.registry.isGone(connectorId))) {
      throw new NotFoundError(
        `connectorId: no connector has or had the id "${connectorId}"; enter the last part of the address of its page, under Costs, Connectors`,
      );
    }
    return {
      state: 'done',
      effects: [
        {
          object: 'connector',
          outcome: 'absent',
          text:
            part === 'connector'
              ? `The connector ${connectorId} is deleted already.`
              : `The connector ${connectorId} is deleted already, and its application was known by it: nothing was looked at in the partner tenant. See there whether ${LEFT[part]}; the page "Onboard a partner tenant" of the documentation says where, at its end.`,
        },
      ],
    };
  }

  async #redirectUrl(): Promise<string> {
    return `${await this.#connectors.pagesUrl()}/callback`;
  }

  /**
   * Runs a step with a person's access.
   *
   * @param usedBy - The run that goes on with the sign-in.
   * @throws NotFoundError unless the caller began the sign-in.
   */
  async #step<Result extends OnboardingStep>(
    input: OnboardingStepInput,
    caller: Caller,
    run: (context: StepContext) => Promise<Result>,
    { usedBy }: { usedBy?: string } = { usedBy: input.runId },
  ): Promise<Result | OnboardingStep> {
    const { runId, dryRun = false } = input;
    let access: OperatorAccess;
    try {
      access = await this.#signIns.access(
        input.signInId,
        caller.by,
        dryRun ? undefined : usedBy,
      );
    } catch (error) {
      if (!(error instanceof MicrosoftError)) {
        throw error;
      }
      const problem = explain(error, this.#now());
      return { state: 'refused', effects: [], problem };
    }
    const { by, signal } = caller;
    return run({
      access,
      runId,
      dryRun,
      installationId: this.#installationId,
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
    return run.dryRun
      ? NO_JOURNAL
      : this.#journal.of({ ...run, partnerTenantId });
  }
}

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

import { ConflictError } from '@backstage/errors';
import type {
  OnboardingApi,
  OnboardingCustomer,
  OnboardingOptions,
  OperatorSignIn,
  PreflightFinding,
  PreflightInput,
  ResolvedTenant,
} from 'backstage-plugin-csp-costs-common';
import type { Connectors } from '../connectors/createConnectors';
import type { CoreServices } from '../CoreServices';
import { explain } from '../errors';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import type { Caller, PortalRights } from './Caller';
import { CustomerSearch } from './CustomerSearch';
import { DatabaseJournal } from './DatabaseJournal';
import { installationIdOf } from './installationId';
import { OnboardingSteps } from './OnboardingSteps';
import { preflight } from './preflight/preflight';
import { OperatorSignIns } from './signIns/OperatorSignIns';
import { operatorScopes } from './signIns/operatorScopes';
import { TenantFinder } from './TenantFinder';

/** Onboards partner tenants with a person's own access. */
export class Onboarding {
  readonly #core: CoreServices;
  readonly #connectors: Connectors;
  readonly #signIns: OperatorSignIns;
  readonly #tenants: TenantFinder;
  readonly #customers: CustomerSearch;
  readonly #installationId: string;
  readonly #steps: OnboardingSteps;

  private constructor(
    core: CoreServices,
    connectors: Connectors,
    journal: DatabaseJournal,
    installationId: string,
  ) {
    const { settings } = core;
    const { registry } = connectors;
    this.#core = core;
    this.#connectors = connectors;
    this.#installationId = installationId;
    this.#signIns = new OperatorSignIns({
      ...core,
      ...connectors,
      clouds: registry.clouds,
      clientId: settings.onboardingClientId,
    });
    this.#tenants = new TenantFinder({
      registry,
      defaultCloud: settings.defaultNationalCloud,
    });
    this.#customers = new CustomerSearch(core);
    this.#steps = new OnboardingSteps({
      connectors,
      signIns: this.#signIns,
      journal,
      installationId,
      now: core.now,
    });
  }

  /** Wires onboarding up, and has its leftovers removed. */
  static async create(
    core: CoreServices,
    connectors: Connectors,
  ): Promise<Onboarding> {
    const journal = new DatabaseJournal(core);
    const onboarding = new Onboarding(
      core,
      connectors,
      journal,
      await installationIdOf(core.knex),
    );
    core.lifecycle.addShutdownHook(() => onboarding.#signIns.stop());
    await core.scheduler.scheduleTask({
      id: 'csp-costs-tidy-onboarding',
      frequency: { minutes: 10 },
      timeout: { minutes: 10 },
      fn: async () => {
        await onboarding.#signIns.removeOld();
        await journal.removeOld();
      },
    });
    return onboarding;
  }

  /** What is made, and taken away, with a sign-in. */
  get steps(): OnboardingSteps {
    return this.#steps;
  }

  /** {@inheritdoc OnboardingApi.getOnboardingOptions} */
  options(): OnboardingOptions {
    const { nationalClouds, defaults, federatedTokenFiles, productLanguages } =
      this.#connectors.admin.options();
    return {
      nationalClouds,
      defaultNationalCloud: defaults.nationalCloud,
      scopes: Object.fromEntries(
        [...this.#connectors.registry.clouds].map(([name, cloud]) => [
          name,
          operatorScopes(cloud),
        ]),
      ),
      federatedTokenFiles,
      productLanguages,
    };
  }

  /** {@inheritdoc OnboardingApi.resolveTenant} */
  resolveTenant(
    query: Parameters<OnboardingApi['resolveTenant']>[0],
    { signal, rights }: Caller & { rights: PortalRights },
  ): Promise<ResolvedTenant> {
    return this.#tenants.find(query, {
      seesConnectors: rights.seesConnectors,
      signal,
    });
  }

  /**
   * {@inheritdoc OnboardingApi.startSignIn}
   *
   * @throws ConflictError when Microsoft refuses to begin one.
   */
  startSignIn(
    input: Parameters<OnboardingApi['startSignIn']>[0],
    { by }: Caller,
  ): Promise<OperatorSignIn> {
    const { partnerTenantId, nationalCloud, tokens } = input;
    return this.#explained(() =>
      this.#signIns.start(
        {
          partnerTenantId: partnerTenantId.toLowerCase(),
          cloud: this.#tenants.cloud(nationalCloud),
          tokens,
        },
        by,
      ),
    );
  }

  /** {@inheritdoc OnboardingApi.getSignIn} */
  getSignIn(signInId: string, { by }: Caller): Promise<OperatorSignIn> {
    return this.#signIns.get(signInId, by);
  }

  /** {@inheritdoc OnboardingApi.endSignIn} */
  endSignIn(
    signInId: string,
    { runId }: { runId?: string },
    { by }: Caller,
  ): Promise<void> {
    return this.#signIns.end(signInId, by, runId);
  }

  /**
   * {@inheritdoc OnboardingApi.searchOnboardingCustomers}
   *
   * @throws ConflictError when Microsoft refuses, or the sign-in has ended.
   */
  searchCustomers(
    signInId: string,
    search: string,
    { by, signal }: Caller,
  ): Promise<OnboardingCustomer[]> {
    return this.#explained(async () =>
      this.#customers.search(
        signInId,
        await this.#signIns.access(signInId, by),
        search,
        signal,
      ),
    );
  }

  /**
   * {@inheritdoc OnboardingApi.preflight}
   *
   * @throws ConflictError when Microsoft refuses, or the sign-in has ended.
   */
  preflight(
    input: PreflightInput,
    { by, signal, rights }: Caller & { rights: PortalRights },
  ): Promise<PreflightFinding[]> {
    const { registry, access: microsoft } = this.#connectors;
    return this.#explained(async () => {
      const access = await this.#signIns.access(input.signInId, by);
      const connectors = (await registry.list()).filter(
        ({ settings }) =>
          settings.partnerTenantId.toLowerCase() === access.partnerTenantId,
      );
      return preflight(access, input, {
        connectors: await Promise.all(
          connectors.map(async connector => ({
            title: rights.seesConnectors ? connector.settings.title : undefined,
            clientId: connector.settings.clientId.toLowerCase(),
            hasCredential: await microsoft.hasAppCredential(connector),
          })),
        ),
        mayStart: rights.usesConnectors,
        installationId: this.#installationId,
        signal,
      });
    });
  }

  /**
   * What Microsoft refuses is no failure of this server.
   *
   * @throws ConflictError that says why and what to do.
   */
  async #explained<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof MicrosoftError) || error.transient) {
        throw error;
      }
      const { cause, remedy } = explain(error, this.#core.now());
      throw new ConflictError(`${cause} ${remedy}`);
    }
  }
}

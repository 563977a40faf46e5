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
  ConnectorSettings,
  OnboardConnectorInput,
  OnboardedConnector,
} from 'backstage-plugin-csp-costs-common';
import type { ConnectorSetup } from '../../connectors/ConnectorSetup';
import type { Connectors } from '../../connectors/createConnectors';
import { checkSettings } from '../../connectors/settings/checkSettings';
import { idsFor } from '../../connectors/settings/idsFor';
import type { MicrosoftCloud } from '../../microsoft/MicrosoftCloud';
import type { StepContext } from '../StepContext';

/** What the step works with: it asks nothing of Microsoft. */
export type ConnectorStepContext = Pick<
  StepContext,
  'dryRun' | 'by' | 'journal' | 'effects' | 'now'
>;

/**
 * Finds the connector of a partner tenant and application, or creates it.
 *
 * @remarks One that is there stays as it is, whatever its id.
 * @throws InputError that names the field; ConflictError when the id that was
 * given is of another partner tenant or application.
 */
export async function onboardConnector(
  context: ConnectorStepContext,
  { admin, registry }: Connectors,
  input: OnboardConnectorInput,
): Promise<OnboardedConnector> {
  const { dryRun, effects, by, now, journal } = context;
  const settings = checkSettings(
    settingsOf(input, admin.options().defaults, registry.clouds),
    registry.clouds,
    fieldOf,
  );

  const ids = input.connectorId ? [input.connectorId] : idsFor(settings.title);
  for (const connectorId of ids) {
    const setups = await registry.listSetups();
    const found = pick(setups, settings, input.connectorId);
    if (found) {
      return foundStep(context, found, settings, input);
    }
    if (setups.some(setup => setup.connectorId === connectorId)) {
      continue;
    }
    if (dryRun) {
      effects.push({
        object: 'connector',
        outcome: 'would-create',
        text: `The connector ${settings.title} would be created.`,
      });
      return { state: 'done', effects, connectorId: input.connectorId };
    }
    const noted = {
      object: 'connector' as const,
      key: connectorId,
      details: {
        connectorId,
        partnerTenantId: settings.partnerTenantId,
        clientId: settings.clientId,
      },
    };
    const isNew = await journal.note(noted);
    try {
      await admin.create({ connectorId, settings }, { by, now: now() });
    } catch (error) {
      // Somebody was faster, perhaps with this very connector; or the figures
      // under this id are of another tenant.
      if (!(error instanceof ConflictError)) {
        throw error;
      }
      if (isNew) {
        await journal.forget(noted);
      }
      const there = pick(
        await registry.listSetups(),
        settings,
        input.connectorId,
      );
      if (there) {
        return foundStep(context, there, settings, input);
      }
      if (input.connectorId) {
        throw error;
      }
      continue;
    }
    effects.push({
      object: 'connector',
      outcome: 'created',
      text: `The connector ${settings.title} was created, with id ${connectorId}.`,
    });
    return { state: 'done', effects, connectorId };
  }
  throw new ConflictError(
    input.connectorId
      ? `connectorId "${input.connectorId}" is taken by a connector of another partner tenant or application; choose another one`
      : 'All ids for this title are taken; choose another title',
  );
}

/** The connector of a tenant and application; the one of an id before others. */
function pick(
  setups: ConnectorSetup[],
  { partnerTenantId, clientId }: ConnectorSettings,
  connectorId: string | undefined,
): ConnectorSetup | undefined {
  const same = setups.filter(
    ({ settings }) =>
      settings.partnerTenantId.toLowerCase() === partnerTenantId &&
      settings.clientId.toLowerCase() === clientId,
  );
  return same.find(setup => setup.connectorId === connectorId) ?? same[0];
}

function foundStep(
  { effects }: ConnectorStepContext,
  { connectorId, settings: has }: ConnectorSetup,
  wanted: ConnectorSettings,
  given: OnboardConnectorInput,
): OnboardedConnector {
  effects.push({
    object: 'connector',
    outcome: 'found',
    text: `The connector ${has.title} is there, with id ${connectorId}.`,
  });
  const differences = [
    given.customerIds !== undefined &&
      !isSame(
        has.customerScope.customerIds,
        wanted.customerScope.customerIds,
      ) &&
      `it shows the costs of ${customersOf(has)}, not of ${customersOf(
        wanted,
      )}`,
    given.billingCurrencies !== undefined &&
      !isSame(has.billingCurrencies, wanted.billingCurrencies) &&
      `its currencies are ${currenciesOf(has)}, not ${currenciesOf(wanted)}`,
    given.productLanguage !== undefined &&
      has.productLanguage !== wanted.productLanguage &&
      `products are named in ${has.productLanguage}, not in ${wanted.productLanguage}`,
  ].filter(one => one !== false);
  if (differences.length > 0) {
    effects.push({
      object: 'connector',
      outcome: 'found',
      text: `The connector stays as it is: ${differences.join(
        '; ',
      )}. It can be changed in its settings.`,
    });
  }
  return { state: 'done', effects, connectorId };
}

function settingsOf(
  input: OnboardConnectorInput,
  defaults: Omit<ConnectorSettings, 'title' | 'partnerTenantId' | 'clientId'>,
  clouds: ReadonlyMap<string, MicrosoftCloud>,
): ConnectorSettings {
  const { title, partnerTenantId, clientId } = input;
  const customerIds = [...new Set(input.customerIds)];
  const nationalCloud = input.nationalCloud ?? defaults.nationalCloud;
  const mode = customerIds.length === 1 ? 'one' : 'several';
  return {
    ...defaults,
    title,
    partnerTenantId,
    clientId,
    nationalCloud,
    sources: {
      ...defaults.sources,
      // Not every cloud has it, and nobody is asked.
      graphBilling:
        defaults.sources.graphBilling &&
        clouds.get(nationalCloud)?.hasPartnerBilling !== false,
    },
    customerScope: {
      mode: customerIds.length === 0 ? 'all' : mode,
      customerIds,
    },
    billingCurrencies: input.billingCurrencies ?? defaults.billingCurrencies,
    productLanguage: input.productLanguage ?? defaults.productLanguage,
    ownerEntityRefs: input.ownerEntityRefs ?? [],
  };
}

/** What the caller knows a field of the settings as. */
function fieldOf(field: string): string {
  return field.startsWith('customerScope') ? 'customerIds' : field;
}

function isSame(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every(item => other.includes(item));
}

function customersOf({ customerScope }: ConnectorSettings): string {
  return customerScope.customerIds.join(', ') || 'all customers';
}

function currenciesOf({ billingCurrencies }: ConnectorSettings): string {
  return billingCurrencies.join(', ') || 'those of the invoices';
}

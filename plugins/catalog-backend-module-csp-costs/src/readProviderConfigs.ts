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

import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ProviderConfig } from './ProviderConfig';
import { OWNER_KINDS, readEntityRef, SYSTEM_KINDS } from './readEntityRef';
import { readOwnershipRules } from './readOwnershipRules';

const ROOT = 'catalog.providers.cspCosts';

const FIELDS = [
  'owner',
  'system',
  'namespace',
  'connectors',
  'schedule',
  'rules',
];

/**
 * Every replica looks by itself: each remembers what it has told the catalog,
 * and a change that another one has told would be unknown to it.
 */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 30 },
  timeout: { minutes: 10 },
  initialDelay: { seconds: 15 },
  scope: 'local',
};

/**
 * Reads `catalog.providers.cspCosts`: one provider, or several by name. None,
 * when it is not there.
 *
 * @throws InputError that names the key and what to write there.
 */
export function readProviderConfigs(config: Config): ProviderConfig[] {
  const root = config.getOptionalConfig(ROOT);
  if (!root) {
    return [];
  }
  const isSingle = root.keys().some(key => FIELDS.includes(key));
  if (isSingle || root.keys().length === 0) {
    return [readProvider('default', root, ROOT)];
  }
  const providers = root.keys().map(id => {
    const key = `${ROOT}.${id}`;
    if (!isObject(root.getOptional(id))) {
      throw new InputError(
        `${key} is not known; a provider has ${FIELDS.join(', ')}`,
      );
    }
    return readProvider(id, root.getConfig(id), key);
  });
  for (const [index, { id, namespace }] of providers.entries()) {
    const other = providers
      .slice(0, index)
      .find(provider => provider.namespace === namespace);
    if (other) {
      throw new InputError(
        `${ROOT}.${id}.namespace is "${namespace}", as is that of ${other.id}, and both may have the same customer; give each provider a namespace of its own`,
      );
    }
  }
  return providers;
}

function readProvider(id: string, config: Config, key: string): ProviderConfig {
  const unknown = config.keys().find(field => !FIELDS.includes(field));
  if (unknown) {
    throw new InputError(
      `${key}.${unknown} is not known; a provider has ${FIELDS.join(', ')}`,
    );
  }
  const namespace = config.getOptionalString('namespace') ?? DEFAULT_NAMESPACE;
  if (!KubernetesValidatorFunctions.isValidNamespace(namespace)) {
    throw new InputError(
      `${key}.namespace is "${namespace}"; write lower-case letters, digits and hyphens, at most 63`,
    );
  }
  const owner = readEntityRef(config, `${key}.owner`, OWNER_KINDS);
  if (!owner) {
    throw new InputError(
      `${key}.owner is missing; name the group or user that owns what no rule says anything of, such as group:default/platform`,
    );
  }
  return {
    id,
    namespace,
    owner,
    system: readEntityRef(config, `${key}.system`, SYSTEM_KINDS),
    connectorIds: config.getOptionalStringArray('connectors'),
    schedule: readSchedule(config, key),
    ...readOwnershipRules(config, key),
  };
}

function readSchedule(
  config: Config,
  key: string,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig('schedule');
  if (!schedule) {
    return DEFAULT_SCHEDULE;
  }
  try {
    const read = readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
    return {
      ...read,
      initialDelay: read.initialDelay ?? DEFAULT_SCHEDULE.initialDelay,
      scope: read.scope ?? DEFAULT_SCHEDULE.scope,
    };
  } catch (error) {
    throw new InputError(
      `${key}.schedule cannot be read; give it frequency and timeout, such as { minutes: 30 } and { minutes: 10 }`,
      error,
    );
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

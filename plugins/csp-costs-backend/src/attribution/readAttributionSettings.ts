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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AttributionRule, AttributionSettings } from './AttributionRule';
import { GUID } from './readAnnotations';

const KEY = 'cspCosts.attribution';

const TAG_FIELDS = ['tag', 'kind', 'namespace', 'customer'];
const PATTERN_FIELDS = ['subscription', 'resourceGroup', 'entity', 'customer'];

/** Kinds and namespaces of entities. */
const NAME = /^[a-z0-9][a-z0-9_.-]{0,62}$/i;

/**
 * Reads how costs are attributed.
 *
 * @throws InputError that names the key and what to write there.
 */
export function readAttributionSettings(config: Config): AttributionSettings {
  const attribution = config.getOptionalConfig(KEY);
  return {
    annotationsGrantRights:
      attribution?.getOptionalBoolean('annotationsGrantRights') ?? false,
    rules: (attribution?.getOptionalConfigArray('rules') ?? []).map(
      (rule, index) => readRule(rule, `${KEY}.rules[${index}]`),
    ),
  };
}

function readRule(config: Config, key: string): AttributionRule {
  const known = config.has('tag') ? TAG_FIELDS : PATTERN_FIELDS;
  const unknown = config.keys().find(field => !known.includes(field));
  if (unknown) {
    throw new InputError(
      `${key}.${unknown} is not known; a rule has either ${TAG_FIELDS.join(
        ', ',
      )} or ${PATTERN_FIELDS.join(', ')}`,
    );
  }
  const customerIds = readTexts(config, 'customer', key)?.map(id =>
    id.toLowerCase(),
  );
  const wrong = customerIds?.find(id => !GUID.test(id));
  if (wrong) {
    throw new InputError(
      `${key}.customer is "${wrong}"; write the tenant id of a customer, a GUID, or a list of them`,
    );
  }
  if (config.has('tag')) {
    return {
      type: 'tag',
      tagKey: config.getString('tag').toLowerCase(),
      kind: readName(config, 'kind', key, 'component'),
      namespace: readName(config, 'namespace', key, 'default'),
      customerIds,
    };
  }
  const azureSubscriptions = readTexts(config, 'subscription', key);
  const resourceGroups = readTexts(config, 'resourceGroup', key);
  if (!azureSubscriptions && !resourceGroups) {
    throw new InputError(
      `${key} says nothing of which costs it is about; give it a tag, a subscription, or a resourceGroup`,
    );
  }
  return {
    type: 'pattern',
    entityRef: readEntityRef(config, key),
    azureSubscriptions,
    resourceGroups,
    customerIds,
  };
}

function readName(
  config: Config,
  field: string,
  key: string,
  fallback: string,
): string {
  const name = config.getOptionalString(field) ?? fallback;
  if (!NAME.test(name)) {
    throw new InputError(
      `${key}.${field} is "${name}"; write a ${field} of entities, such as ${fallback}`,
    );
  }
  return name.toLowerCase();
}

function readEntityRef(config: Config, key: string): string {
  const text = config.getOptionalString('entity');
  try {
    return stringifyEntityRef(
      parseEntityRef(text ?? '', { defaultNamespace: 'default' }),
    );
  } catch {
    throw new InputError(
      `${key}.entity is ${
        text ? `"${text}"` : 'missing'
      }; write an entity ref, such as component:default/shop`,
    );
  }
}

function readTexts(
  config: Config,
  field: string,
  key: string,
): string[] | undefined {
  if (!config.has(field)) {
    return undefined;
  }
  const value = config.get(field);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.flatMap(text =>
    typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [],
  );
  if (texts.length === 0 || texts.length < list.length) {
    throw new InputError(
      `${key}.${field} has to be a text, or a list of texts`,
    );
  }
  return texts;
}

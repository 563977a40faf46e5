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

import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  OwnershipRule,
  OwnershipSubject,
  ProviderConfig,
} from './ProviderConfig';
import { OWNER_KINDS, readEntityRef, SYSTEM_KINDS } from './readEntityRef';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a rule can ask for: how its values are written, and what they are compared with. */
const CONDITIONS: Record<
  string,
  {
    /** Other values are refused; where there is none, values are patterns. */
    form?: { pattern: RegExp; remedy: string };
    valuesOf: (subject: OwnershipSubject) => readonly (string | undefined)[];
  }
> = {
  customerId: {
    form: { pattern: GUID, remedy: 'the tenant id of the customer, a GUID' },
    valuesOf: ({ customerId }) => [customerId],
  },
  customerName: { valuesOf: ({ customerName }) => [customerName] },
  domain: { valuesOf: ({ domainName }) => [domainName] },
  country: {
    form: { pattern: /^[a-z]{2}$/i, remedy: 'two letters, such as DE' },
    valuesOf: ({ country }) => [country],
  },
  connector: {
    form: { pattern: /^[^*]+$/, remedy: 'the id of a connector' },
    valuesOf: ({ connectorIds }) => connectorIds,
  },
  subscriptionName: {
    valuesOf: ({ subscriptionName }) => [subscriptionName],
  },
};

/**
 * Reads the rules of a provider.
 *
 * @param key - Key of the provider.
 * @throws InputError that names the key and what to write there.
 */
export function readOwnershipRules(
  config: Config,
  key: string,
): Pick<ProviderConfig, 'customerRules' | 'subscriptionRules'> {
  const customerRules: OwnershipRule[] = [];
  const subscriptionRules: OwnershipRule[] = [];
  const rules = config.getOptionalConfigArray('rules') ?? [];
  for (const [index, rule] of rules.entries()) {
    const ofSubscriptions = rule.has('match.subscriptionName');
    (ofSubscriptions ? subscriptionRules : customerRules).push(
      readRule(rule, `${key}.rules[${index}]`),
    );
  }
  return { customerRules, subscriptionRules };
}

function readRule(config: Config, key: string): OwnershipRule {
  const known = ['match', 'owner', 'system'];
  const unknown = config.keys().find(field => !known.includes(field));
  if (unknown) {
    throw new InputError(
      `${key}.${unknown} is not known; a rule has ${known.join(', ')}`,
    );
  }
  const owner = readEntityRef(config, `${key}.owner`, OWNER_KINDS);
  const system = readEntityRef(config, `${key}.system`, SYSTEM_KINDS);
  if (!owner && !system) {
    throw new InputError(
      `${key} says nothing of what it matches; give it an owner, a system, or both`,
    );
  }
  const match = config.getOptionalConfig('match');
  const names = match?.keys() ?? [];
  if (!match || names.length === 0) {
    throw new InputError(
      `${key}.match is empty; name what has to match: ${Object.keys(
        CONDITIONS,
      ).join(', ')}`,
    );
  }
  const conditions = names.map(name =>
    readCondition(match, name, `${key}.match.${name}`),
  );
  return {
    matches: subject => conditions.every(matches => matches(subject)),
    owner,
    system,
  };
}

function readCondition(
  match: Config,
  name: string,
  key: string,
): (subject: OwnershipSubject) => boolean {
  const condition = CONDITIONS[name];
  if (!condition) {
    throw new InputError(
      `${key} is not known; what can match is ${Object.keys(CONDITIONS).join(
        ', ',
      )}`,
    );
  }
  const { form, valuesOf } = condition;
  const patterns = readTexts(match, name, key).map(text => {
    if (form && !form.pattern.test(text)) {
      throw new InputError(`${key} is "${text}"; write ${form.remedy}`);
    }
    return toPattern(text);
  });
  return subject =>
    valuesOf(subject).some(
      value =>
        value !== undefined && patterns.some(pattern => pattern.test(value)),
    );
}

function readTexts(config: Config, name: string, key: string): string[] {
  const value = config.get(name);
  const texts = (Array.isArray(value) ? value : [value]).filter(
    text => typeof text === 'string' && text.trim() !== '',
  );
  if (
    texts.length === 0 ||
    (Array.isArray(value) && texts.length < value.length)
  ) {
    throw new InputError(`${key} has to be a text, or a list of texts`);
  }
  return texts.map(text => String(text).trim());
}

/** A pattern that has `*` for any text. */
function toPattern(text: string): RegExp {
  const escaped = text
    .split(/\*+/)
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'is');
}

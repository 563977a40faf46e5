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
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Kinds of entities that own others, the usual one first. */
export const OWNER_KINDS = ['group', 'user'] as const;

/** The kind of entities that others are part of. */
export const SYSTEM_KINDS = ['system'] as const;

/**
 * Reads the last part of a key as a full entity ref, so that it means the same
 * in whatever namespace it is used. Undefined when it is not there.
 *
 * @param config - Where the last part of the key is.
 * @param kinds - What may be named; the first where the text has no kind.
 * @throws InputError that names the key and what to write there.
 */
export function readEntityRef(
  config: Config,
  key: string,
  kinds: readonly [string, ...string[]],
): string | undefined {
  const text = config.getOptionalString(key.slice(key.lastIndexOf('.') + 1));
  if (text === undefined) {
    return undefined;
  }
  const ref = parse(text, kinds[0]);
  if (!ref || !kinds.includes(ref.kind.toLocaleLowerCase('en-US'))) {
    throw new InputError(
      `${key} is "${text}", which names no ${kinds.join(
        ' or ',
      )}; write an entity ref such as ${kinds[0]}:default/name`,
    );
  }
  return stringifyEntityRef(ref);
}

function parse(text: string, defaultKind: string) {
  try {
    const ref = parseEntityRef(text, {
      defaultKind,
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    return KubernetesValidatorFunctions.isValidNamespace(ref.namespace) &&
      KubernetesValidatorFunctions.isValidObjectName(ref.name)
      ? ref
      : undefined;
  } catch {
    return undefined;
  }
}

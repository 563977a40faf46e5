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
  CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION,
  CSP_CUSTOMER_ID_ANNOTATION,
  CSP_RESOURCE_GROUP_ANNOTATION,
  CSP_RESOURCE_ID_ANNOTATION,
  CSP_TAG_ANNOTATION,
  type AnnotationProblem,
  type AnnotationProblemReason,
} from 'backstage-plugin-csp-costs-common';
import type { ChargeSelector } from '../ledger/query/ChargeSelector';
import { lowerCase } from '../ledger/query/lowerCase';

/** What the annotations of an entity say. */
export interface ReadAnnotations {
  /** Absent without annotations, and when one of them cannot be used. */
  selector?: ChargeSelector;
  problems: AnnotationProblem[];
}

/** Values of one annotation that are read. */
const MAX_VALUES = 100;

const SHOWN_CHARACTERS = 100;

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RESOURCE_GROUP = /^[\p{L}\p{N}_.()-]{1,90}$/u;
const RESOURCE_ID =
  /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/\P{Cc}+$/u;
const KEY_VALUE = /^([^=\p{Cc}]{1,512})=(\P{Cc}+)$/u;

/** Annotations with a list of values, and what a value looks like in lower case. */
const LISTS: Record<
  string,
  {
    field: keyof Omit<ChargeSelector, 'tag'>;
    pattern: RegExp;
    reason: AnnotationProblemReason;
  }
> = {
  [CSP_CUSTOMER_ID_ANNOTATION]: {
    field: 'customerIds',
    pattern: GUID,
    reason: 'no-guid',
  },
  [CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION]: {
    field: 'azureSubscriptionIds',
    pattern: GUID,
    reason: 'no-guid',
  },
  [CSP_RESOURCE_GROUP_ANNOTATION]: {
    field: 'resourceGroups',
    pattern: RESOURCE_GROUP,
    reason: 'no-resource-group',
  },
  [CSP_RESOURCE_ID_ANNOTATION]: {
    field: 'resourceIds',
    pattern: RESOURCE_ID,
    reason: 'no-resource-id',
  },
};

/** Every annotation that says which costs belong to an entity. */
export const CLAIMING_ANNOTATIONS = [...Object.keys(LISTS), CSP_TAG_ANNOTATION];

/**
 * Reads which charges an entity claims by its annotations, which narrow down
 * together.
 *
 * @remarks
 * One that cannot be used makes all of them unusable: the others alone would
 * claim more than was meant.
 */
export function readAnnotations(
  annotations: Readonly<Record<string, string>> = {},
): ReadAnnotations {
  const selector: ChargeSelector = {};
  const problems: AnnotationProblem[] = [];
  for (const [annotation, { field, pattern, reason }] of Object.entries(
    LISTS,
  )) {
    const text = annotations[annotation];
    if (text === undefined) {
      continue;
    }
    const values = splitValues(text.toLowerCase(), ',');
    const wrong = values.find(value => !pattern.test(value));
    const problem =
      problemOf(annotation, text, values) ??
      (wrong === undefined ? undefined : describe(annotation, wrong, reason));
    if (problem) {
      problems.push(problem);
    }
    selector[field] = values;
  }
  const tag = annotations[CSP_TAG_ANNOTATION];
  if (tag !== undefined) {
    const [, key = '', value = ''] = KEY_VALUE.exec(tag.trim()) ?? [];
    const values = splitValues(lowerCase(value), '|');
    const problem =
      tag.trim() !== '' && (key.trim() === '' || values.length === 0)
        ? describe(CSP_TAG_ANNOTATION, tag, 'no-key-value')
        : problemOf(CSP_TAG_ANNOTATION, tag, values);
    if (problem) {
      problems.push(problem);
    }
    selector.tag = { key: key.trim().toLowerCase(), values };
  }
  return problems.length > 0 || Object.keys(selector).length === 0
    ? { problems }
    : { selector, problems };
}

function splitValues(text: string, separator: string): string[] {
  const values = text
    .split(separator)
    .map(value => value.trim())
    .filter(value => value !== '');
  return [...new Set(values)];
}

function problemOf(
  annotation: string,
  text: string,
  values: readonly string[],
): AnnotationProblem | undefined {
  if (values.length === 0) {
    return describe(annotation, text, 'no-value');
  }
  return values.length > MAX_VALUES
    ? describe(annotation, text, 'too-many-values')
    : undefined;
}

function describe(
  annotation: string,
  value: string,
  reason: AnnotationProblemReason,
): AnnotationProblem {
  return {
    annotation,
    value: value.trim().slice(0, SHOWN_CHARACTERS),
    reason,
  };
}

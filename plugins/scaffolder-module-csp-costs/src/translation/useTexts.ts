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
  useTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import type { ReactElement } from 'react';
import { cspCostsOnboardingTranslationRef } from './cspCostsOnboardingTranslationRef';
import type { messages } from './messages';

/** What a key ends with when the text depends on a count. */
type Plural = `_${Intl.LDMLPluralRule}`;

type Messages = {
  [Key in keyof typeof messages as Key extends `${infer Stem}${Plural}`
    ? Stem
    : Key]: ValueNames<(typeof messages)[Key]>;
};

/** Names of the values that a text has places for, which may name a format. */
type ValueNames<Text> = Text extends `${string}{{${infer Place}}}${infer Rest}`
  ? NameOf<Place> | ValueNames<Rest>
  : never;

type NameOf<Place> = Place extends `${infer Name},${string}` ? Name : Place;

/** Names a text of the fields; plurals have one name for all their forms. */
export type TextKey = keyof Messages;

/** Arguments behind the key: values for a text that has places for some. */
type Values<Key extends TextKey, Value> = [Messages[Key]] extends [never]
  ? []
  : [values: Record<Messages[Key], Value>];

/**
 * Gives a text, with values in their places: as text, or as an element when one
 * of the values is one. `count` decides which form of a plural it is.
 *
 * @remarks
 * Backstage's own type says the same, and more; with a thousand texts it takes
 * the compiler minutes.
 */
export interface Texts {
  <Key extends TextKey>(
    key: Key,
    ...values: Values<Key, string | number>
  ): string;
  <Key extends TextKey>(
    key: Key,
    ...values: Values<Key, string | number | ReactElement>
  ): ReactElement;
}

/** Texts of the fields in the reader's language. */
export function useTexts(): Texts {
  // By a type without texts, which is quick to check.
  const ref: TranslationRef<
    string,
    Record<string, string>
  > = cspCostsOnboardingTranslationRef;
  const { t } = useTranslationRef(ref);
  return t as Texts;
}

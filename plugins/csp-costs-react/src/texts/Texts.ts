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

import type { ReactElement } from 'react';

/**
 * Names of the values that a text has places for. A place may name a format:
 * `'{{done, number}} of {{all}}'` has places for `done` and `all`.
 *
 * @public
 */
export type ValueNames<Text> =
  Text extends `${string}{{${infer Place}}}${infer Rest}`
    ?
        | (Place extends `${infer Name},${string}` ? Name : Place)
        | ValueNames<Rest>
    : never;

/**
 * What a key ends with when the text depends on a count.
 *
 * @public
 */
export type PluralSuffix = `_${Intl.LDMLPluralRule}`;

/**
 * Which values each text has places for, by its name; plurals have one name for
 * all their forms.
 *
 * @public
 */
export type TextValues<Messages> = {
  [Key in keyof Messages as Key extends `${infer Stem}${PluralSuffix}`
    ? Stem
    : Key]: ValueNames<Messages[Key]>;
};

/**
 * Arguments behind the name of a text: values, if it has places for some.
 *
 * @public
 */
export type TextArguments<Names, Value> = [Names] extends [never]
  ? []
  : [values: Record<Names & string, Value>];

/**
 * Gives a text, with values in their places: as text, or as an element when one
 * of the values is one. `count` decides which form of a plural it is.
 *
 * @remarks
 * `Messages` is the type of an object that is `as const`, so that a text without
 * one of its values does not compile. Backstage's own type says the same, and
 * more; with a thousand texts it takes the compiler minutes.
 *
 * @public
 */
export interface Texts<Messages> {
  /** Gives a text, with texts and numbers in its places. */
  <Key extends keyof TextValues<Messages>>(
    key: Key,
    ...values: TextArguments<TextValues<Messages>[Key], string | number>
  ): string;
  /** Gives an element, with elements in some of its places. */
  <Key extends keyof TextValues<Messages>>(
    key: Key,
    ...values: TextArguments<
      TextValues<Messages>[Key],
      string | number | ReactElement
    >
  ): ReactElement;
}

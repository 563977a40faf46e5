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
import type { Texts } from './Texts';

/**
 * Makes the hook that gives a plugin's texts in the reader's language.
 *
 * @example
 * ```ts
 * export const useTexts = createUseTexts<typeof messages>(myTranslationRef);
 * ```
 *
 * @param ref - Where the texts are translated. Its own type may leave them open.
 * @typeParam Messages - The texts in English, by name, as they were written.
 *
 * @public
 */
export function createUseTexts<Messages extends Record<string, string>>(
  ref: TranslationRef<string, Record<string, string>>,
): () => Texts<Messages> {
  return function useTexts() {
    const { t } = useTranslationRef(ref);
    return t as Texts<Messages>;
  };
}

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

import { type TranslationRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { cspCostsTranslationRef } from '../translation/cspCostsTranslationRef';
import type { Texts } from '../translation/useTexts';

function readTexts(): Texts {
  const ref: TranslationRef<
    string,
    Record<string, string>
  > = cspCostsTranslationRef;
  const snapshot = mockApis.translation().getTranslation(ref);
  if (!snapshot.ready) {
    throw new Error('English is there from the beginning');
  }
  return snapshot.t as Texts;
}

/** The texts in English, for functions that are no components. */
export const englishTexts: Texts = readTexts();

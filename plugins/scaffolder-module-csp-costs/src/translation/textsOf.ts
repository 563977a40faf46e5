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

import type {
  TranslationApi,
  TranslationRef,
} from '@backstage/frontend-plugin-api';
import { cspCostsOnboardingTranslationRef } from './cspCostsOnboardingTranslationRef';
import { messages } from './messages';
import type { Texts } from './useTexts';

/** Texts for what is not a component: validation and decorators. */
export function textsOf(api: TranslationApi | undefined): Texts {
  const ref: TranslationRef<
    string,
    Record<string, string>
  > = cspCostsOnboardingTranslationRef;
  const snapshot = api?.getTranslation(ref);
  // Before the reader's language has been loaded, English is better than nothing.
  return (
    snapshot?.ready ? snapshot.t : (key: keyof typeof messages) => messages[key]
  ) as Texts;
}

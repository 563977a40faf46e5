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
import type { Texts } from './Texts';

/**
 * Makes the function that gives a plugin's texts to what is no component, such
 * as the validation of a form.
 *
 * @remarks
 * Until the reader's language has been loaded, and in an app without
 * translations, the texts are English, with their places still open.
 *
 * @param ref - Where the texts are translated. Its own type may leave them open.
 * @param messages - The texts in English, by name.
 *
 * @public
 */
export function createTextsOf<const Messages extends Record<string, string>>(
  ref: TranslationRef<string, Record<string, string>>,
  messages: Messages,
): (api: TranslationApi | undefined) => Texts<Messages> {
  return api => {
    const snapshot = api?.getTranslation(ref);
    return (
      snapshot?.ready ? snapshot.t : (key: keyof Messages) => messages[key]
    ) as Texts<Messages>;
  };
}

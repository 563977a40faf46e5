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
  createTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * Texts of the form fields for onboarding. English and German come with the
 * package; override them or add a language with a translation resource for
 * this reference.
 *
 * @public
 */
export const cspCostsOnboardingTranslationRef: TranslationRef<
  'plugin.csp-costs-onboarding',
  Readonly<Record<string, string>>
> = createTranslationRef({
  id: 'plugin.csp-costs-onboarding',
  messages: messages as Record<keyof typeof messages, string>,
  translations: { de: () => import('./german') },
});

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

import type { OnboardingObject } from 'backstage-plugin-csp-costs-common';
import type { ProblemCode } from '../errors';

/** What it means of each kind of object that a right is missing. */
export const NOT_ALLOWED: Record<OnboardingObject, ProblemCode | undefined> = {
  application: 'APPLICATION_NOT_ALLOWED',
  'service-principal': 'APPLICATION_NOT_ALLOWED',
  'resource-service-principal': 'APPLICATION_NOT_ALLOWED',
  credential: 'APPLICATION_NOT_ALLOWED',
  'application-permission': 'GRANT_NOT_ALLOWED',
  'delegated-grant': 'GRANT_NOT_ALLOWED',
  'billing-role': 'BILLING_ROLE_NOT_ALLOWED',
  connector: undefined,
};

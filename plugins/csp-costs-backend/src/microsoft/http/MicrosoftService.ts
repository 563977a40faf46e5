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

/** Microsoft's services that requests go to. Each has limits of its own. */
export const MICROSOFT_SERVICES = [
  'graph',
  'partner-center',
  'arm',
  'cost-management',
  'partner-api',
  'storage',
] as const;

/** One of Microsoft's services. */
export type MicrosoftService = (typeof MICROSOFT_SERVICES)[number];

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

/** What the tenant field puts into a form. */
export interface PartnerTenant {
  /** Tenant id. */
  partnerTenantId: string;
  /** Which of Microsoft's clouds it is in. */
  nationalCloud: string;
  /** What was entered, if it was a domain. */
  domain?: string;
}

/** Whether a form holds a tenant there, and not the nothing that it starts with. */
export function isPartnerTenant(value: unknown): value is PartnerTenant {
  const { partnerTenantId, nationalCloud } = (value ??
    {}) as Partial<PartnerTenant>;
  return (
    typeof partnerTenantId === 'string' &&
    partnerTenantId !== '' &&
    typeof nationalCloud === 'string' &&
    nationalCloud !== ''
  );
}

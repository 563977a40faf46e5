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

/**
 * A simulated Microsoft cloud for one CSP partner, for tests and for the demo.
 *
 * @packageDocumentation
 */

export { MicrosoftSimulator } from './MicrosoftSimulator';
export type { SimulatorOptions } from './SimulatorOptions';
export type {
  RateLimiter,
  SimulatedRateLimit,
  SimulatedRateLimits,
} from './faults/RateLimiter';
export type { FaultInjector, FaultSubject } from './faults/FaultInjector';
export type { Fault, FaultKind, FaultMatch, FaultRule } from './faults/Fault';
export type {
  RequestFilter,
  RequestLog,
  RequestLogEntry,
  Service,
} from './RequestLog';
export type { RestateRequest, RestateResult } from './admin/restate';
export type { LegacySums, LegacyTruth } from './world/legacyTruth';
export type { RetailTruth } from './costManagement/retailTruth';
export type { CustomerTruth, MonthTruth } from './world/truth';
export type { Customer, Entitlement, Partner } from './world/partner';
export type { SimulatedClock } from './world/SimulatedClock';
export {
  createCertificate,
  type Certificate,
} from './identity/createCertificate';
export {
  createFederatedIssuer,
  type FederatedIssuer,
  type WorkloadTokenOptions,
} from './identity/createFederatedIssuer';
export type { Tenant } from './identity/Tenant';
export type { Agreement } from './arm/billingAgreements';
export type { RegisteredApplication } from './identity/RegisteredApplication';
export type {
  AccountPatch,
  BillingRole,
  ClientSecret,
  BillingSettings,
  DirectorySettings,
  FederatedCredential,
  TenantPatch,
} from './identity/tenantPatch';
export type {
  Account,
  AccountKey,
  DirectoryRole,
  PartnerRole,
} from './identity/accounts';
export type { MonthlyRate } from './world/exchangeRate';
export type { ListedPrice } from './world/prices';
export { zipOf } from './partnerApi/zipOf';
export type { ExportKind } from './world/scope';

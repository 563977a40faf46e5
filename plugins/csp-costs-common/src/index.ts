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
 * The contract of the csp-costs plugin, for browsers and for Node.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './attributionTypes';
export * from './billingPeriod';
export * from './budgetTypes';
export * from './collectionTypes';
export * from './CspCostsApi';
export { CspCostsClient } from './CspCostsClient';
export * from './money';
export * from './permissions';
export * from './chargeTypes';
export * from './connectorTypes';
export * from './customerInvoiceTypes';
export * from './directoryTypes';
export * from './generationTypes';
export * from './invoiceTypes';
export * from './OnboardingApi';
export { OnboardingClient } from './OnboardingClient';
export * from './onboardingTypes';
export * from './priceTypes';
export * from './restatementTypes';
export * from './retailTypes';
export * from './signals';
export * from './subscriptionTypes';
export * from './trendTypes';
export * from './types';

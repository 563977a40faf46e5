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

/** What a hash is drawn for, so that no two facts share a number. */
export const PURPOSE = {
  partner: 1,
  customer: 2,
  customerSize: 3,
  customerLines: 4,
  customerPlan: 5,
  entitlement: 6,
  stream: 7,
  quantity: 8,
  rate: 9,
  licence: 10,
  licenceChange: 11,
  order: 12,
  lateLine: 13,
  reservation: 14,
  savingsPlan: 15,
  credit: 16,
  marketplace: 17,
  invoice: 18,
  restatement: 19,
  meter: 20,
  blob: 21,
  reseller: 22,
  account: 23,
  legacy: 24,
  directory: 25,
} as const;

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

/** Numbers of AADSTS codes whose failures pass by themselves. */
export const TRANSIENT_SIGN_IN_CODES: readonly number[] = [
  50033, 50196, 90006, 90012, 90024, 90033, 90055,
];

/** Whether the failure behind the number of an AADSTS code passes by itself. */
export function isTransientSignInCode(number: number): boolean {
  return TRANSIENT_SIGN_IN_CODES.includes(number);
}

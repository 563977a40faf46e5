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

function fromEnvironment(variable: string): string {
  const value = process.env[variable];
  if (!value) {
    throw new Error(
      `${variable} is not set: run the browser test with "npm test -- --e2e", which starts what it needs`,
    );
  }
  return value;
}

/** Where the portal under test is. */
export const portalUrl = fromEnvironment('PORTAL_URL');

/** The file that the portal reads a workload's token from. */
export const tokenFile = fromEnvironment('CSP_COSTS_TOKEN_FILE');

/** Where the simulated Microsoft is that the portal collects from. */
export const simulatorUrl = fromEnvironment('SIMULATOR_URL');

/** Where the tenant is that nobody has onboarded yet. */
export const newcomerUrl = fromEnvironment('NEWCOMER_URL');

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

import { OnboardingProblem } from '../OnboardingProblem';

/** The application of a connector that is offboarded. */
export interface RemovedApplication {
  clientId: string;
  /** Titles of the other connectors that sign in with it. */
  otherConnectors: string[];
}

/** @throws OnboardingProblem when other connectors sign in with the application. */
export function refuseIfShared({ otherConnectors }: RemovedApplication): void {
  if (otherConnectors.length > 0) {
    throw new OnboardingProblem('APPLICATION_NOT_OURS', {
      cause: `The application is also the one of ${otherConnectors.join(
        ', ',
      )}, which would collect nothing any more.`,
      remedy:
        'Keep the app registration, or offboard the other connectors first, or give them an application of their own.',
    });
  }
}

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

import type { MicrosoftService } from './MicrosoftService';

/** How one try of a request ended. Holds no address: a query may be a signature. */
export interface RequestOutcome {
  service: MicrosoftService;
  /** HTTP status; absent when there was no answer. */
  status?: number;
  /** What we called the request; Microsoft's log has it too. */
  clientRequestId: string;
  /** What Microsoft calls it; absent when there was no answer, or none that says. */
  requestId?: string;
  /** Until the head of the answer, in ms. */
  durationMs: number;
}

/** Hears of what happens on the way to Microsoft. */
export interface RequestObserver {
  /** A try has ended, well or badly. */
  ended(outcome: RequestOutcome): void;

  /** A request has waited for its place in the rate budget. */
  waited(service: MicrosoftService, ms: number): void;
}

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

/**
 * A place in the queue of requests to a service.
 *
 * - `reserved`: the request may be sent after the wait; nobody comes before it
 *   that asked later
 * - `full`: the wait would be longer than the caller can wait; nothing is
 *   reserved
 */
export interface RatePlace {
  kind: 'reserved' | 'full';
  /** Milliseconds, 0 for at once. */
  waitMs: number;
}

/** What a partner tenant may ask of Microsoft, shared by everybody who asks for it. */
export interface RateBudget {
  /** Takes a place for one request, when its wait is at most so long. */
  reserve(service: MicrosoftService, maxWaitMs: number): Promise<RatePlace>;

  /** For how long Microsoft wants nothing of a service to be asked, in ms; 0 when it is open. */
  closedMs(service: MicrosoftService): Promise<number>;

  /** Lets nobody ask anything of a service for so long, because Microsoft said so. */
  close(service: MicrosoftService, ms: number): Promise<void>;
}

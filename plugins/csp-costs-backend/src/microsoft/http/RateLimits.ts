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

/** At most so many requests in any stretch of time so long. */
export interface RateWindow {
  requests: number;
  windowMs: number;
}

/** What a partner tenant may ask of each service; all windows of a service hold at once. */
export type RateLimits = Partial<
  Record<MicrosoftService, readonly RateWindow[]>
>;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * What is asked of Microsoft unless configuration says otherwise.
 *
 * @remarks
 * Partner Center's documented limit is 500 requests a minute and tenant; a
 * tenth is left to requests that arrive late and to other programs of the
 * partner. Resource Manager lets a principal read 12,000 times an hour. For
 * exports of partner billing and for the Partner API no limit is known; both
 * are asked far less than any that is known of their neighbours. Storage has
 * limits that downloads of a few blobs at a time cannot reach. Cost
 * Management's quota is documented, a unit for each month of data that is asked
 * for; a request takes one.
 */
export const DEFAULT_RATE_LIMITS: RateLimits = {
  graph: [{ requests: 600, windowMs: MINUTE_MS }],
  'partner-center': [{ requests: 450, windowMs: MINUTE_MS }],
  arm: [{ requests: 150, windowMs: MINUTE_MS }],
  'cost-management': [
    { requests: 12, windowMs: 10 * SECOND_MS },
    { requests: 60, windowMs: MINUTE_MS },
    { requests: 600, windowMs: 60 * MINUTE_MS },
  ],
  'partner-api': [{ requests: 60, windowMs: MINUTE_MS }],
};

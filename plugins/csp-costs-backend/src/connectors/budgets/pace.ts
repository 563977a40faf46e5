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

import type { RateWindow } from '../../microsoft/http/RateLimits';

/** Part of a window's requests that may come all at once. */
const BURST_SHARE = 0.2;

/** How requests are spread so that a window holds. */
export interface Pace {
  /** From one request to the next in the long run, in ms. */
  spacingMs: number;
  /** How far requests may run ahead of that, in ms. */
  slackMs: number;
}

/**
 * Spreads the requests of a window: some at once, the others one by one.
 *
 * @remarks
 * However requests come, no stretch of time as long as the window has more
 * than `requests` of them, wherever it begins: `b` that came at once, and after
 * them one each `windowMs / (requests - b + 1)`.
 */
export function pace({ requests, windowMs }: RateWindow): Pace {
  const burst = Math.max(1, Math.floor(requests * BURST_SHARE));
  const spacingMs = windowMs / (requests - burst + 1);
  return { spacingMs, slackMs: (burst - 1) * spacingMs };
}

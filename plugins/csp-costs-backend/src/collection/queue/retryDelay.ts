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

const MAX_BACKOFF_MS = 60 * 60 * 1000;

/**
 * How long a job waits for its next attempt, in milliseconds: twice as long
 * with every attempt, at most an hour, and up to half of it less by chance, so
 * that jobs which failed together do not come back together. When Microsoft
 * asks for more, that holds, however long it is.
 */
export function retryDelay(options: {
  /** Attempts so far, from 1. */
  attempts: number;
  /** The wait after the first attempt. */
  backoffMs: number;
  /** What Microsoft asked for. */
  retryAfterMs?: number;
}): number {
  const { attempts, backoffMs, retryAfterMs = 0 } = options;
  const longest = Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** (attempts - 1));
  return Math.max(longest * (0.5 + Math.random() / 2), retryAfterMs);
}

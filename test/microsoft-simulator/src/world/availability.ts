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

import { daysIn, invoiceTimeOf, monthOf, startOf, type Month } from './months';
import type { World } from './World';

const DAY_MS = 86_400_000;

/** Days of a month whose usage is known: those before the simulated day, UTC. */
export function availableDays(world: World, month: Month): number {
  if (month < world.firstMonth) {
    return 0;
  }
  const passed = Math.floor(
    (world.clock.now().getTime() - startOf(month).getTime()) / DAY_MS,
  );
  return Math.min(daysIn(month), Math.max(0, passed));
}

/** Days of a month that unbilled reconciliation reaches: those up to the simulated day. */
export function chargedDays(world: World, month: Month): number {
  const now = world.clock.now();
  if (month < world.firstMonth || now < startOf(month)) {
    return 0;
  }
  return monthOf(now) > month ? daysIn(month) : now.getUTCDate();
}

/** Whether the invoices of a month have been issued. */
export function isInvoiced(world: World, month: Month): boolean {
  return month >= world.firstMonth && world.clock.now() >= invoiceTimeOf(month);
}

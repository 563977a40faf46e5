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

/** Where in which list the reader has opened a customer. */
interface OpenedCustomer {
  /** Address of the list. */
  list: string;
  index: number;
}

let opened: OpenedCustomer | undefined;
let isReturning = false;

/** Remembers which customer of a list is opened, to come back to it. */
export function rememberOpened(customer: OpenedCustomer): void {
  opened = customer;
  isReturning = false;
}

/** The reader goes back to the list by a link of the page. */
export function returnToList(): void {
  isReturning = true;
}

/**
 * Where a reader who comes back to a list has left it; undefined for one who
 * comes in another way. It is told once.
 *
 * @param isBack - Whether the reader comes by the browser's way back.
 */
export function takeOpened(list: string, isBack: boolean): number | undefined {
  const index =
    opened?.list === list && (isBack || isReturning) ? opened.index : undefined;
  opened = undefined;
  isReturning = false;
  return index;
}

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

import { unknownShape } from './checkShape';

/** More pages than anything has that is asked for here; a list that goes on is a loop. */
const MAX_PAGES = 100;

/**
 * All items of a list that comes in pages.
 *
 * @param list - Names the list in errors.
 * @param read - Gives a page by its address, and the address of the next one.
 * @throws MicrosoftError when its pages do not end.
 */
export async function readPages<T>(
  list: string,
  first: string,
  read: (address: string) => Promise<{ items: T[]; next: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  let address: string | undefined = first;
  for (let page = 0; address !== undefined; page++) {
    if (page === MAX_PAGES) {
      throw unknownShape(list, 'its pages do not end');
    }
    const answer = await read(address);
    items.push(...answer.items);
    address = answer.next;
  }
  return items;
}

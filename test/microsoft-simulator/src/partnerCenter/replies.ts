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

import { json, type Reply } from '../http/Reply';

/** An error in Partner Center's standard shape. */
export function fault(
  status: number,
  code: string,
  description: string,
): Reply {
  return json(status, { code, description, data: [], source: 'PartnerCenter' });
}

/** The answer of Partner Center's gateway to too many requests. */
export function throttled(seconds: string | undefined): Reply {
  return json(429, {
    statusCode: 429,
    message: `Rate limit is exceeded. Try again in ${seconds ?? '57'} seconds.`,
  });
}

/** A collection; `totalCount` counts the page. */
export function collection(
  items: object[],
  links?: object,
  more: object = {},
): object {
  return {
    totalCount: items.length,
    items,
    ...more,
    ...(links ? { links } : {}),
    attributes: { objectType: 'Collection' },
  };
}

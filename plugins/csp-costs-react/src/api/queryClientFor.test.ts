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

import { httpStatusOf } from './httpStatusOf';
import { queryClientFor } from './queryClientFor';

function errorOf(statusCode?: number): Error {
  return Object.assign(new Error('It failed'), { statusCode });
}

it('keeps one cache for each client of the backend', () => {
  const api = {};
  const client = queryClientFor(api);
  client.setQueryData(['customers'], ['Fabrikam']);

  expect(queryClientFor(api)).toBe(client);
  expect(queryClientFor({}).getQueryData(['customers'])).toBeUndefined();
});

it.each([
  { what: 'no answer', error: errorOf(), requests: 2 },
  { what: '503', error: errorOf(503), requests: 2 },
  { what: '400', error: errorOf(400), requests: 1 },
  { what: '403', error: errorOf(403), requests: 1 },
  { what: '404', error: errorOf(404), requests: 1 },
])('sends $requests requests when there is $what', async test => {
  const request = jest.fn(async () => {
    throw test.error;
  });
  const options = {
    queryKey: ['costs'],
    queryFn: request,
    retryDelay: 0,
  };

  // `fetchQuery` alone would not send any again.
  const client = queryClientFor({});
  const { retry } = client.getDefaultOptions().queries!;
  await expect(client.fetchQuery({ ...options, retry })).rejects.toBe(
    test.error,
  );
  expect(request).toHaveBeenCalledTimes(test.requests);
  expect(httpStatusOf(test.error)).toBe(
    (test.error as Error & { statusCode?: number }).statusCode,
  );
});

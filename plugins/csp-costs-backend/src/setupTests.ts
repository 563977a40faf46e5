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

/*
 * Takes out of every test file what costs more time than its tests, and that
 * they are not about; and gives them the time that they need.
 */

// What takes too long is no fault of what is tested: a machine may have much
// else to do.
jest.setTimeout(180_000);

// Services that Backstage's test backend has and the plugin does not use. They
// load the software kits of several clouds, in every file anew.
jest.mock('@backstage/backend-defaults/urlReader', () => {
  const { coreServices, createServiceFactory } = jest.requireActual(
    '@backstage/backend-plugin-api',
  );
  return {
    urlReaderServiceFactory: createServiceFactory({
      service: coreServices.urlReader,
      deps: {},
      factory: () => {
        throw new Error('The tests of this plugin have no URL reader');
      },
    }),
  };
});
jest.mock('@keyv/memcache', () => ({}), { virtual: true });
jest.mock('@keyv/redis', () => ({}), { virtual: true });
jest.mock('@keyv/valkey', () => ({}), { virtual: true });

// What a router checks requests with is compiled from the API document, which
// is always the same. Backends of one file share it.
jest.mock('express-openapi-validator', () => {
  const actual = jest.requireActual('express-openapi-validator');
  const made = new Map<string, unknown>();
  return {
    ...actual,
    middleware: (options: object) => {
      const key = JSON.stringify(options);
      if (!made.has(key)) {
        made.set(key, actual.middleware(options));
      }
      return made.get(key);
    },
  };
});

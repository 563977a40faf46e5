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

import { DuckDBInstance } from '@duckdb/node-api';
import { canonicalTags } from './canonicalTags';
import { literal } from './extractLines';

describe('canonicalTags', () => {
  it.each([
    ['{"Team":"Shop","app":"x"}', '{"app":"x","team":"Shop"}'],
    ['"env": "prod", "App": "x"', '{"app":"x","env":"prod"}'],
    ['{"a/b~c":"say \\"x\\""}', '{"a/b~c":"say \\"x\\""}'],
    ['{"n":1,"none":null,"u":"Größe"}', '{"n":"1","none":"","u":"Größe"}'],
    ['{}', null],
    ['not JSON', null],
    ['["a"]', null],
    ['', null],
  ])('writes %s in one way', async (tags, canonical) => {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    try {
      const reader = await connection.runAndReadAll(
        `select ${canonicalTags('tags')} as tags
        from (select nullif(${literal(tags)}, '') as tags)`,
      );
      expect(reader.getRowObjectsJS()).toEqual([{ tags: canonical }]);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  });
});

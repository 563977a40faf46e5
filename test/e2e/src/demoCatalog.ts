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

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An annotation of an entity in the demo's catalog. */
export interface AnnotatedEntity {
  /** Where the portal shows the entity. */
  path: string;
  /** The value of the annotation. */
  value: string;
}

/** The entities of `examples/entities.yaml` that have an annotation. */
export function annotated(annotation: string): AnnotatedEntity[] {
  const file = resolve(__dirname, '../../../examples/entities.yaml');
  const found = parseAllDocuments(readFileSync(file, 'utf8')).flatMap(
    document => {
      const { kind, metadata } = document.toJS();
      const value = metadata.annotations?.[annotation];
      return value
        ? [
            {
              path: `/catalog/default/${kind.toLowerCase()}/${metadata.name}`,
              value,
            },
          ]
        : [];
    },
  );
  if (found.length === 0) {
    throw new Error(`No entity of the demo is annotated with ${annotation}`);
  }
  return found;
}

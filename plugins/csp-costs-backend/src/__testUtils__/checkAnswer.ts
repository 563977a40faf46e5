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

import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openapi } from '../http/openapi';

const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));

interface Operation {
  responses: Record<
    string,
    { content?: { 'application/json': { schema: object } } }
  >;
}

/**
 * Checks an answer against the OpenAPI document.
 *
 * @throws Error that says where they differ.
 */
export function checkAnswer(
  method: string,
  path: string,
  status: number,
  body: unknown,
): void {
  const paths = openapi.paths as unknown as Record<
    string,
    Record<string, Operation>
  >;
  const template = Object.keys(paths).find(candidate =>
    new RegExp(`^${candidate.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  );
  const operation = template && paths[template]?.[method.toLowerCase()];
  if (!operation) {
    throw new Error(`The API has no ${method} ${path}`);
  }
  const { responses } = operation;
  const answer = responses[status] ?? (status >= 400 && responses.default);
  if (!answer) {
    throw new Error(`${method} ${path} may not answer ${status}`);
  }
  if (!answer.content) {
    return;
  }
  const validate = ajv.compile(answer.content['application/json'].schema);
  if (!validate(body)) {
    throw new Error(
      `${method} ${path} answered ${status} with another shape than documented: ${ajv.errorsText(
        validate.errors,
      )}`,
    );
  }
}

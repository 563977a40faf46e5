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

/** Thrown inside the directory; becomes an error of Graph's. */
export class DirectoryError extends Error {
  readonly status: number;
  readonly code: string;
  /** What the error says more exactly. */
  readonly details?: Array<{ code: string; message: string }>;

  constructor(
    status: number,
    code: string,
    message: string,
    details?: Array<{ code: string; message: string }>,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** A request that makes no sense. */
export function badRequest(message: string): DirectoryError {
  return new DirectoryError(400, 'Request_BadRequest', message);
}

/** An object that is not there, or not yet. */
export function notFound(id: string): DirectoryError {
  return new DirectoryError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** Something that must not be there twice. */
export function conflict(message: string): DirectoryError {
  return new DirectoryError(
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    message,
  );
}

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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { VaultError } from '../connectors/vault/VaultError';
import { explain } from '../errors';
import { ArchiveError } from '../ledger/archive/ArchiveError';
import { MicrosoftError } from '../microsoft/MicrosoftError';

/**
 * Answers a failure of the vault, of the archive or of Microsoft with its cause and remedy:
 * 503, or 409 when somebody else was faster. Every other error is passed on as
 * it is.
 *
 * @remarks The failure itself is only in the log.
 */
export function explainFailures(options: {
  logger: LoggerService;
  now: () => Date;
}): ErrorRequestHandler {
  const { logger, now } = options;
  return (error: unknown, request, _, next) => {
    const isOvertaken =
      error instanceof VaultError && error.code === 'OVERTAKEN';
    const isUnavailable =
      error instanceof VaultError ||
      error instanceof ArchiveError ||
      (error instanceof MicrosoftError && error.transient);
    if (!isUnavailable) {
      next(error);
      return;
    }
    const { cause, remedy } = explain(error, now());
    logger.warn(`${request.method} ${request.path} failed`, error);
    next(
      isOvertaken
        ? new ConflictError(`${cause} ${remedy}`)
        : new ServiceUnavailableError(`${cause} ${remedy}`),
    );
  };
}

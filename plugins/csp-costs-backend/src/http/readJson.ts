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

import { InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';

const parse = express.json({ limit: '256kb' });

/**
 * Reads JSON bodies.
 *
 * @remarks The parser's own errors quote what they could not read, and that
 * may be a secret.
 */
export const readJson: RequestHandler = (request, response, next) => {
  parse(request, response, (error?: unknown) => {
    if (!error) {
      next();
      return;
    }
    const isTooLarge = (error as { type?: string }).type === 'entity.too.large';
    next(
      new InputError(
        isTooLarge
          ? 'The body is larger than 256 kB'
          : 'The body is not JSON; send it as application/json',
      ),
    );
  });
};

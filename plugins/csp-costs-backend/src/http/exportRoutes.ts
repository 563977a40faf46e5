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

import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

/** The route of charges as a file. */
export function addExportRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  { exporter }: Pick<RouterOptions, 'exporter'>,
): void {
  router.get('/costs/export', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    const { billingPeriod, format } = request.query;
    await exporter.write(
      request.query,
      rights,
      () =>
        response.status(200).set({
          'Content-Type': CONTENT_TYPES[format],
          'Content-Disposition': `attachment; filename="charges-${billingPeriod}.${format}"`,
          'Cache-Control': 'no-store',
        }),
      untilGone(response),
    );
  });
}

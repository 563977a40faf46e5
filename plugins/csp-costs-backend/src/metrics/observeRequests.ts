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
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { RequestObserver } from '../microsoft/http/RequestObserver';

/**
 * Counts what is asked of Microsoft, and writes down what its support asks
 * for.
 *
 * @returns One observer a connector. Only its log knows the connector; in the
 * metrics a connector would be a label without end.
 */
export function observeRequests(
  metrics: MetricsService,
  logger: LoggerService,
): (connectorId: string) => RequestObserver {
  const requests = metrics.createHistogram(
    'csp_costs.microsoft.request.duration',
    {
      description: 'Requests to Microsoft, until the head of the answer',
      unit: 's',
    },
  );
  const waits = metrics.createHistogram('csp_costs.rate_budget.wait', {
    description: 'Waits of requests for their place in the rate budget',
    unit: 's',
  });
  return connectorId => {
    const log = logger.child({ connectorId });
    return {
      ended({ service, status, clientRequestId, requestId, durationMs }) {
        requests.record(durationMs / 1000, {
          service,
          'http.response.status_code': status ?? 0,
        });
        const noisy = status === undefined || status === 429 || status >= 500;
        log[noisy ? 'warn' : 'debug'](
          `Microsoft's ${service} ${
            status === undefined ? 'did not answer' : `answered ${status}`
          }`,
          {
            clientRequestId,
            ...(requestId && { requestId }),
            durationMs: Math.round(durationMs),
          },
        );
      },
      waited(service, ms) {
        waits.record(ms / 1000, { service });
      },
    };
  };
}

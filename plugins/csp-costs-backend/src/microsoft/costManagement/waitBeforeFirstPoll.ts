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

import type {
  PipelinePolicy,
  PipelineResponse,
} from '@azure/core-rest-pipeline';

/**
 * Answers the first look at an operation with what the operation was accepted
 * with.
 *
 * @remarks
 * The package looks at a new operation at once, whatever Microsoft asks to wait,
 * and tells where it is only after that. This way the wait comes first, no
 * request of the quota is spent in vain, and no failure can come before the
 * operation is known.
 */
export function waitBeforeFirstPoll(): PipelinePolicy {
  let accepted: PipelineResponse | undefined;
  return {
    name: 'waitBeforeFirstPollPolicy',
    async sendRequest(request, next) {
      if (request.method === 'GET' && accepted) {
        const response = { ...accepted, request };
        accepted = undefined;
        return response;
      }
      const response = await next(request);
      if (request.method === 'POST' && response.status === 202) {
        accepted = response;
      }
      return response;
    },
  };
}

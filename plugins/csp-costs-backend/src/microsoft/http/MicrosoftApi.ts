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

import type { TokenSource } from '../identity/TokenSource';
import type { MicrosoftCloud, MicrosoftResources } from '../MicrosoftCloud';
import type { MicrosoftHttp, MicrosoftRequest } from './MicrosoftHttp';
import type { MicrosoftService } from './MicrosoftService';

/** The access of an application or a person to the APIs of a cloud. */
export interface MicrosoftApiAccess {
  cloud: MicrosoftCloud;
  /** Sends to the pinned origins of the cloud. */
  http: MicrosoftHttp;
  /** Of the application, or of the person. */
  tokens: TokenSource;
}

/** What the client of one of Microsoft's APIs works with. */
export class MicrosoftApi {
  readonly cloud: MicrosoftCloud;
  readonly http: MicrosoftHttp;
  /** What its requests have in common: whose limits they count against, and their token. */
  readonly signed: Pick<MicrosoftRequest, 'service' | 'token'>;

  /** @param api - Whose limits count, and what its tokens are asked for. */
  constructor(
    { cloud, http, tokens }: MicrosoftApiAccess,
    api: { service: MicrosoftService; resource: keyof MicrosoftResources },
  ) {
    this.cloud = cloud;
    this.http = http;
    this.signed = {
      service: api.service,
      token: ({ refresh }) =>
        tokens.get(cloud.resources[api.resource], { refresh }),
    };
  }
}

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

/** Where the services of one of Microsoft's clouds are. All values are origins. */
export interface MicrosoftCloud {
  name: string;
  loginUrl: string;
  graphUrl: string;
  partnerCenterUrl: string;
  /** Where exports may be downloaded from; `*.` stands for any subdomain. */
  storageOrigins: string[];
}

/**
 * The clouds that are known without configuration. Partner billing exports of
 * Graph exist in the global cloud only.
 */
export const BUILT_IN_CLOUDS: MicrosoftCloud[] = [
  {
    name: 'global',
    loginUrl: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    partnerCenterUrl: 'https://api.partnercenter.microsoft.com',
    storageOrigins: ['https://*.blob.core.windows.net'],
  },
];

/**
 * Resource identifiers that tokens are asked for. They name the API and stay
 * the same wherever it is reached.
 */
export const GRAPH_RESOURCE = 'https://graph.microsoft.com';
export const PARTNER_CENTER_RESOURCE =
  'https://api.partnercenter.microsoft.com';

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

/** Where the services of one of Microsoft's clouds are. All addresses are origins. */
export interface MicrosoftCloud {
  name: string;
  loginUrl: string;
  graphUrl: string;
  partnerCenterUrl: string;
  /** Azure Resource Manager. */
  armUrl: string;
  /** Price sheets and exchange rates. Absent where the cloud has none. */
  partnerApiUrl?: string;
  /** Where exports may be downloaded from; `*.` stands for any subdomain. */
  storageOrigins: string[];
  /** What tokens are asked for. Stays the same wherever the API is reached. */
  resources: MicrosoftResources;
  /** Whether Graph has exports of partner billing, which the global cloud alone has. */
  hasPartnerBilling: boolean;
}

/** Identifiers of Microsoft's APIs, as the sign-in service knows them. */
export interface MicrosoftResources {
  graph: string;
  partnerCenter: string;
  arm: string;
  partnerApi: string;
}

const GLOBAL_RESOURCES: MicrosoftResources = {
  graph: 'https://graph.microsoft.com',
  partnerCenter: 'https://api.partnercenter.microsoft.com',
  arm: 'https://management.azure.com',
  partnerApi: 'https://api.partner.microsoft.com',
};

/** The clouds that are known without configuration. */
export const BUILT_IN_CLOUDS: MicrosoftCloud[] = [
  {
    name: 'global',
    loginUrl: 'https://login.microsoftonline.com',
    graphUrl: GLOBAL_RESOURCES.graph,
    partnerCenterUrl: GLOBAL_RESOURCES.partnerCenter,
    armUrl: GLOBAL_RESOURCES.arm,
    partnerApiUrl: GLOBAL_RESOURCES.partnerApi,
    storageOrigins: ['https://*.blob.core.windows.net'],
    resources: GLOBAL_RESOURCES,
    hasPartnerBilling: true,
  },
  {
    name: 'us-government',
    loginUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://graph.microsoft.us',
    partnerCenterUrl: GLOBAL_RESOURCES.partnerCenter,
    armUrl: 'https://management.usgovcloudapi.net',
    partnerApiUrl: GLOBAL_RESOURCES.partnerApi,
    storageOrigins: ['https://*.blob.core.usgovcloudapi.net'],
    resources: {
      ...GLOBAL_RESOURCES,
      graph: 'https://graph.microsoft.us',
      arm: 'https://management.usgovcloudapi.net',
    },
    hasPartnerBilling: false,
  },
  {
    name: 'china',
    loginUrl: 'https://login.partner.microsoftonline.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    partnerCenterUrl: 'https://partner.partnercenterapi.microsoftonline.cn',
    armUrl: 'https://management.chinacloudapi.cn',
    storageOrigins: ['https://*.blob.core.chinacloudapi.cn'],
    resources: {
      graph: 'https://microsoftgraph.chinacloudapi.cn',
      partnerCenter: 'https://partner.partnercenterapi.microsoftonline.cn',
      arm: 'https://management.chinacloudapi.cn',
      partnerApi: GLOBAL_RESOURCES.partnerApi,
    },
    hasPartnerBilling: false,
  },
];

/** The resources of a cloud that is set up in configuration. */
export const DEFAULT_RESOURCES = GLOBAL_RESOURCES;

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

/** How many digits Microsoft's meters report: whole hours, operations, or a share of a month. */
export type QuantityDigits = 4 | 6 | 18;

/** One Azure meter as the simulated price list knows it. Prices are USD per unit. */
export interface Meter {
  service: string;
  subCategory: string;
  name: string;
  unitType: string;
  price: string;
  consumedService: string;
  resourceType: string;
  prefix: string;
  sku: string;
  digits: QuantityDigits;
  /** Units a day for a resource of ordinary size. */
  daily: number;
  /** Share of weekday usage that is left on Saturday and Sunday. */
  weekend: number;
  /** Whether partner earned credit can apply at all. */
  earnsCredit: boolean;
  additionalInfo?: string;
}

function meter(
  service: string,
  subCategory: string,
  name: string,
  unitType: string,
  price: string,
  type: string,
  prefix: string,
  digits: QuantityDigits,
  daily: number,
  weekend: number,
  extra?: { additionalInfo?: string; earnsCredit?: boolean },
): Omit<Meter, 'sku'> {
  const [consumedService = '', resourceType = ''] = type.split('/', 2);
  return {
    service,
    subCategory,
    name,
    unitType,
    price,
    consumedService,
    resourceType,
    prefix,
    digits,
    daily,
    weekend,
    earnsCredit: extra?.earnsCredit ?? true,
    additionalInfo: extra?.additionalInfo,
  };
}

function vm(size: string): { additionalInfo: string } {
  return {
    additionalInfo: JSON.stringify({
      UsageType: 'ComputeHR',
      ImageType: 'Canonical',
      ServiceType: size,
      VMName: null,
      VMProperties: null,
      VCPUs: Number(/\d+/.exec(size)?.[0] ?? 2),
      CPUs: 0,
    }),
  };
}

/** The simulated Azure price list. */
export const METERS: readonly Meter[] = [
  meter(
    'Virtual Machines',
    'Dsv5 Series',
    'D4s v5',
    '1 Hour',
    '0.23',
    'Microsoft.Compute/virtualMachines',
    'vm',
    6,
    24,
    0.9,
    vm('Standard_D4s_v5'),
  ),
  meter(
    'Virtual Machines',
    'Esv5 Series',
    'E8s v5',
    '1 Hour',
    '0.608',
    'Microsoft.Compute/virtualMachines',
    'vm',
    6,
    20,
    0.7,
    vm('Standard_E8s_v5'),
  ),
  meter(
    'Virtual Machines',
    'BS Series',
    'B2ms',
    '1 Hour',
    '0.0832',
    'Microsoft.Compute/virtualMachines',
    'vm',
    6,
    11.5,
    0.15,
    vm('Standard_B2ms'),
  ),
  meter(
    'Storage',
    'Premium SSD Managed Disks',
    'P10 LRS Disk',
    '1/Month',
    '19.71',
    'Microsoft.Compute/disks',
    'disk',
    18,
    0.0322,
    1,
  ),
  meter(
    'Storage',
    'Tiered Block Blob',
    'Hot LRS Data Stored',
    '1 GB/Month',
    '0.0196',
    'Microsoft.Storage/storageAccounts',
    'st',
    18,
    37.46,
    1,
  ),
  meter(
    'Storage',
    'Tables',
    'LRS Data Stored',
    '1 GB/Month',
    '0.045',
    'Microsoft.Storage/storageAccounts',
    'st',
    18,
    0.0374,
    1,
  ),
  meter(
    'Storage',
    'Tiered Block Blob',
    'Hot LRS Write Operations',
    '10K',
    '0.054',
    'Microsoft.Storage/storageAccounts',
    'st',
    4,
    14.2,
    0.5,
  ),
  meter(
    'SQL Database',
    'Single/Elastic Pool General Purpose - Compute Gen5',
    'vCore',
    '1 Hour',
    '0.1519',
    'Microsoft.Sql/servers',
    'sql',
    6,
    48,
    1,
  ),
  meter(
    'SQL Database',
    'Single/Elastic Pool General Purpose - Storage',
    'General Purpose Data Stored',
    '1 GB/Month',
    '0.137',
    'Microsoft.Sql/servers',
    'sql',
    18,
    4.13,
    1,
  ),
  meter(
    'Azure App Service',
    'Premium v3 Plan',
    'P1 v3 App',
    '1 Hour',
    '0.155',
    'Microsoft.Web/serverFarms',
    'asp',
    6,
    24,
    1,
  ),
  meter(
    'Functions',
    'Premium',
    'vCPU Duration',
    '1 Hour',
    '0.173',
    'Microsoft.Web/sites',
    'func',
    6,
    17.3,
    0.6,
  ),
  meter(
    'Bandwidth',
    'Rtn Preference: MGN',
    'Standard Data Transfer Out',
    '1 GB',
    '0.087',
    'Microsoft.Compute/virtualMachines',
    'vm',
    18,
    23.7,
    0.55,
  ),
  meter(
    'Azure Monitor',
    'Metrics',
    'Metrics ingestion Metric samples',
    '10M',
    '0.16',
    'microsoft.insights/components',
    'appi',
    18,
    0.34,
    0.8,
  ),
  meter(
    'Azure Monitor',
    'Alerts',
    'Alerts Metric Monitored',
    '1/Month',
    '0.1',
    'microsoft.insights/metricAlerts',
    'alert',
    18,
    0.322580645,
    1,
  ),
  meter(
    'Azure Kubernetes Service',
    'Standard',
    'Standard Uptime SLA',
    '1 Hour',
    '0.1',
    'Microsoft.ContainerService/managedClusters',
    'aks',
    6,
    24,
    1,
  ),
  meter(
    'Azure Cosmos DB',
    'Autoscale',
    '100 RU/s',
    '1/Hour',
    '0.012',
    'Microsoft.DocumentDB/databaseAccounts',
    'cosmos',
    6,
    310,
    0.7,
  ),
  meter(
    'Azure Cosmos DB',
    'Standard',
    'Data Stored',
    '1 GB/Month',
    '0.25',
    'Microsoft.DocumentDB/databaseAccounts',
    'cosmos',
    18,
    1.61,
    1,
  ),
  meter(
    'Key Vault',
    'Standard',
    'Operations',
    '10K',
    '0.03',
    'Microsoft.KeyVault/vaults',
    'kv',
    4,
    3.1,
    0.4,
  ),
  meter(
    'Backup',
    'Azure VM',
    'Azure VM Protected Instances',
    '1/Month',
    '10',
    'Microsoft.RecoveryServices/vaults',
    'rsv',
    18,
    0.0645,
    1,
  ),
  meter(
    'Backup',
    'LRS',
    'LRS Data Stored',
    '1 GB/Month',
    '0.0224',
    'Microsoft.RecoveryServices/vaults',
    'rsv',
    18,
    21.4,
    1,
  ),
  meter(
    'Foundry Models',
    'Azure OpenAI',
    'gpt 5 mini inp glbl Tokens',
    '1M',
    '0.25',
    'Microsoft.CognitiveServices/accounts',
    'oai',
    18,
    12.4,
    0.3,
  ),
  meter(
    'Foundry Models',
    'Azure OpenAI',
    'gpt 5 mini outp glbl Tokens',
    '1M',
    '2',
    'Microsoft.CognitiveServices/accounts',
    'oai',
    18,
    2.9,
    0.3,
  ),
  meter(
    'Log Analytics',
    'Analytics Logs',
    'Analytics Logs Data Ingestion',
    '1 GB',
    '2.99',
    'Microsoft.OperationalInsights/workspaces',
    'log',
    18,
    1.87,
    0.75,
  ),
  meter(
    'Virtual Network',
    'IP Addresses',
    'Standard IPv4 Static Public IP',
    '1 Hour',
    '0.005',
    'Microsoft.Network/publicIPAddresses',
    'pip',
    6,
    24,
    1,
  ),
  meter(
    'Azure DNS',
    'Public',
    'Public Queries',
    '1M',
    '0.4',
    'Microsoft.Network/dnsZones',
    'dns',
    18,
    0.0000443,
    0.6,
    { earnsCredit: false },
  ),
  meter(
    'Microsoft Defender for Cloud',
    'Microsoft Defender for Servers',
    'Standard P2 Node',
    '1 Hour',
    '0.02',
    'Microsoft.Security/pricings',
    'def',
    6,
    24,
    1,
    { earnsCredit: false },
  ),
].map((one, index) => ({
  ...one,
  sku: (index + 1).toString(16).toUpperCase().padStart(4, '0'),
}));

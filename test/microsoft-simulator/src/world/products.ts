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

/** A licence or SaaS product sold per seat. Prices are per seat and month. */
export interface SeatProduct {
  name: string;
  productId: string;
  skuId: string;
  price: { EUR: string; USD: string };
  category: string;
}

/** Licences of new commerce. */
export const LICENCES: readonly SeatProduct[] = [
  {
    name: 'Microsoft 365 Business Premium',
    productId: 'CFQ7TTC0LCHC',
    skuId: '0002',
    price: { EUR: '16.52', USD: '17.60' },
    category: 'OnlineServices',
  },
  {
    name: 'Microsoft 365 E3',
    productId: 'CFQ7TTC0LFLX',
    skuId: '0001',
    price: { EUR: '29.712', USD: '31.68' },
    category: 'OnlineServices',
  },
  {
    name: 'Microsoft 365 E5',
    productId: 'CFQ7TTC0LFLZ',
    skuId: '0003',
    price: { EUR: '47.10', USD: '50.16' },
    category: 'OnlineServices',
  },
  {
    name: 'Microsoft 365 Copilot',
    productId: 'CFQ7TTC0MM8R',
    skuId: '0002',
    price: { EUR: '24.79', USD: '26.40' },
    category: 'OnlineServices',
  },
  {
    name: 'Exchange Online (Plan 1)',
    productId: 'CFQ7TTC0LH16',
    skuId: '0001',
    price: { EUR: '3.304', USD: '3.52' },
    category: 'OnlineServices',
  },
  {
    name: 'Dynamics 365 Business Central Essentials',
    productId: 'CFQ7TTC0LH2H',
    skuId: '0001',
    price: { EUR: '57.84', USD: '61.60' },
    category: 'OnlineServices',
  },
  {
    name: 'Power BI Pro',
    productId: 'CFQ7TTC0LHSF',
    skuId: '0001',
    price: { EUR: '11.56', USD: '12.32' },
    category: 'OnlineServices',
  },
  {
    name: 'Visio Plan 2',
    productId: 'CFQ7TTC0HD32',
    skuId: '0002',
    price: { EUR: '12.39', USD: '13.20' },
    category: 'OnlineServices',
  },
  {
    name: 'Microsoft Defender for Business',
    productId: 'CFQ7TTC0J1GB',
    skuId: '0003',
    price: { EUR: '2.4787', USD: '2.64' },
    category: 'OnlineServices',
  },
];

/** Third-party SaaS from the marketplace, priced in USD everywhere. */
export const MARKETPLACE: readonly (SeatProduct & { publisher: string })[] = [
  {
    name: 'Lanternfish Backup for Microsoft 365',
    publisher: 'Lanternfish Software',
    productId: 'DZH318Z09TQP',
    skuId: '000R',
    price: { EUR: '2.35', USD: '2.35' },
    category: 'SaaS',
  },
  {
    name: 'Signetry Mail Signatures',
    publisher: 'Signetry',
    productId: 'DZH318Z08R4V',
    skuId: '0017',
    price: { EUR: '1.1475', USD: '1.1475' },
    category: 'SaaS',
  },
];

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

import { hashText } from '../world/random';
import type { World } from '../world/World';

const ADDRESS = {
  country: 'NL',
  city: 'Utrecht',
  state: '',
  addressLine1: '14 Canal Street',
  addressLine2: '',
  postalCode: '3511 AA',
};

/** The partner's own profiles by name. */
export function profileResource(
  world: World,
  name: string,
): object | undefined {
  const { partner } = world;
  const etag = `"${hashText(partner.tenantId)}"`;
  const contact = {
    firstName: 'Billie',
    lastName: 'Agentson',
    phoneNumber: '0305550100',
  };
  const links = {
    self: { uri: `/profiles/${name}`, method: 'GET', headers: [] },
  };
  const email = `accounts@${partner.domain}`;
  switch (name) {
    case 'legalbusiness':
      return {
        companyName: partner.name,
        address: { ...ADDRESS, ...contact },
        primaryContact: { ...contact, email },
        companyApproverAddress: ADDRESS,
        companyApproverEmail: email,
        vettingStatus: 'authorized',
        vettingSubStatus: 'none',
        profileType: 'LegalBusinessProfile',
        links,
        attributes: { objectType: 'LegalBusinessProfile' },
      };
    case 'organization':
      return {
        id: partner.tenantId,
        companyName: partner.name,
        defaultAddress: { ...ADDRESS, ...contact },
        tenantId: partner.tenantId,
        domain: partner.domain,
        email,
        language: 'en',
        culture: 'en-NL',
        profileType: 'OrganizationProfile',
        links,
        attributes: { etag, objectType: 'OrganizationProfile' },
      };
    case 'billing':
      return {
        companyName: partner.name,
        address: ADDRESS,
        primaryContact: contact,
        purchaseOrderNumber: '9888',
        taxId: 'NL000000000B01',
        billingCurrency: 'EUR',
        profileType: 'BillingProfile',
        links,
        attributes: { etag, objectType: 'BillingProfile' },
      };
    case 'mpn':
      return {
        mpnId: partner.mpnId,
        partnerName: partner.name,
        profileType: 'MpnProfile',
        links,
        attributes: { objectType: 'MpnProfile' },
      };
    case 'support':
      return {
        email,
        telephone: '0305550100',
        website: 'www.gullwingcloud.example',
        profileType: 'support_profile',
        links: {
          self: { uri: '/v1/profiles/support', method: 'GET', headers: [] },
        },
        attributes: { objectType: 'PartnerSupportProfile' },
      };
    default:
      return undefined;
  }
}

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

import { DecimalSum } from '../world/Decimal';
import { parseBillingPeriod } from '../world/months';
import { isBilled } from '../world/scope';
import type { World } from '../world/World';
import { retailLines, retailScopes } from './retailLines';

/** What the Azure usage of a customer really costs; amounts are plain decimal text. */
export interface RetailTruth {
  customerId: string;
  billingCurrency: string;
  state: 'estimated' | 'invoiced';
  /** One a rate of partner earned credit and Azure subscription. */
  parts: Array<{
    azureSubscriptionId: string;
    /** `0.15` or `0`. */
    rate: string;
    partnerCost: string;
    retailCost: string;
  }>;
}

/** Adds up every line of usage of a month at the simulated moment. */
export function retailTruth(
  world: World,
  billingPeriod: string,
): RetailTruth[] {
  return retailScopes(world, parseBillingPeriod(billingPeriod)).flatMap(scope =>
    world.customersIn(scope.currency).map(customer => {
      const parts = new Map<
        string,
        {
          azureSubscriptionId: string;
          rate: string;
          partner: DecimalSum;
          retail: DecimalSum;
        }
      >();
      for (const line of retailLines(world, customer, scope)) {
        const azureSubscriptionId = line.stream.entitlement.id;
        const rate = line.stream.credited ? '0.15' : '0';
        const key = `${azureSubscriptionId} ${rate}`;
        const part = parts.get(key) ?? {
          azureSubscriptionId,
          rate,
          partner: new DecimalSum(),
          retail: new DecimalSum(),
        };
        part.partner.add(line.partnerCost);
        part.retail.add(line.retailCost);
        parts.set(key, part);
      }
      return {
        customerId: customer.id,
        billingCurrency: scope.currency,
        state: isBilled(scope) ? ('invoiced' as const) : ('estimated' as const),
        parts: [...parts.values()].map(({ partner, retail, ...part }) => ({
          ...part,
          partnerCost: partner.value.toPlain(),
          retailCost: retail.value.toPlain(),
        })),
      };
    }),
  );
}

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

import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  normalizeDecimal,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { HoldDrops } from './compareCharges';

const KEY = 'cspCosts.collection.holdDrops';

const DEFAULT_PERCENT = 50;

/** In whatever currency: it keeps small customers from being held, no more. */
const DEFAULT_MINIMUM_AMOUNT = '100';

/**
 * Reads from when on a fall of a total is left to a person; undefined for
 * never.
 *
 * @throws InputError that names the field and what to write there.
 */
export function readHoldDrops(config: Config): HoldDrops | undefined {
  const value = config.getOptional(KEY);
  if (value === false || value === null) {
    return undefined;
  }
  const percent = config.getOptionalNumber(`${KEY}.percent`) ?? DEFAULT_PERCENT;
  if (percent < 0 || percent > 100) {
    throw new InputError(`${KEY}.percent must be a number from 0 to 100`);
  }
  const currencies = config.getOptionalConfig(`${KEY}.minimumAmounts`);
  return {
    percent,
    minimumAmount: readAmount(config, `${KEY}.minimumAmount`),
    minimumAmounts: new Map(
      currencies?.keys().map(currency => {
        const key = `${KEY}.minimumAmounts.${currency}`;
        if (!/^[A-Z]{3}$/.test(currency)) {
          throw new InputError(
            `${key} is of no currency; write currencies as three capital letters, such as EUR`,
          );
        }
        return [currency, readAmount(config, key)];
      }),
    ),
  };
}

function readAmount(config: Config, key: string): Decimal {
  const amount = config.getOptional(key) ?? DEFAULT_MINIMUM_AMOUNT;
  try {
    return normalizeDecimal(String(amount));
  } catch {
    throw new InputError(`${key} must be a decimal number, such as 100`);
  }
}

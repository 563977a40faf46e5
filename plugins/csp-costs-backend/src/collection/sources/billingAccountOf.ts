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

import { findBillingAccount } from '../../connectors/doctor/findBillingAccount';
import { UnusableConnectorError } from '../../connectors/UnusableConnectorError';
import { problemOf, type ProblemCode } from '../../errors';
import type { BillingAccount } from '../../microsoft/armBilling/schemas';
import type { CollectionContext } from './CollectionSource';

const PROBLEMS = {
  none: 'BILLING_ROLE_MISSING',
  'not-partner': 'BILLING_ACCOUNT_NOT_PARTNER',
  wrong: 'BILLING_ACCOUNT_WRONG',
  several: 'BILLING_ACCOUNT_AMBIGUOUS',
} as const satisfies Record<string, ProblemCode>;

/**
 * The Azure billing account of the connector's partner agreement, as its
 * application sees it.
 *
 * @throws UnusableConnectorError when it sees none, or nobody has said which.
 */
export async function billingAccountOf({
  clients,
  connector,
  now,
  signal,
}: Pick<
  CollectionContext,
  'clients' | 'connector' | 'now' | 'signal'
>): Promise<BillingAccount> {
  const found = findBillingAccount(
    await clients.armBilling.billingAccounts(signal),
    connector.settings.billingAccountId,
  );
  if (found.outcome === 'found') {
    return found.account;
  }
  throw new UnusableConnectorError(problemOf(PROBLEMS[found.outcome], now()));
}

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

import type { Agreement } from '../arm/billingAgreements';
import { Tenant } from '../identity/Tenant';
import { monthOf, type Month } from './months';
import {
  createCustomer,
  createPartner,
  type Currency,
  type Customer,
  type Partner,
} from './partner';
import type { MeterQuantity } from './purchases';
import { reconciliationLines, type ReconciliationLine } from './reconciliation';
import type { DataScope, Restatement } from './scope';
import { SimulatedClock } from './SimulatedClock';
import { Decimal, DecimalSum } from './Decimal';
import { streamOf, UsageReader } from './usage';
import { createPause } from './pause';

/** What a world is made from. */
export interface WorldOptions {
  seed: number;
  customers: number;
  months: number;
  linesPerCustomerDay: number;
  /** Licence lines of a legacy invoice; 0, the default, for no legacy invoices. */
  legacyLines?: number;
  now?: Date;
  /** Name of the partner. */
  partnerName?: string;
  /** Domain of the partner's tenant. */
  partnerDomain?: string;
  /** Whether the partner's own app registration exists; default true. */
  applicationRegistered?: boolean;
  /** Agreement of the billing accounts; default the partner agreement. */
  agreement?: Agreement;
}

/** Another partner than everybody else's: both may be simulated side by side. */
const NEWCOMER = {
  name: 'Heronsgate Cloud Services GmbH',
  domain: 'heronsgate.onmicrosoft.com',
};

/** The simulated partner: its customers, its clock and every line it was ever charged. */
export class World {
  static readonly currencies: readonly Currency[] = ['EUR', 'USD'];

  readonly seed: number;
  readonly clock: SimulatedClock;
  readonly partner: Partner;
  /** The partner's directory. */
  readonly tenant: Tenant;
  readonly customers: readonly Customer[];
  /** The oldest month with data. */
  readonly firstMonth: Month;
  /** Licence lines of a legacy invoice; without any there are no such invoices. */
  readonly legacyLines: number;

  readonly #byId: ReadonlyMap<string, Customer>;
  readonly #byCurrency: ReadonlyMap<Currency, Customer[]>;
  #restatements: readonly Restatement[] = [];
  readonly #remembered = new Map<string, Decimal>();
  readonly #quantities = new Map<string, MeterQuantity[]>();

  private constructor(options: WorldOptions) {
    this.seed = options.seed;
    this.clock = SimulatedClock.create(options.now);
    this.partner = {
      ...createPartner(options.seed),
      ...(options.applicationRegistered === false ? NEWCOMER : {}),
      ...(options.partnerName ? { name: options.partnerName } : {}),
      ...(options.partnerDomain ? { domain: options.partnerDomain } : {}),
    };
    this.tenant = new Tenant({
      seed: options.seed,
      partner: this.partner,
      applicationRegistered: options.applicationRegistered,
      agreement: options.agreement,
    });
    this.customers = Array.from({ length: options.customers }, (_, index) =>
      createCustomer(options.seed, index, options.linesPerCustomerDay),
    );
    this.#byId = new Map(this.customers.map(one => [one.id, one]));
    this.#byCurrency = new Map(
      World.currencies.map(currency => [
        currency,
        this.customers.filter(one => one.currency === currency),
      ]),
    );
    this.firstMonth = monthOf(this.clock.now()) - options.months;
    this.legacyLines = options.legacyLines ?? 0;
  }

  static create(options: WorldOptions): World {
    return new World(options);
  }

  customersIn(currency: Currency): Customer[] {
    return this.#byCurrency.get(currency) ?? [];
  }

  customer(id: string): Customer | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  /** Restatements that touch one month and currency, oldest first. */
  restatementsOf(month: Month, currency: Currency): readonly Restatement[] {
    return this.#restatements.filter(
      one =>
        one.month === month &&
        this.customers[one.customer]?.currency === currency,
    );
  }

  /** Applies a restatement from now on. */
  addRestatement(restatement: Restatement): void {
    this.#restatements = [...this.#restatements, restatement];
  }

  /** A value that is costly to compute and never changes under its key. */
  remember(key: string, compute: () => Decimal): Decimal {
    const value = this.#remembered.get(key) ?? compute();
    this.#remembered.set(key, value);
    return value;
  }

  reader(scope: DataScope): UsageReader {
    return UsageReader.create(this.seed, this.customers.length, scope);
  }

  /** The reconciliation lines of one customer in a scope. */
  reconciliation(customer: Customer, scope: DataScope): ReconciliationLine[] {
    return reconciliationLines(
      this.seed,
      this.partner,
      customer,
      this.customers.length,
      scope,
      () => this.#meterQuantities(customer, scope),
    );
  }

  /** Computes what the billed reconciliation of a scope needs, without blocking others for long. */
  async prepare(scope: DataScope): Promise<void> {
    if (scope.kind === 'billed-reconciliation') {
      const pause = createPause();
      for (const customer of this.customersIn(scope.currency)) {
        this.#meterQuantities(customer, scope);
        await pause();
      }
    }
  }

  #meterQuantities(customer: Customer, scope: DataScope): MeterQuantity[] {
    const revision = scope.restatements
      .filter(one => one.customer === customer.index)
      .map(one => `${one.day}x${one.factor}`);
    const key = `${scope.month}/${customer.index}/${revision.join(',')}`;
    const known = this.#quantities.get(key);
    if (known) {
      return known;
    }
    const reader = this.reader(scope);
    const sums = new Map<
      string,
      { sku: string; credited: boolean; sum: DecimalSum }
    >();
    for (let index = 0; index < customer.streams; index++) {
      const stream = streamOf(this.seed, customer, index);
      const group = `${stream.meter.sku}/${stream.credited}`;
      const entry = sums.get(group) ?? {
        sku: stream.meter.sku,
        credited: stream.credited,
        sum: new DecimalSum(),
      };
      sums.set(group, entry);
      for (const line of reader.quantities(customer, stream)) {
        entry.sum.add(line.quantity);
      }
    }
    const quantities = [...sums.values()].map(({ sku, credited, sum }) => ({
      sku,
      credited,
      quantity: Decimal.parse(sum.value.toPlain()),
    }));
    this.#quantities.set(key, quantities);
    return quantities;
  }
}

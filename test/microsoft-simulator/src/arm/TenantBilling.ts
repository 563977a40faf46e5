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

import type { BillingSettings } from '../identity/tenantPatch';

/** Who has which role on a billing account. */
export interface RoleAssignment {
  /** Of the billing account. */
  accountName: string;
  name: string;
  principalId: string;
  /** Name of the role's definition. */
  roleName: string;
  /** Requests of the principal that still do not count with it. */
  readsLeft: number;
}

/** An assignment that is being made. */
interface Operation {
  assignment: RoleAssignment;
  pollsLeft: number;
}

/** The roles that were given on the partner's billing accounts, and how these behave. */
export class TenantBilling {
  /** May be changed at any time. */
  readonly settings: BillingSettings = {
    agreement: 'MicrosoftPartnerAgreement',
    accounts: 1,
    billingRoleLag: 0,
    assignmentPolls: 0,
  };

  #assignments: RoleAssignment[] = [];
  readonly #operations: Operation[] = [];

  /** Roles that were given, without the one of the partner's own application. */
  get assignments(): readonly RoleAssignment[] {
    return this.#assignments;
  }

  add(assignment: Omit<RoleAssignment, 'readsLeft'>): RoleAssignment {
    const added = {
      ...assignment,
      readsLeft: this.settings.billingRoleLag,
    };
    this.#assignments.push(added);
    return added;
  }

  /** Gives whether it was there. */
  remove(accountName: string, name: string): boolean {
    const before = this.#assignments.length;
    this.#assignments = this.#assignments.filter(
      one => one.accountName !== accountName || one.name !== name,
    );
    return this.#assignments.length < before;
  }

  /** Billing accounts that the roles of a principal let it see by now; counts the look. */
  seenBy(principalId: string | undefined): string[] {
    const own = this.#assignments.filter(
      one => one.principalId === principalId,
    );
    const counting = own.filter(one => one.readsLeft === 0);
    own.forEach(one => {
      one.readsLeft = Math.max(0, one.readsLeft - 1);
    });
    return counting.map(one => one.accountName);
  }

  /** Whether the roles of a principal let it read a billing account by now. */
  lets(principalId: string | undefined, accountName: string): boolean {
    return this.#assignments.some(
      one =>
        one.principalId === principalId &&
        one.accountName === accountName &&
        one.readsLeft === 0,
    );
  }

  /** Notes that an assignment takes a while to be made; gives the id to ask for it by. */
  begin(assignment: RoleAssignment): string {
    this.#operations.push({
      assignment,
      pollsLeft: this.settings.assignmentPolls,
    });
    return String(this.#operations.length);
  }

  /** What has become of an assignment: `running`, or the assignment; undefined when there is none such. */
  poll(id: string): RoleAssignment | 'running' | undefined {
    const operation = this.#operations[Number(id) - 1];
    if (operation && operation.pollsLeft > 0) {
      operation.pollsLeft--;
      return 'running';
    }
    return operation?.assignment;
  }

  /** As the admin API shows it. */
  toJSON(): object {
    return { ...this.settings, assignments: this.#assignments };
  }
}

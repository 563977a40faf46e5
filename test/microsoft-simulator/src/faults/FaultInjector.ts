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

import type { ExportKind } from '../world/scope';
import type { Fault, FaultKind, FaultRule } from './Fault';

/** What a fault rule can look at. */
export interface FaultSubject {
  method: string;
  path: string;
  export?: {
    kind: ExportKind;
    invoiceId?: string;
    currencyCode?: string;
    /** All names the period goes by. */
    billingPeriods: readonly string[];
  };
}

interface ActiveRule {
  rule: FaultRule & { id: string };
  pattern?: RegExp;
  seen: number;
  applied: number;
}

const KINDS: ReadonlySet<string> = new Set<FaultKind>([
  'status',
  'delay',
  'keep-silent',
  'reset',
  'truncate',
  'corrupt',
  'expire-signature',
  'fail-operation',
  'never-finish',
  'empty',
  'bad-line',
  'missing-column',
  'rename-column',
  'set-value',
  'numbers-as-text',
  'byte-order-mark',
  'bad-utf8',
  'repeat-blob',
  'copy-blob',
  'move-blobs',
  'zip-file',
]);

/** Holds the fault rules and says which faults a request suffers. */
export class FaultInjector {
  #rules: ActiveRule[] = [];
  #next = 1;

  static create(): FaultInjector {
    return new FaultInjector();
  }

  /**
   * Adds a rule and returns its id. A rule with the id of another replaces it.
   *
   * @throws Error when the rule makes no sense.
   */
  add(rule: FaultRule): string {
    const kind = rule?.fault?.kind;
    if (!KINDS.has(kind)) {
      throw new Error(
        `Unknown fault '${kind}'; known: ${[...KINDS].join(', ')}`,
      );
    }
    const { times } = rule;
    if (
      times !== undefined &&
      times !== 'always' &&
      !(Number.isInteger(times) && times > 0)
    ) {
      throw new Error("times must be a positive whole number or 'always'");
    }
    const id = rule.id ?? `fault-${this.#next++}`;
    const pattern =
      rule.match?.path === undefined ? undefined : new RegExp(rule.match.path);
    this.remove(id);
    this.#rules.push({ rule: { ...rule, id }, pattern, seen: 0, applied: 0 });
    return id;
  }

  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter(one => one.rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The rules that are left, with how often each was applied. */
  list(): Array<FaultRule & { id: string; applied: number }> {
    return this.#rules.map(({ rule, applied }) => ({ ...rule, applied }));
  }

  /** Uses up and returns the faults of the given kinds that hit this request. */
  take<K extends FaultKind>(
    subject: FaultSubject,
    kinds: readonly K[],
  ): Array<Extract<Fault, { kind: K }>> {
    const faults: Array<Extract<Fault, { kind: K }>> = [];
    for (const active of this.#rules) {
      const { fault, times = 1, match } = active.rule;
      if (
        !(kinds as readonly string[]).includes(fault.kind) ||
        !this.#matches(active, subject)
      ) {
        continue;
      }
      active.seen++;
      if (
        active.seen >= (match?.nth ?? 1) &&
        (times === 'always' || active.applied < times)
      ) {
        active.applied++;
        faults.push(fault as Extract<Fault, { kind: K }>);
      }
    }
    return faults;
  }

  /** Whether a rule of this kind exists for the subject, without using it up. */
  holds(subject: FaultSubject, kind: FaultKind): boolean {
    return this.#rules.some(
      active =>
        active.rule.fault.kind === kind && this.#matches(active, subject),
    );
  }

  #matches(active: ActiveRule, subject: FaultSubject): boolean {
    const match = active.rule.match ?? {};
    const data = subject.export;
    return (
      (match.method === undefined ||
        match.method.toUpperCase() === subject.method) &&
      (active.pattern === undefined || active.pattern.test(subject.path)) &&
      (match.export === undefined || match.export === data?.kind) &&
      (match.invoiceId === undefined || match.invoiceId === data?.invoiceId) &&
      (match.currencyCode === undefined ||
        match.currencyCode === data?.currencyCode) &&
      (match.billingPeriod === undefined ||
        (data?.billingPeriods.includes(match.billingPeriod) ?? false))
    );
  }
}

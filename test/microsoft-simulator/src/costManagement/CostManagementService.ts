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

import { billingAccountName } from '../arm/billingAccountName';
import type { FaultInjector, FaultSubject } from '../faults/FaultInjector';
import { json, type Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { readsBilling } from '../identity/accounts';
import { callerOf } from '../identity/authorization';
import type { RegisteredApplication } from '../identity/RegisteredApplication';
import { ARM } from '../identity/resources';
import { createSasToken } from '../storage/signature';
import type { StorageService } from '../storage/StorageService';
import {
  daysIn,
  formatBillingPeriod,
  formatDay,
  monthOf,
  parseBillingPeriod,
  type Month,
} from '../world/months';
import type { Customer } from '../world/partner';
import { createPause } from '../world/pause';
import { guid } from '../world/random';
import type { World } from '../world/World';
import { costDetailsRows } from './costDetailsRows';
import { costDetailsText, REPORT_FAULTS } from './costDetailsText';
import { retailScopes } from './retailLines';

/** How Microsoft's pages print the paths. */
const PATH =
  /^\/(providers\/Microsoft\.Billing\/billingAccounts\/([^/]+)(?:\/customers\/([^/]+))?)\/providers\/Microsoft\.CostManagement\/(?:(generateCostDetailsReport)|costDetailsOperationResults\/([^/]+))$/;

const API_VERSIONS = ['2022-05-01', '2022-10-01', '2023-11-01', '2025-03-01'];
const OLDEST_MONTHS = 13;
const METRICS = ['ActualCost', 'AmortizedCost'];

interface ReportOperation {
  id: string;
  scope: string;
  body: { metric: string; timePeriod: { start: string; end: string } };
  month: Month;
  customers: readonly Customer[];
  subject: FaultSubject;
  polls: number;
  failure?: { code: string; message: string };
  empty: boolean;
  answer?: object;
}

function fault(status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message } });
}

/** The part of the simulated Azure Resource Manager that makes reports of cost details. */
export class CostManagementService {
  readonly #world: World;
  readonly #faults: FaultInjector;
  readonly #storage: StorageService;
  readonly #options: {
    operationPolls: number;
    retryAfterSeconds: number;
    linesPerBlob: number;
  };
  readonly #operations = new Map<string, ReportOperation>();

  constructor(
    world: World,
    faults: FaultInjector,
    storage: StorageService,
    options: {
      operationPolls: number;
      retryAfterSeconds: number;
      linesPerBlob: number;
    },
  ) {
    this.#world = world;
    this.#faults = faults;
    this.#storage = storage;
    this.#options = options;
  }

  /** Whether a path is Cost Management's. */
  static owns(path: string): boolean {
    return path.includes('/providers/Microsoft.CostManagement/');
  }

  /** Answers, or returns undefined when there is nothing under the path. */
  async handle(request: SimulatedRequest): Promise<Reply | undefined> {
    const refusal = this.#authorize(request);
    if (refusal) {
      return refusal;
    }
    const [, scope, account, customerId, generate, operationId] =
      PATH.exec(request.path) ?? [];
    if (!scope || account !== billingAccountName(this.#world)) {
      return fault(404, 'NotFound', 'The billing account was not found.');
    }
    if (operationId) {
      const operation = this.#operations.get(operationId);
      return operation?.scope === scope
        ? this.#poll(request, operation)
        : fault(404, 'NotFound', 'The operation was not found.');
    }
    if (!generate || request.method !== 'POST') {
      return fault(404, 'NotFound', 'The resource was not found.');
    }
    const customer = customerId && this.#world.customer(customerId);
    if (customerId && !customer) {
      return fault(404, 'NotFound', 'The customer was not found.');
    }
    return this.#submit(
      request,
      scope,
      customer ? [customer] : this.#world.customers,
    );
  }

  #authorize(request: SimulatedRequest): Reply | undefined {
    const { tenant } = this.#world;
    const caller = callerOf(this.#world, tenant.accounts, ARM, request);
    if (caller.kind === 'refused') {
      return fault(
        401,
        'InvalidAuthenticationToken',
        `The access token is ${caller.reason}.`,
      );
    }
    if (!API_VERSIONS.includes(request.query.get('api-version') ?? '')) {
      return fault(
        400,
        'NoRegisteredProviderFound',
        'No registered resource provider found for the API version.',
      );
    }
    const sees =
      caller.kind === 'app'
        ? this.#hasRole(caller.application)
        : readsBilling(caller.account);
    return sees
      ? undefined
      : fault(
          403,
          'RBACAccessDenied',
          'The client does not have authorization to perform action.',
        );
  }

  #hasRole(application: RegisteredApplication): boolean {
    const { own, billing, billingRoleAssigned } = this.#world.tenant;
    return (
      (application === own && billingRoleAssigned) ||
      billing.assignments.some(
        one =>
          one.principalId === application.servicePrincipalId &&
          one.readsLeft === 0,
      )
    );
  }

  #submit(
    request: SimulatedRequest,
    scope: string,
    customers: readonly Customer[],
  ): Reply {
    const parsed = this.#parse(request.body);
    if (typeof parsed === 'string') {
      return fault(400, 'BadRequest', parsed);
    }
    const subject: FaultSubject = { method: 'POST', path: request.path };
    const [failure] = this.#faults.take(subject, ['fail-operation']);
    const operation: ReportOperation = {
      ...parsed,
      id: guid(this.#world.seed, 905, this.#operations.size),
      scope,
      customers,
      subject,
      polls: 0,
      failure: failure && {
        code: failure.code ?? 'InternalServerError',
        message: failure.message ?? 'The report could not be made.',
      },
      empty: this.#faults.take(subject, ['empty']).length > 0,
    };
    this.#operations.set(operation.id, operation);
    return this.#running(request, operation);
  }

  #parse(body: string): Pick<ReportOperation, 'body' | 'month'> | string {
    let value: Partial<ReportOperation['body']> & Record<string, unknown>;
    try {
      value = JSON.parse(body || '{}');
    } catch {
      return 'Invalid JSON.';
    }
    const { metric = 'ActualCost', timePeriod, ...others } = value;
    if (!METRICS.includes(metric)) {
      return `Invalid metric '${metric}'.`;
    }
    if (Object.keys(others).length > 0) {
      return 'Only one of timePeriod, invoiceId and billingPeriod may be given.';
    }
    const now = monthOf(this.#world.clock.now());
    const period = timePeriod ?? {
      start: formatDay(now, 1),
      end: formatDay(now, daysIn(now)),
    };
    let month: Month;
    try {
      month = parseBillingPeriod(period.start.slice(0, 7));
    } catch {
      return 'Invalid start date.';
    }
    if (
      period.end.slice(0, 7) !== formatBillingPeriod(month) ||
      period.end < period.start
    ) {
      return 'The report may be of one month at most.';
    }
    return month <= now - OLDEST_MONTHS
      ? `The start date must not be older than ${OLDEST_MONTHS} months.`
      : { body: { metric, timePeriod: period }, month };
  }

  #running(request: SimulatedRequest, operation: ReportOperation): Reply {
    const { retryAfterSeconds } = this.#options;
    return {
      status: 202,
      headers: {
        location: `${request.origin}/${
          operation.scope
        }/providers/Microsoft.CostManagement/costDetailsOperationResults/${
          operation.id
        }?api-version=${request.query.get('api-version')}`,
        ...(retryAfterSeconds > 0
          ? { 'retry-after': String(retryAfterSeconds) }
          : {}),
        'x-ms-ratelimit-microsoft.costmanagement-qpu-consumed': '1',
      },
    };
  }

  async #poll(
    request: SimulatedRequest,
    operation: ReportOperation,
  ): Promise<Reply> {
    if (
      operation.polls++ < this.#options.operationPolls ||
      this.#faults.holds(operation.subject, 'never-finish')
    ) {
      return this.#running(request, operation);
    }
    const { id, scope, failure } = operation;
    const head = {
      id: `${scope}/providers/Microsoft.CostManagement/costDetailsOperationResults/${id}`,
      name: id,
    };
    if (failure) {
      return json(200, { ...head, status: 'Failed', error: failure });
    }
    operation.answer ??= await this.#finish(request, operation);
    return json(200, { ...head, ...operation.answer });
  }

  /** Makes the files of a report readable; how they look is settled now. */
  async #finish(
    request: SimulatedRequest,
    operation: ReportOperation,
  ): Promise<object> {
    const world = this.#world;
    const scopes = operation.empty ? [] : retailScopes(world, operation.month);
    const rows = () => costDetailsRows(world, operation.customers, scopes);
    const { linesPerBlob } = this.#options;
    const directory = `/armreports/${operation.id}`;
    const signature = createSasToken(
      world.seed,
      world.partner.tenantId,
      directory,
      world.clock.now(),
    );
    const pause = createPause();
    const all = rows();
    const blobs: Array<{ blobLink: string; byteCount: number }> = [];
    for (let next = all.next(); !next.done; ) {
      const path = `${directory}/part-${blobs.length}.csv`;
      const first = blobs.length * linesPerBlob;
      const faults = this.#faults.take({ method: 'GET', path }, REPORT_FAULTS);
      const part: string[][] = [];
      while (!next.done && part.length < linesPerBlob) {
        part.push(next.value);
        next = all.next();
        await pause();
      }
      let byteCount = 0;
      for (const line of costDetailsText(part, faults)) {
        byteCount += Buffer.byteLength(line);
      }
      this.#storage.publishText(path, () =>
        costDetailsText(slice(rows(), first, linesPerBlob), faults),
      );
      blobs.push({
        blobLink: `${request.storageOrigin}${path}?${signature}`,
        byteCount,
      });
    }
    if (blobs.length === 0) {
      return { status: 'NoDataFound' };
    }
    return {
      status: 'Completed',
      manifest: {
        manifestVersion: '2023-11-01',
        dataFormat: 'Csv',
        blobCount: blobs.length,
        byteCount: blobs.reduce((sum, { byteCount }) => sum + byteCount, 0),
        compressData: false,
        requestContext: {
          requestScope: operation.scope,
          requestBody: operation.body,
        },
        blobs,
      },
      validTill: new Date(
        world.clock.now().getTime() + 3_600_000,
      ).toISOString(),
    };
  }
}

function* slice<T>(
  items: Iterable<T>,
  start: number,
  length: number,
): Generator<T> {
  let index = 0;
  for (const item of items) {
    if (index >= start + length) {
      return;
    }
    if (index++ >= start) {
      yield item;
    }
  }
}

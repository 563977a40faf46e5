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

import type { FaultInjector, FaultSubject } from '../faults/FaultInjector';
import { json, type Reply } from '../http/Reply';
import type { SimulatedRequest } from '../http/SimulatedRequest';
import { readsBilling, type Account } from '../identity/accounts';
import { callerOf } from '../identity/authorization';
import { GRAPH } from '../identity/resources';
import type { StorageService } from '../storage/StorageService';
import { resolveExport, type ExportRequest } from '../world/exports';
import { formatBillingPeriod } from '../world/months';
import { guid } from '../world/random';
import type { World } from '../world/World';
import { graphError, graphRefusal } from './graphError';
import { finishOperation, manifestOf, type Operation } from './operation';
import { parseExport } from './parseExport';

/** How operations behave. */
export interface GraphOptions {
  operationPolls: number;
  retryAfterSeconds: number;
  linesPerBlob: number;
}

const ROOT = '/v1.0/reports/partners/billing';
const TYPE = '#microsoft.graph.partners.billing.';

/** The simulated Graph partner billing API. */
export class GraphService {
  readonly #world: World;
  readonly #accounts: readonly Account[];
  readonly #faults: FaultInjector;
  readonly #storage: StorageService;
  readonly #options: GraphOptions;
  readonly #operations = new Map<string, Operation>();
  readonly #manifests = new Map<string, Operation>();

  private constructor(
    world: World,
    accounts: readonly Account[],
    faults: FaultInjector,
    storage: StorageService,
    options: GraphOptions,
  ) {
    this.#world = world;
    this.#accounts = accounts;
    this.#faults = faults;
    this.#storage = storage;
    this.#options = options;
  }

  static create(
    world: World,
    accounts: readonly Account[],
    faults: FaultInjector,
    storage: StorageService,
    options: GraphOptions,
  ): GraphService {
    return new GraphService(world, accounts, faults, storage, options);
  }

  /** What fault rules see of a Graph request. */
  exportOf(request: SimulatedRequest): FaultSubject['export'] {
    const parsed = request.method === 'POST' ? parseExport(request) : undefined;
    if (parsed?.kind === 'export') {
      return this.#subjectOf(parsed.request);
    }
    const id = request.path.slice(request.path.lastIndexOf('/') + 1);
    return (this.#operations.get(id) ?? this.#manifests.get(id))?.subject
      .export;
  }

  #subjectOf(request: ExportRequest): FaultSubject['export'] {
    const scope = resolveExport(this.#world, request);
    const period = scope ? [formatBillingPeriod(scope.month)] : [];
    return 'invoiceId' in request
      ? {
          kind: request.kind,
          invoiceId: request.invoiceId,
          currencyCode: scope?.currency,
          billingPeriods: period,
        }
      : {
          kind: request.kind,
          currencyCode: request.currencyCode,
          billingPeriods: [request.billingPeriod, ...period],
        };
  }

  /** Answers, or returns undefined when the path is not one of Graph's billing paths. */
  async handle(request: SimulatedRequest): Promise<Reply | undefined> {
    if (!request.path.startsWith(`${ROOT}/`)) {
      return request.path.startsWith('/v1.0/')
        ? graphError(
            this.#world,
            request,
            404,
            'ResourceNotFound',
            'Resource not found.',
          )
        : undefined;
    }
    const refusal = this.#authorize(request);
    if (refusal) {
      return refusal;
    }
    const match = /^\/(operations|manifests)\/([^/]+)$/.exec(
      request.path.slice(ROOT.length),
    );
    if (match && request.method === 'GET') {
      const found = (
        match[1] === 'operations' ? this.#operations : this.#manifests
      ).get(match[2] ?? '');
      if (!found || (match[1] === 'manifests' && !found.finished)) {
        return graphError(
          this.#world,
          request,
          404,
          'ResourceNotFound',
          `Resource '${match[2]}' does not exist.`,
        );
      }
      return match[1] === 'operations'
        ? this.#poll(request, found)
        : json(200, {
            '@odata.context': `${request.origin}/v1.0/$metadata#reports/partners/billing/manifests/$entity`,
            ...manifestOf(request, found),
          });
    }
    const parsed = parseExport(request);
    switch (parsed?.kind) {
      case 'export':
        return this.#submit(request, parsed.request);
      case 'invalid':
        return graphError(
          this.#world,
          request,
          400,
          'BadRequest',
          parsed.message,
        );
      default:
        return graphError(
          this.#world,
          request,
          404,
          'ResourceNotFound',
          'Resource not found for the segment.',
        );
    }
  }

  #authorize(request: SimulatedRequest): Reply | undefined {
    const caller = callerOf(this.#world, this.#accounts, GRAPH, request);
    if (caller.kind === 'refused') {
      return graphRefusal(this.#world, request, caller.reason);
    }
    const granted =
      caller.kind === 'app'
        ? caller.claims.roles ?? []
        : (caller.claims.scp ?? '').split(' ');
    const allowed =
      granted.includes('PartnerBilling.Read.All') &&
      (caller.kind === 'app' || readsBilling(caller.account));
    return allowed
      ? undefined
      : graphError(
          this.#world,
          request,
          403,
          'Authorization_RequestDenied',
          'Insufficient privileges to complete the operation.',
        );
  }

  #submit(request: SimulatedRequest, asked: ExportRequest): Reply {
    const number = this.#operations.size + 1;
    const id = guid(this.#world.seed, 501, number);
    const subject: FaultSubject = {
      method: request.method,
      path: request.path,
      export: this.#subjectOf(asked),
    };
    const failed = this.#faults.take(subject, ['fail-operation'])[0];
    const operation: Operation = {
      id,
      number,
      manifestId: guid(this.#world.seed, 502, number),
      request: asked,
      scope: resolveExport(this.#world, asked),
      subject,
      createdAt: this.#world.clock.now(),
      polls: 0,
      failure: failed && {
        code: failed.code ?? '5000',
        message: failed.message ?? 'No data available',
      },
      empty: this.#faults.take(subject, ['empty']).length > 0,
      twice: this.#twice(subject),
      blobOrigin: this.#faults.take(subject, ['move-blobs'])[0]?.origin,
    };
    this.#operations.set(id, operation);
    this.#manifests.set(operation.manifestId, operation);
    return {
      status: 202,
      headers: {
        location: `${request.origin}${ROOT}/operations/${id}`,
        'request-id': id,
      },
    };
  }

  #twice(subject: FaultSubject): Operation['twice'] {
    const [fault] = this.#faults.take(subject, ['repeat-blob', 'copy-blob']);
    return fault && (fault.kind === 'repeat-blob' ? 'repeated' : 'copied');
  }

  async #poll(request: SimulatedRequest, operation: Operation): Promise<Reply> {
    operation.polls++;
    const now = this.#world.clock.now();
    // Microsoft prints operation times with and without a zone.
    const created = operation.createdAt.toISOString();
    const common = {
      '@odata.context': `${request.origin}/v1.0/$metadata#reports/partners/billing/operations/$entity`,
      id: operation.id,
      createdDateTime:
        operation.number % 2 === 0 ? created : created.slice(0, 19),
      lastActionDateTime: (operation.finished?.at ?? now).toISOString(),
    };
    const stuck = [
      operation.subject,
      { ...operation.subject, method: request.method, path: request.path },
    ].some(subject => this.#faults.holds(subject, 'never-finish'));
    if (stuck || operation.polls <= this.#options.operationPolls) {
      return json(
        200,
        {
          ...common,
          '@odata.type': `${TYPE}runningOperation`,
          status: operation.polls === 1 ? 'notStarted' : 'running',
        },
        this.#options.retryAfterSeconds > 0
          ? { 'retry-after': String(this.#options.retryAfterSeconds) }
          : {},
      );
    }
    const failure =
      operation.failure ??
      (await finishOperation(
        this.#world,
        this.#storage,
        operation,
        this.#options.linesPerBlob,
      ));
    if (failure) {
      return json(200, {
        ...common,
        '@odata.type': `${TYPE}failedOperation`,
        status: 'failed',
        error: { message: failure.message, code: failure.code },
      });
    }
    return json(200, {
      ...common,
      '@odata.type': `${TYPE}exportSuccessOperation`,
      status: 'succeeded',
      ...(operation.number % 2 === 1
        ? {
            'resourceLocation@odata.navigationLink': `${request.origin}${ROOT}/manifests/${operation.manifestId}`,
          }
        : { resourceLocation: manifestOf(request, operation) }),
    });
  }
}

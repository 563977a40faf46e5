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

import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import type { AdminService } from '../admin/AdminService';
import type { ArmService } from '../arm/ArmService';
import { CostManagementService } from '../costManagement/CostManagementService';
import { DirectoryService } from '../directory/DirectoryService';
import type { Fault } from '../faults/Fault';
import type { FaultInjector } from '../faults/FaultInjector';
import type { GraphService } from '../graph/GraphService';
import type { IdentityService } from '../identity/IdentityService';
import type { PartnerApiService } from '../partnerApi/PartnerApiService';
import type { PartnerCenterService } from '../partnerCenter/PartnerCenterService';
import type { RequestLog, Service } from '../RequestLog';
import type { StorageService } from '../storage/StorageService';
import type { World } from '../world/World';
import type { RateLimiter } from '../faults/RateLimiter';
import { faultReply } from './faultReply';
import type { Reply } from './Reply';
import { header, readRequest, type SimulatedRequest } from './SimulatedRequest';

/** Everything that answers. */
export interface Services {
  world: World;
  identity: IdentityService;
  graph: GraphService;
  directory: DirectoryService;
  partnerCenter: PartnerCenterService;
  partnerApi: PartnerApiService;
  arm: ArmService;
  costManagement: CostManagementService;
  storage: StorageService;
  admin: AdminService;
  faults: FaultInjector;
  rateLimiter: RateLimiter;
  requests: RequestLog;
}

function route(
  services: Services,
  origin: 'main' | 'storage',
  request: SimulatedRequest,
): { service: Service; answer: () => Promise<Reply | undefined> } {
  if (origin === 'storage') {
    return {
      service: 'storage',
      answer: async () => services.storage.handle(request),
    };
  }
  if (request.path.startsWith('/admin')) {
    return {
      service: 'admin',
      answer: async () => services.admin.handle(request),
    };
  }
  if (request.path.startsWith('/v1.0/sales/')) {
    return {
      service: 'partner-api',
      answer: async () => services.partnerApi.handle(request),
    };
  }
  if (CostManagementService.owns(request.path)) {
    return {
      service: 'cost-management',
      answer: () => services.costManagement.handle(request),
    };
  }
  if (request.path.startsWith('/providers/')) {
    return { service: 'arm', answer: () => services.arm.handle(request) };
  }
  if (DirectoryService.owns(request.path)) {
    return {
      service: 'graph',
      answer: () => services.directory.handle(request),
    };
  }
  if (request.path.startsWith('/v1.0/')) {
    return { service: 'graph', answer: () => services.graph.handle(request) };
  }
  if (request.path.startsWith('/v1/')) {
    return {
      service: 'partner-center',
      answer: () => services.partnerCenter.handle(request),
    };
  }
  return {
    service: 'identity',
    answer: () => services.identity.handle(request),
  };
}

/** Answers one request: admin first, then faults, then the service the path belongs to. */
export async function serve(
  services: Services,
  origin: 'main' | 'storage',
  ports: { main: number; storage: number },
  host: string,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world, faults, rateLimiter, requests } = services;
  const request = await readRequest(message, origin, ports, host);
  const { service, answer } = route(services, origin, request);
  if (service === 'admin') {
    await send(response, (await answer()) ?? { status: 404 });
    return;
  }
  const entry = {
    service,
    method: request.method,
    path: request.path,
    query: origin === 'storage' ? '' : request.search,
    status: 0,
    faults: [] as string[],
    leakedToken:
      origin === 'storage' && request.headers.authorization !== undefined,
  };
  requests.add(entry);
  const hit = faults.take(
    {
      method: request.method,
      path: request.path,
      export:
        origin === 'storage'
          ? services.storage.exportOf(request)
          : services.graph.exportOf(request),
    },
    ['delay', 'keep-silent', 'reset', 'status'],
  );
  entry.faults.push(...hit.map(one => one.kind));
  for (const fault of hit) {
    if (fault.kind === 'delay') {
      // An answer that is late must not keep a stopped simulator's process alive.
      await setTimeout(fault.milliseconds, undefined, { ref: false });
    }
  }
  const reset = hit.find(one => one.kind === 'reset');
  if (reset && reset.afterBytes === undefined) {
    message.socket.destroy();
    return;
  }
  const closedMs = rateLimiter.count(
    service,
    // Cost Management counts each type of client for itself.
    service === 'cost-management' ? header(request, 'clienttype') : undefined,
  );
  const status =
    hit.find(one => one.kind === 'status') ??
    (closedMs === undefined ? undefined : tooMany(service, closedMs));
  const reply = status
    ? faultReply(world, service, request, status)
    : (await answer()) ?? { status: 404, body: 'Not found' };
  entry.status = reply.status;
  if (hit.some(one => one.kind === 'keep-silent')) {
    return;
  }
  await send(response, reply, reset?.afterBytes);
}

/** What a service says that is asked too much, with whole seconds as Microsoft has them. */
function tooMany(
  service: Service,
  closedMs: number,
): Extract<Fault, { kind: 'status' }> {
  const seconds = String(Math.ceil(closedMs / 1000));
  return service === 'cost-management'
    ? {
        kind: 'status',
        status: 429,
        // These headers alone: Retry-After does not come with them.
        headers: {
          'x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after': seconds,
          'x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after':
            seconds,
          'x-ms-ratelimit-remaining-microsoft.costmanagement-clienttype-requests':
            'DefaultQuota:0',
        },
        body: {
          error: { code: '429', message: 'Too many requests. Please retry.' },
        },
      }
    : { kind: 'status', status: 429, headers: { 'Retry-After': seconds } };
}

async function send(
  response: ServerResponse,
  reply: Reply,
  resetAfter?: number,
): Promise<void> {
  response.writeHead(reply.status, reply.headers);
  const { body } = reply;
  if (resetAfter !== undefined) {
    await sendPart(response, body ?? '', resetAfter);
  } else if (
    body === undefined ||
    typeof body === 'string' ||
    Buffer.isBuffer(body)
  ) {
    response.end(body);
  } else {
    await pipeline(body, response);
  }
}

/** Sends the first bytes of a body and cuts the connection. */
async function sendPart(
  response: ServerResponse,
  body: NonNullable<Reply['body']>,
  bytes: number,
): Promise<void> {
  let left = bytes;
  const chunks =
    typeof body === 'string' || Buffer.isBuffer(body) ? [body] : body;
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk as Buffer);
    const part = buffer.subarray(0, left);
    await new Promise(resolve => response.write(part, resolve));
    left -= part.length;
    if (left <= 0) {
      break;
    }
  }
  response.socket?.destroy();
}

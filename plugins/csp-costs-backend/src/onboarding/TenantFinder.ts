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

import { InputError, NotFoundError } from '@backstage/errors';
import type { ResolvedTenant } from 'backstage-plugin-csp-costs-common';
import type { ConnectorRegistry } from '../connectors/ConnectorRegistry';
import {
  discoverTenant,
  type DiscoveredTenant,
} from '../microsoft/identity/discoverTenant';
import {
  BUILT_IN_CLOUDS,
  type MicrosoftCloud,
} from '../microsoft/MicrosoftCloud';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import { isDomain } from './isDomain';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Finds tenants by their id or a domain, in the clouds that are known here. */
export class TenantFinder {
  readonly #registry: ConnectorRegistry;
  readonly #defaultCloud: string;

  constructor(options: {
    registry: ConnectorRegistry;
    /** Name of the cloud that is asked first. */
    defaultCloud: string;
  }) {
    this.#registry = options.registry;
    this.#defaultCloud = options.defaultCloud;
  }

  /**
   * A cloud by its name; the default one without.
   *
   * @throws InputError
   */
  cloud(name = this.#defaultCloud): MicrosoftCloud {
    const cloud = this.#registry.clouds.get(name);
    if (!cloud) {
      throw new InputError(
        `nationalCloud is "${name}"; known are ${[
          ...this.#registry.clouds.keys(),
        ].join(', ')}`,
      );
    }
    return cloud;
  }

  /**
   * Asks one cloud after the other, until one knows the tenant.
   *
   * @throws InputError that names the field; NotFoundError when all clouds
   * answer and none knows it; MicrosoftError when none knows it and one does
   * not answer, which might be the tenant's.
   */
  async find(
    query: { tenant: string; nationalCloud?: string },
    {
      seesConnectors,
      signal,
    }: {
      /** Whether connectors of the tenant are told. */
      seesConnectors: boolean;
      signal: AbortSignal;
    },
  ): Promise<ResolvedTenant> {
    const tenant = readTenant(query.tenant);
    const clouds =
      query.nationalCloud === undefined
        ? this.#clouds()
        : [this.cloud(query.nationalCloud)];
    const failures: MicrosoftError[] = [];
    for (const cloud of clouds) {
      const found = await discoverTenant({ cloud, tenant, signal }).catch(
        error => keepFailure(error, failures),
      );
      if (found && this.#isOf(cloud, found)) {
        return {
          partnerTenantId: found.tenantId,
          nationalCloud: cloud.name,
          domain: GUID.test(tenant) ? undefined : tenant,
          connectors: seesConnectors
            ? await this.#connectorsOf(found.tenantId)
            : [],
        };
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
    throw new NotFoundError(
      `tenant "${tenant}" is not known to Microsoft; enter the tenant id, or a domain that is verified in the tenant`,
    );
  }

  /** The default one first, then those of configuration, then those that are built in. */
  #clouds(): MicrosoftCloud[] {
    const rank = ({ name }: MicrosoftCloud) => {
      if (name === this.#defaultCloud) {
        return 0;
      }
      return BUILT_IN_CLOUDS.some(cloud => cloud.name === name) ? 2 : 1;
    };
    return [...this.#registry.clouds.values()].sort(
      (one, other) => rank(one) - rank(other),
    );
  }

  /** A cloud also tells of tenants of other clouds, and where they sign in. */
  #isOf(cloud: MicrosoftCloud, { loginOrigin }: DiscoveredTenant): boolean {
    const isAt = ({ loginUrl }: MicrosoftCloud) =>
      new URL(loginUrl).origin === loginOrigin;
    return isAt(cloud) || ![...this.#registry.clouds.values()].some(isAt);
  }

  async #connectorsOf(
    partnerTenantId: string,
  ): Promise<ResolvedTenant['connectors']> {
    const setups = await this.#registry.listSetups();
    return setups
      .filter(
        ({ settings }) =>
          settings.partnerTenantId.toLowerCase() === partnerTenantId,
      )
      .map(({ connectorId, settings }) => ({
        connectorId,
        title: settings.title,
      }));
  }
}

function readTenant(text: string): string {
  const tenant = text.trim().toLowerCase();
  if (!GUID.test(tenant) && !isDomain(tenant)) {
    throw new InputError(
      'tenant is neither a tenant id nor a domain such as contoso.com',
    );
  }
  return tenant;
}

function keepFailure(error: unknown, failures: MicrosoftError[]): undefined {
  if (!(error instanceof MicrosoftError)) {
    throw error;
  }
  failures.push(error);
  return undefined;
}

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

import type { Knex } from 'knex';
import { isSqlite } from '../../database/dialect';
import type { MicrosoftService } from '../../microsoft/http/MicrosoftService';
import type { RateBudget, RatePlace } from '../../microsoft/http/RateBudget';
import type { RateLimits } from '../../microsoft/http/RateLimits';
import { pace } from './pace';

/**
 * The rate budget of a partner tenant, in the database, so that all backend
 * processes share it.
 *
 * @remarks
 *
 * A row a window has the moment when the window will be free again. One
 * statement locks the rows, gives the caller the earliest moment that suits
 * all windows, and moves the rows on, so places are given in the order of
 * asking and nobody starves. The database's clock counts, in milliseconds,
 * because both databases reckon with these alike.
 *
 * A place of somebody who gives up is lost, which leaves the budget a little
 * less used, never more.
 */
export class DatabaseRateBudget implements RateBudget {
  readonly #knex: Knex;
  readonly #tenantId: string;
  readonly #limits: RateLimits;

  constructor(options: { knex: Knex; tenantId: string; limits: RateLimits }) {
    this.#knex = options.knex;
    this.#tenantId = options.tenantId.toLowerCase();
    this.#limits = options.limits;
  }

  async reserve(
    service: MicrosoftService,
    maxWaitMs: number,
  ): Promise<RatePlace> {
    const windows = this.#limits[service] ?? [];
    if (windows.length === 0) {
      return { kind: 'reserved', waitMs: 0 };
    }
    let told = await this.#take(service, maxWaitMs);
    if (told.length < windows.length) {
      await this.#knex('rate_budgets')
        .insert(
          windows.map(({ windowMs }) => ({
            tenant_id: this.#tenantId,
            service,
            window_ms: windowMs,
          })),
        )
        .onConflict(['tenant_id', 'service', 'window_ms'])
        .ignore();
      told = await this.#take(service, maxWaitMs);
    }
    const waitMs = Math.max(0, ...told);
    return { kind: waitMs <= maxWaitMs ? 'reserved' : 'full', waitMs };
  }

  async closedMs(service: MicrosoftService): Promise<number> {
    const { clock } = this.#words;
    const rows = await this.#knex('rate_budgets')
      .where({ tenant_id: this.#tenantId, service })
      .select<Array<{ wait_ms: number }>>(
        this.#knex.raw(`closed_until_ms - ${clock} AS wait_ms`),
      );
    return Math.max(0, ...rows.map(row => row.wait_ms));
  }

  async close(service: MicrosoftService, ms: number): Promise<void> {
    const { clock, greatest, lock } = this.#words;
    // The rows are locked in the order that #take locks them in.
    await this.#knex.raw(
      `WITH held AS (
        SELECT window_ms FROM rate_budgets
        WHERE tenant_id = ? AND service = ? ORDER BY window_ms ${lock}
      )
      UPDATE rate_budgets
      SET closed_until_ms = ${greatest}(closed_until_ms, ${clock} + CAST(? AS double precision))
      WHERE tenant_id = ? AND service = ?
        AND window_ms IN (SELECT window_ms FROM held)`,
      [this.#tenantId, service, ms, this.#tenantId, service],
    );
  }

  /** The wait, as often as there are rows of the windows. */
  async #take(service: MicrosoftService, maxWaitMs: number): Promise<number[]> {
    const windows = this.#limits[service] ?? [];
    const { clock, greatest, lock } = this.#words;
    const list = windows
      .map(
        () =>
          '(CAST(? AS integer), CAST(? AS double precision), CAST(? AS double precision))',
      )
      .join(', ');
    const result = await this.#knex.raw(
      `WITH paces (window_ms, spacing_ms, slack_ms) AS (VALUES ${list}),
      held AS (
        SELECT window_ms, free_at_ms, closed_until_ms FROM rate_budgets
        WHERE tenant_id = ? AND service = ? ORDER BY window_ms ${lock}
      ),
      clock AS (SELECT ${clock} AS now_ms),
      place AS (
        SELECT max(now_ms) AS now_ms, max(${greatest}(
          now_ms, closed_until_ms, free_at_ms - slack_ms
        )) AS at_ms
        FROM held JOIN paces ON paces.window_ms = held.window_ms CROSS JOIN clock
      )
      UPDATE rate_budgets
      SET told_wait_ms = place.at_ms - place.now_ms,
        free_at_ms = CASE
          WHEN place.at_ms - place.now_ms <= CAST(? AS double precision)
          THEN ${greatest}(rate_budgets.free_at_ms, place.at_ms) + paces.spacing_ms
          ELSE rate_budgets.free_at_ms
        END
      FROM paces, place
      WHERE rate_budgets.tenant_id = ? AND rate_budgets.service = ?
        AND rate_budgets.window_ms = paces.window_ms
      RETURNING told_wait_ms`,
      [
        ...windows.flatMap(window => {
          const { spacingMs, slackMs } = pace(window);
          return [window.windowMs, spacingMs, slackMs];
        }),
        this.#tenantId,
        service,
        maxWaitMs,
        this.#tenantId,
        service,
      ],
    );
    const rows: Array<{ told_wait_ms: number }> = isSqlite(this.#knex)
      ? result
      : result.rows;
    return rows.map(row => row.told_wait_ms);
  }

  get #words(): { clock: string; greatest: string; lock: string } {
    return isSqlite(this.#knex)
      ? {
          clock: `((julianday('now') - 2440587.5) * 86400000.0)`,
          greatest: 'max',
          lock: '',
        }
      : {
          clock: `(extract(epoch FROM clock_timestamp()) * 1000)::double precision`,
          greatest: 'greatest',
          lock: 'FOR UPDATE',
        };
  }
}

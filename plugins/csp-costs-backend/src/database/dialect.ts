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

import {
  normalizeDecimal,
  sumDecimals,
  type Decimal,
} from 'backstage-plugin-csp-costs-common';
import type { Knex } from 'knex';

/** Whether the database is SQLite; otherwise it is PostgreSQL. */
export function isSqlite(knex: Knex): boolean {
  return knex.client.config.client.includes('sqlite');
}

/**
 * The database's own time, moved by some milliseconds. All processes share it,
 * whatever their clocks say.
 */
export function databaseTime(knex: Knex, offsetMs = 0): Knex.Raw {
  const seconds = offsetMs / 1000;
  return isSqlite(knex)
    ? knex.raw(`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)`, [
        `${seconds} seconds`,
      ])
    : knex.raw(`clock_timestamp() + ? * interval '1 second'`, [seconds]);
}

/**
 * SQL that adds up a column of amounts, to be read with
 * {@link readExactSum}.
 *
 * @remarks
 * PostgreSQL adds numerics exactly. SQLite would add doubles, so there the
 * amounts of a group are listed and added up outside. That costs memory in
 * proportion to the rows, which suits what SQLite is for here.
 */
export function exactSum(knex: Knex, column: string, as: string): Knex.Raw {
  return isSqlite(knex)
    ? knex.raw(`group_concat(??, ' ') as ??`, [column, as])
    : knex.raw('sum(??)::text as ??', [column, as]);
}

/** SQL that writes a day as `YYYY-MM-DD`, which is how SQLite keeps it. */
export function dayText(knex: Knex, column: string, as: string): Knex.Raw {
  return isSqlite(knex)
    ? knex.raw('?? as ??', [column, as])
    : knex.raw(`to_char(??, 'YYYY-MM-DD') as ??`, [column, as]);
}

/**
 * SQL condition for a column that has one of any number of texts. They are bound
 * as one value: a database has a limit for how many there are.
 */
export function isOneOf(
  knex: Knex,
  column: string | Knex.Raw,
  texts: readonly string[],
): Knex.Raw {
  return isSqlite(knex)
    ? knex.raw('?? in (select value from json_each(?))', [
        column,
        JSON.stringify(texts),
      ])
    : knex.raw('?? = any(?::text[])', [column, [...texts]]);
}

/**
 * SQL condition for a text that has another in it.
 *
 * @param sql - SQL for the text.
 */
export function containsText(knex: Knex, sql: string, text: string): Knex.Raw {
  return knex.raw(`${isSqlite(knex) ? 'instr' : 'strpos'}(${sql}, ?) > 0`, [
    text,
  ]);
}

/**
 * SQL for a text with the letters A to Z in lower case. What a database makes of
 * other letters depends on its locale, so they are left alone.
 *
 * @param sql - SQL for the text.
 */
export function withoutCase(knex: Knex, sql: string): string {
  return isSqlite(knex) ? `lower(${sql})` : lettersInLowerCase(sql);
}

/** The same for PostgreSQL and DuckDB, which have one function for it. */
export function lettersInLowerCase(sql: string): string {
  return `translate(${sql}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;
}

/**
 * SQL for what stands between two texts in another, where they are first; empty
 * when they are not in it.
 *
 * @param sql - SQL for the text.
 */
export function textBetween(
  knex: Knex,
  sql: string,
  before: string,
  after: string,
): Knex.Raw {
  if (!isSqlite(knex)) {
    return knex.raw(`split_part(split_part(${sql}, ?, 2), ?, 1)`, [
      before,
      after,
    ]);
  }
  const rest = `substr(${sql}, instr(${sql}, ?) + length(?))`;
  return knex.raw(
    `case when instr(${sql}, ?) > 0
      then substr(${rest}, 1, instr(${rest}, ?) - 1) else '' end`,
    [before, before, before, before, before, after],
  );
}

/** SQL that writes a list of days or amounts as text, to be read with {@link readList}. */
export function listText(knex: Knex, column: string, as: string): Knex.Raw {
  return isSqlite(knex)
    ? knex.raw(
        `(select group_concat(value, ',') from (select value from json_each(??) order by key)) as ??`,
        [column, as],
      )
    : knex.raw(`array_to_string(??, ',') as ??`, [column, as]);
}

/** Reads what {@link listText} selected. */
export function readList(value: string): string[] {
  return value.split(',');
}

/** Reads what {@link exactSum} selected. */
export function readExactSum(value: string): Decimal {
  return value.includes(' ')
    ? sumDecimals(value.split(' '))
    : normalizeDecimal(value);
}

/** Reads a timestamp column, ISO 8601. */
export function readTimestamp(
  value: Date | string | null | undefined,
): string | undefined {
  return value ? new Date(value).toISOString() : undefined;
}

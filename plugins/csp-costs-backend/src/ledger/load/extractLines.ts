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

import type { ChargeMapping } from './ChargeMapping';

/** Text as a SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Longest line that is read, in bytes. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/** SQL that reads a gzip file of JSON lines as one column, `line`, without the blank ones. */
export function readLines(file: string): string {
  // The delimiter is a control character, which JSON text cannot hold bare, so
  // every line is one field. Quotes and escapes are JSON's business.
  return `(select line from read_csv(${literal(
    file,
  )}, columns = {'line': 'VARCHAR'},
    header = false, auto_detect = false, delim = '\u0001', quote = '', escape = '',
    compression = 'gzip', max_line_size = ${MAX_LINE_BYTES},
    buffer_size = ${2 * MAX_LINE_BYTES}, strict_mode = false)
    where regexp_matches(line, '[^ \\t\\r]'))`;
}

/**
 * SQL that reads a gzip file of JSON lines as one column, `line`, with NULL for
 * what is not JSON in UTF-8. A file that has such bytes cannot be read otherwise.
 */
export function readObjects(file: string): string {
  return `(select json::varchar as line from read_ndjson_objects(${literal(
    file,
  )},
    compression = 'gzip', ignore_errors = true,
    maximum_object_size = ${MAX_LINE_BYTES}))`;
}

/**
 * SQL that turns raw lines into typed ones: the mapping's fields, each amount as
 * exact text, the reason why a line cannot be read (or NULL), and the line as
 * Microsoft sent it.
 *
 * @remarks
 *
 * A line is read as JSON once, since that is what takes the time: one that
 * begins with a brace and can be read is an object.
 *
 * Amounts are taken from the source text by a regular expression, because
 * DuckDB's JSON reader makes doubles of numbers before it casts them. What the
 * expression finds must equal, as a double, what the JSON reader found under
 * the same name; otherwise it hit another place and the line is quarantined.
 *
 * @param names - Our column names to the ones in the file; they differ in case.
 */
export function extractLines(
  lines: string,
  mapping: ChargeMapping,
  names: ReadonlyMap<string, string>,
): string {
  const structure = `{${columnsOf(mapping)
    .filter(column => names.has(column))
    .map(column => `${JSON.stringify(names.get(column))}:"VARCHAR"`)
    .join(',')}}`;
  const text = (column: string) =>
    names.has(column)
      ? `nullif(trim(json.${identifier(names.get(column)!)}), '')`
      : 'NULL::VARCHAR';
  const amountText = (column: string) =>
    names.has(column)
      ? `nullif(regexp_extract(line, ${literal(
          `(?i)"${column}"\\s*:\\s*"?\\s*(-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)\\s*"?\\s*[,}]`,
        )}, 1), '')`
      : 'NULL::VARCHAR';
  const wire = [
    ...[...mapping.textColumns, mapping.dateColumn].map(
      column => `${text(column)} as ${identifier(column)}`,
    ),
    ...mapping.amountColumns.map(
      ({ name }) =>
        `${text(name)} as ${identifier(`json ${name}`)},
         ${amountText(name)} as ${identifier(`text ${name}`)}`,
    ),
  ];
  return `
    with wire as (
      select line, json is not null as readable,
        ${wire.join(',\n        ')}
      from (
        select line, case when regexp_matches(line, '^\\s*\\{')
          then try(json_transform(line, ${literal(structure)})) end as json
        from ${lines}
      )
    )
    select
      ${[
        ...typedTexts(mapping),
        `${dayOf(identifier(mapping.dateColumn))} as "chargePeriodStart"`,
        ...mapping.amountColumns.map(
          ({ name, blankIsZero }) =>
            `${
              blankIsZero
                ? `coalesce(${identifier(`text ${name}`)}, '0')`
                : identifier(`text ${name}`)
            } as ${identifier(name)}`,
        ),
        `${reason(mapping)} as reason`,
        'line',
      ].join(',\n      ')}
    from wire`;
}

/** Columns of the wire that a mapping reads. */
export function columnsOf(mapping: ChargeMapping): string[] {
  return [
    ...mapping.textColumns,
    mapping.dateColumn,
    ...mapping.amountColumns.map(column => column.name),
  ];
}

/** SQL columns for what follows from a line's texts: its fields, and the categories of its charges. */
export function typedTexts(mapping: ChargeMapping): string[] {
  return [
    ...Object.entries(mapping.fields).map(
      ([field, sql]) => `${sql} as ${identifier(field)}`,
    ),
    ...mapping.charges.map(
      (charge, index) =>
        `case when ${charge.when ?? 'true'} then ${
          charge.chargeCategory
        } end as category_${index}`,
    ),
    `coalesce(${mapping.overlapping ?? 'false'}, false) as overlapping`,
  ];
}

/**
 * SQL for a day out of any of Microsoft's ways to write a date: ISO 8601 with
 * or without time and zone, or month/day/year.
 *
 * @param text - SQL for the date as it is written.
 */
export function dayOf(text: string): string {
  return `coalesce(try_cast(left(${text}, 10) as date), try_strptime(split_part(${text}, ' ', 1), '%m/%d/%Y')::date)`;
}

function reason(mapping: ChargeMapping): string {
  const cases = [
    `when not readable then 'NOT_JSON'`,
    ...mapping.requiredColumns.map(
      column =>
        `when ${identifier(column)} is null then ${literal(
          `MISSING_${column}`,
        )}`,
    ),
    `when ${dayOf(
      identifier(mapping.dateColumn),
    )} is null then 'UNREADABLE_DATE'`,
  ];
  for (const { name, blankIsZero } of mapping.amountColumns) {
    const json = identifier(`json ${name}`);
    const text = identifier(`text ${name}`);
    const unreadable = `${text} is null or try_cast(${json} as double) is null`;
    cases.push(
      `when ${
        blankIsZero ? `${json} is not null and (${unreadable})` : unreadable
      } then ${literal(`UNREADABLE_${name}`)}`,
      `when abs(try_cast(${json} as double) - try_cast(${text} as double))
          > 1e-9 * greatest(1, abs(try_cast(${json} as double)))
        then ${literal(`AMBIGUOUS_${name}`)}`,
    );
  }
  return `case ${cases.join('\n        ')} end`;
}

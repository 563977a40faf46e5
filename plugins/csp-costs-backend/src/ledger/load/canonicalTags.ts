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

/**
 * SQL for tags in one way to write them: a JSON object without blanks, keys in
 * lower case, since Azure compares them so, and in order, values as text. NULL
 * where there are none, and where they cannot be read.
 *
 * @param column - SQL for the tags as Microsoft writes them: a JSON object, with
 * or without its braces.
 */
export function canonicalTags(column: string): string {
  const object = `case
      when json_valid(${column}) and json_type(${column}) = 'OBJECT' then ${column}
      when json_valid('{' || ${column} || '}') then '{' || ${column} || '}'
    end`;
  // A key as a JSON pointer has it.
  const pointer = `'/' || replace(replace(key, '~', '~0'), '/', '~1')`;
  // The list names the object for what follows. A subquery would do so too, and
  // lose the order of lines.
  return `list_transform([${object}], object ->
    nullif('{' || array_to_string(list_sort(list_transform(
      json_keys(object),
      key -> to_json(lower(key)) || ':' ||
        to_json(coalesce(json_extract_string(object, ${pointer}), ''))
    )), ',') || '}', '{}')
  )[1]`;
}

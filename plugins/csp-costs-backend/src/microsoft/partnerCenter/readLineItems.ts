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

import { z } from 'zod';
import { MicrosoftError } from '../MicrosoftError';

/** Whose lines a legacy invoice has: licences, or Azure of before the Azure plan. */
export type LegacyProvider = 'office' | 'azure';

/** A billing line of a legacy invoice. */
export interface LegacyLineItem {
  /** The line as JSON, on one line, each number with the digits that it was sent with. */
  json: string;
  /** Amount before tax; undefined when the line has none that can be read. */
  beforeTax?: string;
  /** Tax; undefined when the line has none. */
  tax?: string;
}

/** A page of line items. */
export interface LineItemPage {
  items: LegacyLineItem[];
  /** Whether Microsoft says that there are more. */
  hasNext: boolean;
}

/** Which fields of a line are its amounts. */
const AMOUNTS = {
  office: { beforeTax: 'subtotal', tax: 'tax' },
  azure: { beforeTax: 'pretaxCharges', tax: 'taxAmount' },
} as const;

const AMOUNT = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const pageSchema = z.object({
  items: z.array(z.custom<Record<string, unknown>>(isObject, 'not an object')),
  links: z.object({ next: z.unknown().optional() }).nullish(),
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What JSON numbers become when their digits are to stay. */
interface RawNumber {
  rawJSON: string;
}

/** In the language since ES2025, not yet in TypeScript's types. */
interface SourceTextJson {
  parse(
    text: string,
    reviver: (
      key: string,
      value: unknown,
      context: { source?: string },
    ) => unknown,
  ): unknown;
  rawJSON(text: string): RawNumber;
}

/**
 * Reads a page of line items without losing a digit.
 *
 * @throws MicrosoftError when it is not one.
 */
export function readLineItems(
  text: string,
  provider: LegacyProvider,
): LineItemPage {
  const { parse, rawJSON } = JSON as unknown as SourceTextJson;
  let body: unknown;
  try {
    body = parse(text, (_key, value, { source }) =>
      typeof value === 'number' && source !== undefined
        ? rawJSON(source)
        : value,
    );
  } catch (cause) {
    throw new MicrosoftError('The answer is not JSON', {
      kind: 'content',
      transient: true,
      cause,
    });
  }
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) {
    throw new MicrosoftError('The line items have an unknown shape', {
      kind: 'content',
      words: z.prettifyError(parsed.error),
      transient: false,
    });
  }
  const fields = AMOUNTS[provider];
  return {
    items: parsed.data.items.map(item => ({
      json: JSON.stringify(item),
      beforeTax: amountOf(item, fields.beforeTax),
      tax: amountOf(item, fields.tax),
    })),
    hasNext: Boolean(parsed.data.links?.next),
  };
}

/** The same field is a number in one line and text in another. */
function amountOf(
  item: Record<string, unknown>,
  field: string,
): string | undefined {
  const name = Object.keys(item).find(
    key => key.toLowerCase() === field.toLowerCase(),
  );
  const value = name === undefined ? undefined : item[name];
  const text =
    typeof value === 'string' ? value.trim() : (value as RawNumber)?.rawJSON;
  return text !== undefined && AMOUNT.test(text) ? text : undefined;
}

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
 * Mixes one more number into a 32-bit state. Chaining it gives every customer,
 * resource and day its own number without any sequence to replay.
 */
export function mix(state: number, value: number): number {
  let h = Math.imul((state ^ value) + 0x7f4a7c15, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** A 32-bit number from the seed and any list of numbers. */
export function hash(seed: number, ...values: number[]): number {
  let state = mix(0x51ed270b, seed);
  for (const value of values) {
    state = mix(state, value);
  }
  return state;
}

/** A 32-bit number from text. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  }
  return mix(h, text.length);
}

/** A hash as a fraction from 0 to just below 1. */
export function unit(value: number): number {
  return value / 0x1_0000_0000;
}

/** One element of a list that is not empty. */
export function pick<T>(list: readonly T[], value: number): T {
  const chosen = list[value % list.length];
  if (chosen === undefined) {
    throw new Error('Cannot pick from an empty list');
  }
  return chosen;
}

/** Hexadecimal digits from four independent chains, so that ids do not collide. */
export function hex(length: number, seed: number, ...values: number[]): string {
  let text = '';
  for (let word = 0; text.length < length; word++) {
    text += hash(seed ^ Math.imul(word + 1, 0x2545f491), word, ...values)
      .toString(16)
      .padStart(8, '0');
  }
  return text.slice(0, length);
}

/** A version 4 looking GUID, the same for the same arguments. */
export function guid(seed: number, ...values: number[]): string {
  const digits = hex(32, seed, ...values);
  const variant = '89ab'[parseInt(digits[16] ?? '0', 16) % 4];
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

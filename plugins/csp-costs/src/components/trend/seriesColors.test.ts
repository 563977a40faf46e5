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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERIES_COLORS } from './useSeriesColors';

type Triple = [number, number, number];

/** What cards are painted with, by theme. */
const SURFACES = { light: '#ffffff', dark: '#424141' };

/** How colours look to others (Machado and others 2009, full severity), as matrices of linear light. */
const EYES: Record<string, [Triple, Triple, Triple]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const css = readFileSync(
  join(__dirname, '..', 'layout', 'theme.module.css'),
  'utf8',
);
const darkAt = css.indexOf("[data-theme-mode='dark']");

const THEMES = {
  light: seriesOf(css.slice(0, darkAt)),
  dark: seriesOf(css.slice(darkAt)),
};

describe.each(['light', 'dark'] as const)('series colours, %s', theme => {
  const colors = THEMES[theme];
  const surface = linear(SURFACES[theme]);

  it('stand out from the card by 3 to 1', () => {
    expect(colors).toHaveLength(SERIES_COLORS + 1);
    for (const color of colors) {
      expect([color, contrast(linear(color), surface) >= 3]).toEqual([
        color,
        true,
      ]);
    }
  });

  it.each(Object.keys(EYES))('are told apart with %s', eyes => {
    const seen = colors
      .slice(0, SERIES_COLORS)
      .map(color => oklab(through(EYES[eyes]!, linear(color))));
    for (const [index, one] of seen.entries()) {
      for (const [other, another] of seen.slice(0, index).entries()) {
        expect([
          colors[other],
          colors[index],
          distance(one, another) >= 0.07,
        ]).toEqual([colors[other], colors[index], true]);
      }
    }
  });
});

/** The colours of series, and that of all others at the end. */
function seriesOf(text: string): string[] {
  return [...text.matchAll(/--csp-series-(?:\d|other): (#[0-9a-f]{6});/g)].map(
    match => match[1]!,
  );
}

function linear(color: string): Triple {
  return [1, 3, 5].map(at => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function contrast(a: Triple, b: Triple): number {
  const [dark, light] = [a, b]
    .map(([r, g, blue]) => 0.2126 * r + 0.7152 * g + 0.0722 * blue)
    .sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function through(matrix: [Triple, Triple, Triple], color: Triple): Triple {
  return matrix.map(row => Math.min(1, Math.max(0, dot(row, color)))) as Triple;
}

/** A space in which distance is what eyes see (Ottosson 2020). */
function oklab(color: Triple): Triple {
  const cones = (
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ] as Triple[]
  ).map(row => Math.cbrt(dot(row, color))) as Triple;
  return (
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ] as Triple[]
  ).map(row => dot(row, cones)) as Triple;
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

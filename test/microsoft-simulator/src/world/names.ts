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

const FIRST = [
  'Velmora',
  'Quillhaven',
  'Brightfen',
  'Hollowmere',
  'Kestrelby',
  'Ostervik',
  'Marrowgate',
  'Sundrift',
  'Tamberlane',
  'Pinemarch',
  'Corvalis',
  'Eldertide',
  'Fennimore',
  'Grauwald',
  'Halvorsen',
  'Ironquay',
  'Juniper Vale',
  'Kupferberg',
  'Lindenhof',
  'Möwenstein',
  'Noordzicht',
  'Opaline',
  'Pellucid',
  'Quarrion',
  'Rivensol',
  'Starling',
  'Thornbury',
  'Umbriel',
  'Vandermeer',
  'Westerlund',
  'Yarrowfield',
  'Zephyrine',
  'Amberlyn',
  'Bluestem',
  'Cinderhall',
  'Driftwood',
  'Évreux',
  'Foxglove',
  'Glasswing',
  'Hearthstead',
] as const;

const SECOND = [
  'Logistics',
  'Foods',
  'Biotech',
  'Energy',
  'Insurance',
  'Retail',
  'Media',
  'Robotics',
  'Pharma',
  'Textiles',
  'Shipping',
  'Analytics',
  'Outdoors',
  'Manufacturing',
  'Healthcare',
  'Publishing',
  'Aviation',
  'Education',
  'Engineering',
  'Hospitality',
  'Mobility',
  'Ceramics',
  'Optics',
] as const;

const THIRD = [
  'North',
  'South',
  'East',
  'West',
  'Central',
  'Coast',
  'Harbour',
  'Valley',
  'Lakes',
  'Highlands',
  'Islands',
  'Metro',
  'International',
  'Services',
] as const;

const FORMS: Record<string, readonly string[]> = {
  NL: ['B.V.', 'N.V.'],
  DE: ['GmbH', 'AG', 'GmbH & Co. KG'],
  FR: ['SAS', 'SARL'],
  BE: ['NV', 'BV'],
  AT: ['GmbH'],
  IE: ['Ltd', 'DAC'],
  ES: ['S.L.'],
  US: ['Inc.', 'LLC', 'Corp.'],
};

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** A company name that no other index has, and the label of its domain. */
export function companyName(
  seed: number,
  index: number,
  country: string,
): { name: string; slug: string } {
  const pairs = FIRST.length * SECOND.length;
  let step = 331;
  while (greatestCommonDivisor(step, pairs) !== 1) {
    step++;
  }
  const position = (index * step + (seed % pairs) * 17) % pairs;
  const words: string[] = [
    FIRST[position % FIRST.length] ?? '',
    SECOND[Math.floor(position / FIRST.length)] ?? '',
  ];
  const round = Math.floor(index / pairs);
  if (round > 0) {
    words.push(THIRD[(round - 1) % THIRD.length] ?? '');
  }
  if (round > THIRD.length) {
    words.push(String(Math.ceil(round / THIRD.length)));
  }
  const forms = FORMS[country] ?? ['Ltd'];
  const base = words.join(' ');
  return {
    name: `${base} ${forms[index % forms.length]}`,
    slug: base
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ''),
  };
}

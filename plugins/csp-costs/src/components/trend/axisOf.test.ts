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

import { axisOf } from './axisOf';

describe('axisOf', () => {
  it.each([
    [
      [0, 31_000],
      [0, 40_000],
      [0, 10_000, 20_000, 30_000, 40_000],
    ],
    [
      [-12, 29_900],
      [-12, 30_000],
      [0, 10_000, 20_000, 30_000],
    ],
    [
      [-450, 400],
      [-450, 500],
      [-250, 0, 250, 500],
    ],
    [
      [-1_000, 900],
      [-1_000, 1_000],
      [-1_000, -500, 0, 500, 1_000],
    ],
    [[-90], [-90, 0], [-75, -50, -25, 0]],
    [[], [0, 1], [0, 1]],
  ])('of %j goes over %j with lines at %j', (values, domain, ticks) => {
    expect(axisOf(values)).toEqual({ domain, ticks });
  });
});

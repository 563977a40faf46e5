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

import type {
  MetricAttributes,
  MetricsService,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';

/** One value of a metric. */
export interface Reading {
  value: number;
  attributes: MetricAttributes;
}

/** Backstage's metrics, kept to be looked at. */
export class RecordedMetrics {
  readonly #readings = new Map<string, Reading[]>();
  readonly #callbacks = new Map<string, MetricsServiceObservableCallback[]>();

  /** Everything that a counter or histogram was told. */
  readings(name: string, attributes: MetricAttributes = {}): Reading[] {
    return (this.#readings.get(name) ?? []).filter(reading =>
      Object.entries(attributes).every(
        ([key, value]) => reading.attributes[key] === value,
      ),
    );
  }

  /** What a counter came to. */
  sum(name: string, attributes: MetricAttributes = {}): number {
    return this.readings(name, attributes).reduce(
      (sum, { value }) => sum + value,
      0,
    );
  }

  /** What a gauge shows now. */
  async observe(name: string): Promise<Reading[]> {
    const readings: Reading[] = [];
    for (const callback of this.#callbacks.get(name) ?? []) {
      await callback({
        observe: (value, attributes = {}) => {
          readings.push({ value, attributes });
        },
      });
    }
    return readings;
  }

  /** To be given to a backend. */
  get service(): MetricsService {
    const note = (name: string) => {
      const readings = this.#readings.get(name) ?? [];
      this.#readings.set(name, readings);
      return (value: number, attributes: MetricAttributes = {}) => {
        readings.push({ value, attributes });
      };
    };
    const observable = (name: string) => {
      const callbacks = this.#callbacks.get(name) ?? [];
      this.#callbacks.set(name, callbacks);
      return {
        addCallback: (callback: MetricsServiceObservableCallback) => {
          callbacks.push(callback);
        },
        removeCallback: (callback: MetricsServiceObservableCallback) => {
          callbacks.splice(callbacks.indexOf(callback), 1);
        },
      };
    };
    const counter = (name: string) => ({ add: note(name) });
    const recorder = (name: string) => ({ record: note(name) });
    return {
      createCounter: counter,
      createUpDownCounter: counter,
      createHistogram: recorder,
      createGauge: recorder,
      createObservableCounter: observable,
      createObservableUpDownCounter: observable,
      createObservableGauge: observable,
    } as unknown as MetricsService;
  }
}

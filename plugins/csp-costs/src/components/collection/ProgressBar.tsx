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

import styles from './RunProgress.module.css';

/** How much of something is done, as a bar. */
export function ProgressBar(props: {
  label: string;
  value: number;
  max: number;
  /** What a screen reader says instead of the numbers. */
  valueText: string;
}) {
  const { label, value, max, valueText } = props;
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
    >
      <div
        className={styles.done}
        style={{ width: `${max > 0 ? (100 * value) / max : 0}%` }}
      />
    </div>
  );
}

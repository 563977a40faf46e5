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

import { Card, Skeleton } from '@backstage/ui';
import { CARD_HEIGHT_REM } from './CustomerCard';
import styles from './CustomerCard.module.css';

/** The shape of a customer card, while it loads. */
export function CustomerCardSkeleton() {
  return (
    <Card
      className={styles.card}
      style={{ height: `${CARD_HEIGHT_REM}rem` }}
      aria-hidden="true"
    >
      <Skeleton width="60%" height={18} />
      <Skeleton width="45%" height={12} />
      <Skeleton width="50%" height={30} />
      <Skeleton width="40%" height={12} />
      <Skeleton className={styles.fill} width="100%" height={44} />
      <Skeleton width="90%" height={12} />
      <Skeleton width="90%" height={12} />
      <Skeleton width="100%" height={6} />
      <Skeleton width="80%" height={12} />
      <Skeleton width="70%" height={12} />
      <Skeleton width="75%" height={12} />
    </Card>
  );
}

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

import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  cspCostsConnectorUsePermission,
  type Generation,
} from 'backstage-plugin-csp-costs-common';
import type { Decision } from '../../api/collectionQueries';
import { formatInstant } from '../../format/dates';
import { NeedsPermission } from '../connectors/NeedsPermission';
import { useTexts } from '../../translation/useTexts';
import styles from './RunJobs.module.css';

/** New data that is kept back, and the decision on it. */
export function HeldData(props: {
  /** Absent when it is not kept back any more. */
  generation: Generation | undefined;
  onDecide: (generation: Generation, decision: Decision) => void;
}) {
  const t = useTexts();
  const { generation, onDecide } = props;
  const { allowed, loading } = usePermission({
    permission: cspCostsConnectorUsePermission,
  });
  if (!generation) {
    return <span className={styles.detail}>{t('collection.settled')}</span>;
  }
  const lines = t('collection.lineCount', { count: generation.lineCount });
  const instant = formatInstant(generation.createdAt);
  const discarded = generation.status === 'discarded';
  return (
    <>
      <span className={styles.detail}>
        {discarded
          ? t('collection.heldDiscarded', { lines, instant })
          : t('collection.held', { lines, instant })}
      </span>
      {allowed && (
        <div className={styles.decisions}>
          <Button
            size="small"
            variant="secondary"
            onPress={() => onDecide(generation, 'publish')}
          >
            {t('collection.publish')}
          </Button>
          {!discarded && (
            <Button
              size="small"
              variant="secondary"
              destructive
              onPress={() => onDecide(generation, 'discard')}
            >
              {t('collection.discard')}
            </Button>
          )}
        </div>
      )}
      {!allowed && !loading && (
        <NeedsPermission
          what={
            discarded
              ? t('collection.publishingIt')
              : t('collection.decidingIt')
          }
          permission={cspCostsConnectorUsePermission}
        />
      )}
    </>
  );
}

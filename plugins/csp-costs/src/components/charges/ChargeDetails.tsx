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

import { Skeleton } from '@backstage/ui';
import {
  cspCostsCostReadPermission,
  type Charge,
  type ChargesQuery,
} from 'backstage-plugin-csp-costs-common';
import { useChargeLine } from '../../api/costQueries';
import { formatCount } from '../../format/numbers';
import { sourceName } from '../../format/words';
import { useTexts } from '../../translation/useTexts';
import { CopyButton } from '../layout/CopyButton';
import { ErrorState } from '../layout/ErrorState';
import { Fact, Facts } from '../layout/Facts';
import { prettyLine } from './prettyLine';
import styles from './ChargeDetails.module.css';

/** Where a charge stands in Microsoft's data, and its line as it was sent. */
export function ChargeDetails(props: { charge: Charge; query: ChargesQuery }) {
  const { charge, query } = props;
  const t = useTexts();
  const { data, error, refetch } = useChargeLine(query, charge);
  return (
    <div className={styles.details}>
      <Facts>
        <Fact label={t('charges.source')}>{sourceName(t, charge.source)}</Fact>
        <Fact label={t('charges.eTag')}>{charge.eTag}</Fact>
        <Fact label={t('charges.blob')} wide>
          {charge.blobName}
        </Fact>
      </Facts>
      {error && (
        <ErrorState
          error={error}
          title={t('charges.failed')}
          permission={cspCostsCostReadPermission.name}
          onRetry={refetch}
        />
      )}
      {!error && !data && <Skeleton width="100%" height={120} />}
      {data &&
        (data.line === undefined ? (
          <p className={styles.absent}>{t('charges.lineAbsent')}</p>
        ) : (
          <figure className={styles.figure}>
            <figcaption className={styles.caption}>
              {t('charges.lineOf', { number: formatCount(charge.lineNumber) })}
              <CopyButton value={data.line} label={t('charges.lineTitle')} />
            </figcaption>
            <pre className={styles.line}>{prettyLine(data.line)}</pre>
          </figure>
        ))}
    </div>
  );
}

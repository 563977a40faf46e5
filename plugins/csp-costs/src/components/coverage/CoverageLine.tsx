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

import type { Coverage, CostState } from 'backstage-plugin-csp-costs-common';
import { formatInstant, formatInstantShort } from '../../format/dates';
import { costStateWord } from '../../format/words';
import { useTexts } from '../../translation/useTexts';
import { ConnectorWarningLink, warningsOf } from './ConnectorWarningLink';
import { CoverageDialog } from './CoverageDialog';
import { describeCoverage } from './describeCoverage';
import styles from './CoverageLine.module.css';

/**
 * The quiet line under a figure: state, as-of time, coverage. When something
 * is missing, the last part opens the reason; when a connector needs somebody,
 * it leads to the connector.
 */
export function CoverageLine(props: {
  coverage: Coverage;
  /** Absent where there are no charges to have a state. */
  state?: CostState;
  /** In two short lines, without the year. */
  short?: boolean;
}) {
  const t = useTexts();
  const { coverage, state, short } = props;
  const { reason } = describeCoverage(t, coverage);
  const warnings = warningsOf(coverage);
  const instant = short ? formatInstantShort : formatInstant;
  return (
    <span className={styles.line} data-short={short || undefined}>
      {state && <span>{costStateWord(t, state)}</span>}
      {coverage.asOf && (
        <span>
          {state ? t('coverage.asOfInside') : t('coverage.asOf')}{' '}
          <time dateTime={coverage.asOf}>{instant(coverage.asOf)}</time>
        </span>
      )}
      {reason && <CoverageDialog coverage={coverage} label={reason} />}
      {!reason && !(short && warnings) && <span>{t('coverage.complete')}</span>}
      {/* Short lines have room for one thing, and the dialog says this too. */}
      {warnings && !(short && reason) && (
        <ConnectorWarningLink warnings={warnings} />
      )}
    </span>
  );
}

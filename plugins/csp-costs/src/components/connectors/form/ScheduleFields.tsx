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

import { Select } from '@backstage/ui';
import { formatMoment } from '../../../format/dates';
import {
  describeSchedule,
  isCron,
  isTimeZone,
  nextTimes,
  timeZones,
} from '../../../format/schedule';
import { fieldLabel } from './connectorDraft';
import { useConnectorFormState } from './ConnectorFormContext';
import { useTexts, type Texts } from '../../../translation/useTexts';
import { TextSetting } from './TextSetting';
import styles from './ConnectorForm.module.css';

/** When a connector is collected, and what that means in words. */
export function ScheduleFields() {
  const t = useTexts();
  const { draft, set } = useConnectorFormState();
  const { cron, timeZone } = draft;
  const zones = timeZones();
  return (
    <>
      <div className={styles.pair}>
        <TextSetting field="cron" required help={t('connectorForm.cronHelp')} />
        <Select
          label={fieldLabel(t, 'timeZone')}
          data-field="timeZone"
          description={t('connectorForm.zoneHelp')}
          search={{ placeholder: t('connectorForm.searchZones') }}
          options={(zones.includes(timeZone)
            ? zones
            : [timeZone, ...zones]
          ).map(id => ({ id, label: id.replaceAll('_', ' ') }))}
          value={timeZone}
          onChange={key => {
            if (key !== null) {
              set('timeZone', String(key));
            }
          }}
        />
      </div>
      <p className={styles.preview} role="status">
        {describeNext(t, cron, timeZone)}
      </p>
    </>
  );
}

function describeNext(t: Texts, cron: string, timeZone: string): string {
  if (!isCron(cron) || !isTimeZone(timeZone)) {
    return t('connectorForm.nextUnknown');
  }
  const times = nextTimes({ cron, timeZone }, 2).map(moment =>
    formatMoment(moment, timeZone),
  );
  const [next, after] = times;
  if (!next) {
    return t('connectorForm.nextNever');
  }
  const schedule = describeSchedule(t, { cron, timeZone });
  return after
    ? t('connectorForm.nextTwo', { schedule, next, after })
    : t('connectorForm.next', { schedule, next });
}

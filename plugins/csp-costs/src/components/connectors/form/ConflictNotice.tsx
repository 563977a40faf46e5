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

import { Alert, Button } from '@backstage/ui';
import { useTexts, type Texts } from '../../../translation/useTexts';
import {
  fieldLabel,
  type ConnectorDraft,
  type DraftField,
} from './connectorDraft';

/** Somebody else was faster: nothing is lost, and nothing is overwritten unseen. */
export function ConflictNotice({ onReload }: { onReload: () => void }) {
  const t = useTexts();
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('connectorForm.conflict')}
      description={t('connectorForm.conflictText')}
      customActions={
        <Button size="small" variant="secondary" onPress={onReload}>
          {t('connectorForm.loadCurrent')}
        </Button>
      }
    />
  );
}

/** What both have changed, so that it is decided and not lost. */
export function ContestedNotice(props: {
  contested: DraftField[];
  theirs: ConnectorDraft;
}) {
  const t = useTexts();
  const { contested, theirs } = props;
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('connectorForm.merged')}
      description={
        contested.length === 0
          ? t('connectorForm.mergedText')
          : t('connectorForm.contested', {
              fields: contested
                .map(field =>
                  t('connectorForm.theirs', {
                    field: fieldLabel(t, field),
                    value: said(t, theirs[field]),
                  }),
                )
                .join(', '),
            })
      }
    />
  );
}

function said(t: Texts, value: ConnectorDraft[DraftField]): string {
  if (typeof value !== 'string') {
    return (
      Object.entries(value)
        .filter(([, on]) => on)
        .map(([name]) => name)
        .join(' + ') || t('connectorForm.nothing')
    );
  }
  return value.replaceAll('\n', ', ') || t('connectorForm.empty');
}

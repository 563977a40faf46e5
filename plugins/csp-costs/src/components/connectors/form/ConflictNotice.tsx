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
import {
  FIELD_LABELS,
  type ConnectorDraft,
  type DraftField,
} from './connectorDraft';

/** Somebody else was faster: nothing is lost, and nothing is overwritten unseen. */
export function ConflictNotice({ onReload }: { onReload: () => void }) {
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="Somebody else has changed this connector"
      description="It is not saved yet, and what you typed is still here. Load the current settings to put your changes on top of them."
      customActions={
        <Button size="small" variant="secondary" onPress={onReload}>
          Load the current settings
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
  const { contested, theirs } = props;
  return (
    <Alert
      role="status"
      status="info"
      icon
      title="The current settings are loaded, with your changes on top"
      description={
        contested.length === 0
          ? 'You both changed different fields. Look it over and save.'
          : `You both changed ${contested
              .map(
                field =>
                  `${FIELD_LABELS[field]} (theirs: ${said(theirs[field])})`,
              )
              .join(', ')}. Yours are in the form. Look it over and save.`
      }
    />
  );
}

function said(value: ConnectorDraft[DraftField]): string {
  if (typeof value !== 'string') {
    return (
      Object.entries(value)
        .filter(([, on]) => on)
        .map(([name]) => name)
        .join(' + ') || 'nothing'
    );
  }
  return value.replaceAll('\n', ', ') || 'empty';
}

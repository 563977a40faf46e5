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

import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { Generation } from 'backstage-plugin-csp-costs-common';
import { useDecideHeld, type Decision } from '../../api/collectionQueries';
import { formatInstant } from '../../format/dates';
import { sliceName } from '../../format/words';
import dialogStyles from '../connectors/Dialog.module.css';
import { themeClassName } from '../layout/CostsRoot';
import { useTexts } from '../../translation/useTexts';
import { ActionFailed } from './ActionFailed';

/** A second look before data that is kept back is published or discarded. */
export function DecideDialog(props: {
  generation: Generation;
  decision: Decision;
  onClose: () => void;
}) {
  const t = useTexts();
  const { generation, decision, onClose } = props;
  const { generationId, lineCount, createdAt } = generation;
  const decide = useDecideHeld();
  return (
    <Dialog
      className={dialogStyles.dialog}
      width={520}
      isOpen
      onOpenChange={onClose}
    >
      <DialogHeader>{t(`collection.${decision}Title`)}</DialogHeader>
      <DialogBody>
        <div className={`${themeClassName} ${dialogStyles.body}`}>
          <p>
            {t(`collection.${decision}Text`, {
              slice: sliceName(t, generation),
              instant: formatInstant(createdAt),
              lines: t('collection.lineCount', { count: lineCount }),
            })}
          </p>
          <ActionFailed
            title={t(`collection.${decision}Refused`)}
            error={decide.error}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('collection.decideLater')}
        </Button>
        <Button
          variant="primary"
          destructive={decision === 'discard'}
          isPending={decide.isPending}
          onPress={() =>
            decide.mutate({ generationId, decision }, { onSuccess: onClose })
          }
        >
          {t(`collection.${decision}Now`)}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

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
import { plural } from '../../format/numbers';
import { sliceName } from '../../format/words';
import dialogStyles from '../connectors/Dialog.module.css';
import { themeClassName } from '../layout/CostsRoot';
import { ActionFailed } from './ActionFailed';

const WORDS: Record<
  Decision,
  { title: string; consequence: string; refused: string; confirm: string }
> = {
  publish: {
    title: 'Publish the held data',
    consequence:
      'takes the place of what is shown, in all figures and at once.',
    refused: 'It could not be published',
    confirm: 'Publish now',
  },
  discard: {
    title: 'Discard the held data',
    consequence:
      'is not shown, and all figures stay as they are until Microsoft has newer data.',
    refused: 'It could not be discarded',
    confirm: 'Discard now',
  },
};

/** A second look before data that is kept back is published or discarded. */
export function DecideDialog(props: {
  generation: Generation;
  decision: Decision;
  onClose: () => void;
}) {
  const { generation, decision, onClose } = props;
  const { generationId, lineCount, createdAt } = generation;
  const decide = useDecideHeld();
  const { title, consequence, refused, confirm } = WORDS[decision];
  return (
    <Dialog
      className={dialogStyles.dialog}
      width={520}
      isOpen
      onOpenChange={onClose}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={`${themeClassName} ${dialogStyles.body}`}>
          <p>
            {`${sliceName(generation)}: the data collected ${formatInstant(
              createdAt,
            )} (${plural(lineCount, 'line')}) ${consequence}`}
          </p>
          <ActionFailed title={refused} error={decide.error} />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Decide later
        </Button>
        <Button
          variant="primary"
          destructive={decision === 'discard'}
          isPending={decide.isPending}
          onPress={() =>
            decide.mutate({ generationId, decision }, { onSuccess: onClose })
          }
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

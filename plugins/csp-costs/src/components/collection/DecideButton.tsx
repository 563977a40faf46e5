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
import { useState } from 'react';
import { useDecideHeld, type Decision } from '../../api/collectionQueries';
import { formatInstant } from '../../format/dates';
import { plural } from '../../format/numbers';
import { sliceName } from '../../format/words';
import dialogStyles from '../connectors/Dialog.module.css';
import { themeClassName } from '../layout/CostsRoot';
import { ActionFailed } from './ActionFailed';

const WORDS: Record<
  Decision,
  {
    act: string;
    title: string;
    consequence: (lines: string) => string;
    refused: string;
    confirm: string;
  }
> = {
  publish: {
    act: 'Publish',
    title: 'Publish the held data',
    consequence: lines =>
      `${lines} take the place of what is shown, in all figures and at once.`,
    refused: 'It could not be published',
    confirm: 'Publish now',
  },
  discard: {
    act: 'Discard',
    title: 'Discard the held data',
    consequence: lines =>
      `${lines} are not shown, and all figures stay as they are until Microsoft has newer data.`,
    refused: 'It could not be discarded',
    confirm: 'Discard now',
  },
};

/** Publishes or discards data that is kept back, after a second look. */
export function DecideButton(props: {
  generation: Generation;
  decision: Decision;
}) {
  const { generation, decision } = props;
  const [isOpen, setOpen] = useState(false);
  const decide = useDecideHeld();
  const { act, title, consequence, refused, confirm } = WORDS[decision];
  const lines = `The ${plural(generation.lineCount, 'line')} collected ${formatInstant(generation.createdAt)}`;

  function open(next: boolean) {
    setOpen(next);
    decide.reset();
  }

  return (
    <>
      <Button
        size="small"
        variant="secondary"
        destructive={decision === 'discard'}
        onPress={() => open(true)}
      >
        {act}
      </Button>
      <Dialog
        className={dialogStyles.dialog}
        width={520}
        isOpen={isOpen}
        onOpenChange={open}
      >
        <DialogHeader>{title}</DialogHeader>
        <DialogBody>
          <div className={`${themeClassName} ${dialogStyles.body}`}>
            <p>{`${sliceName(generation)}: ${consequence(lines)}`}</p>
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
              decide.mutate(
                { generationId: generation.generationId, decision },
                { onSuccess: () => setOpen(false) },
              )
            }
          >
            {confirm}
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}

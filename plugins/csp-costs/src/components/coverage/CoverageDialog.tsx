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
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import type { Coverage } from 'backstage-plugin-csp-costs-common';
import { useTexts } from '../../translation/useTexts';
import { themeClassName } from '../layout/CostsRoot';
import { CoverageReport } from './CoverageReport';
import styles from './CoverageDialog.module.css';

/** Opens the reason why figures are not complete. */
export function CoverageDialog(props: {
  coverage: Coverage;
  label: string;
  /** A button of its own, rather than a part of a line of text. */
  asButton?: boolean;
}) {
  const t = useTexts();
  const { coverage, label, asButton } = props;
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant={asButton ? 'secondary' : 'tertiary'}
        className={asButton ? undefined : styles.inline}
      >
        {label}
      </Button>
      <Dialog className={styles.dialog} width={720}>
        <DialogHeader>{t('coverage.title')}</DialogHeader>
        <DialogBody>
          <div className={themeClassName}>
            <CoverageReport coverage={coverage} />
          </div>
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}

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
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextField,
} from '@backstage/ui';
import {
  DEFAULT_BUDGET_THRESHOLDS,
  type Budget,
} from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { useDeleteBudget, useSetBudget } from '../../api/customerQueries';
import { useTexts } from '../../translation/useTexts';
import dialogStyles from '../connectors/Dialog.module.css';
import { themeClassName } from '../layout/CostsRoot';
import { readBudgetDraft } from './readBudgetDraft';

/** Sets a budget, changes it, or takes it away. */
export function BudgetDialog(props: {
  customerId: string;
  currency: string;
  /** As it was when the dialog was opened; absent to set a first one. */
  budget: Budget | undefined;
  onClose(): void;
}) {
  const { customerId, currency, onClose } = props;
  const t = useTexts();
  // What the reader looks at is what is changed, whatever comes in meanwhile.
  const [budget] = useState(props.budget);
  const [amount, setAmount] = useState(budget?.monthlyAmount ?? '');
  const [thresholds, setThresholds] = useState(
    (budget?.thresholds ?? DEFAULT_BUDGET_THRESHOLDS).join(', '),
  );
  const [isTried, setTried] = useState(false);
  const set = useSetBudget(customerId, currency);
  const remove = useDeleteBudget();
  const draft = readBudgetDraft(amount, thresholds);
  const failure = set.error ?? remove.error;

  function save() {
    setTried(true);
    if (draft.monthlyAmount !== undefined && draft.thresholds !== undefined) {
      set.mutate(
        {
          monthlyAmount: draft.monthlyAmount,
          thresholds: draft.thresholds,
          revision: budget?.revision,
        },
        { onSuccess: onClose },
      );
    }
  }

  return (
    <Dialog
      className={dialogStyles.dialog}
      width={480}
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>{t('budget.dialog', { currency })}</DialogHeader>
      <DialogBody>
        <div className={`${themeClassName} ${dialogStyles.body}`}>
          <TextField
            label={t('budget.amount')}
            description={t('budget.amountHint')}
            value={amount}
            onChange={setAmount}
            inputMode="decimal"
            autoComplete="off"
            validationBehavior="aria"
            validate={() =>
              isTried && draft.monthlyAmount === undefined
                ? t('budget.amountWrong')
                : null
            }
          />
          <TextField
            label={t('budget.thresholds')}
            description={t('budget.thresholdsHint')}
            value={thresholds}
            onChange={setThresholds}
            inputMode="numeric"
            autoComplete="off"
            validationBehavior="aria"
            validate={() =>
              isTried && draft.thresholds === undefined
                ? t('budget.thresholdsWrong')
                : null
            }
          />
          {failure && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('budget.saveFailed')}
              description={
                httpStatusOf(failure) === 409
                  ? t('budget.overtaken')
                  : failure.message
              }
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        {budget && (
          <Button
            variant="secondary"
            destructive
            isPending={remove.isPending}
            onPress={() => remove.mutate(budget, { onSuccess: onClose })}
          >
            {t('budget.remove')}
          </Button>
        )}
        <Button variant="secondary" slot="close">
          {t('budget.cancel')}
        </Button>
        <Button variant="primary" isPending={set.isPending} onPress={save}>
          {t('budget.save')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

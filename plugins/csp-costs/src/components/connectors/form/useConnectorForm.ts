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

import { useCallback, useMemo, useState } from 'react';
import { useTexts } from '../../../translation/useTexts';
import { checkDraft, type DraftErrors } from './checkDraft';
import type { ConnectorDraft, DraftField } from './connectorDraft';

/** A form that is being filled in. */
export interface ConnectorFormState {
  draft: ConnectorDraft;
  set: <Field extends DraftField>(
    field: Field,
    value: ConnectorDraft[Field],
  ) => void;
  /** What is wrong with a field, once somebody has left it or tried to save. */
  errorOf: (field: DraftField) => string | undefined;
  /** Somebody has left a field. */
  touch: (field: DraftField) => void;
  /** What is wrong with the whole form; shows all of it from now on. */
  check: () => DraftErrors;
  /** The backend has something against a field; holds until the field changes. */
  refuse: (field: DraftField, message: string) => void;
  /** Takes another draft over. */
  replace: (draft: ConnectorDraft) => void;
}

/** Keeps what is typed, and tells mistakes when they are ripe. */
export function useConnectorForm(initial: ConnectorDraft): ConnectorFormState {
  const t = useTexts();
  const [draft, setDraft] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [showAll, setShowAll] = useState(false);
  const [refusals, setRefusals] = useState<DraftErrors>({});
  const errors = useMemo(() => checkDraft(t, draft), [t, draft]);

  const set = useCallback<ConnectorFormState['set']>((field, value) => {
    setDraft(current => ({ ...current, [field]: value }));
    setRefusals(current => ({ ...current, [field]: undefined }));
  }, []);
  const touch = useCallback(
    (field: DraftField) => setTouched(current => new Set(current).add(field)),
    [],
  );
  const refuse = useCallback(
    (field: DraftField, message: string) =>
      setRefusals(current => ({ ...current, [field]: message })),
    [],
  );

  return {
    draft,
    set,
    touch,
    refuse,
    replace: setDraft,
    errorOf: field =>
      (showAll || touched.has(field) ? errors[field] : undefined) ??
      refusals[field],
    check: () => {
      setShowAll(true);
      return errors;
    },
  };
}

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

import type { Connector } from 'backstage-plugin-csp-costs-common';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import type { useSaveConnector } from '../../../api/connectorQueries';
import { settingsOf } from './connectorDraft';
import { fieldOfRefusal } from './fieldOfRefusal';
import type { ConnectorFormState } from './useConnectorForm';

/**
 * Saves a form. What the backend has against a field is said at the field.
 *
 * @returns `problem`: what went wrong besides.
 */
export function useSave(
  form: ConnectorFormState,
  mutation: ReturnType<typeof useSaveConnector>,
  onSaved: (connector: Connector) => void,
) {
  const [problem, setProblem] = useState<Error>();

  function save(revision: number) {
    setProblem(undefined);
    mutation.mutate(
      { revision, settings: settingsOf(form.draft) },
      {
        onSuccess: onSaved,
        onError: error => {
          const refused =
            httpStatusOf(error) === 400
              ? fieldOfRefusal(error.message)
              : undefined;
          if (refused) {
            form.refuse(refused.field, refused.message);
          }
          setProblem(error);
        },
      },
    );
  }

  return { save, problem, dismiss: () => setProblem(undefined) };
}

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

import { createContext, useContext } from 'react';
import type { ConnectorFormState } from './useConnectorForm';

const Context = createContext<ConnectorFormState | undefined>(undefined);

/** Gives the fields of a form what they work on. */
export const ConnectorFormProvider = Context.Provider;

/** The form that a field is part of. */
export function useConnectorFormState(): ConnectorFormState {
  const state = useContext(Context);
  if (!state) {
    throw new Error('A field of a connector is outside of its form');
  }
  return state;
}

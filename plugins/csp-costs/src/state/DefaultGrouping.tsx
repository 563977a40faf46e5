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

import type { BreakdownDimension } from 'backstage-plugin-csp-costs-common';
import { createContext, useContext, type ReactNode } from 'react';

const DefaultGroupingContext = createContext<BreakdownDimension | undefined>(
  undefined,
);

/** Gives the parts below it the grouping that the app's config asks for. */
export function DefaultGrouping(props: {
  by: BreakdownDimension | undefined;
  children: ReactNode;
}) {
  return (
    <DefaultGroupingContext.Provider value={props.by}>
      {props.children}
    </DefaultGroupingContext.Provider>
  );
}

/**
 * What costs are grouped by while the address does not say.
 *
 * @param among - What can be chosen here; the first is taken unless the app's
 * config names another one of them.
 */
export function useDefaultGrouping<T extends BreakdownDimension>(
  among: readonly T[],
): T | undefined {
  const configured = useContext(DefaultGroupingContext);
  return among.find(dimension => dimension === configured) ?? among[0];
}

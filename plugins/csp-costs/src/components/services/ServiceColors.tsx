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

import { createContext, useContext, useMemo, type ReactNode } from 'react';

const SERIES_COUNT = 8;
const OTHER = 'var(--csp-series-other)';

const KnownServices = createContext<readonly string[]>([]);

/**
 * Gives the named services a colour each, so that a service looks the same on
 * every card of a page.
 */
export function ServiceColorsProvider(props: {
  /** Most important first. */
  services: readonly string[];
  children: ReactNode;
}) {
  return (
    <KnownServices.Provider value={props.services}>
      {props.children}
    </KnownServices.Provider>
  );
}

/** Colours for services that are shown together; no two are the same. */
export function useServiceColors(
  names: ReadonlyArray<string | undefined>,
): string[] {
  const known = useContext(KnownServices);
  return useMemo(() => assignColors(names, known), [names, known]);
}

/** {@inheritDoc useServiceColors} */
export function assignColors(
  names: ReadonlyArray<string | undefined>,
  known: readonly string[],
): string[] {
  const taken = new Set<number>();
  const indices = names.map(name => {
    const index = name === undefined ? -1 : known.indexOf(name);
    if (index >= 0 && index < SERIES_COUNT) {
      taken.add(index);
      return index;
    }
    return undefined;
  });
  return names.map((name, position) => {
    if (name === undefined) {
      return OTHER;
    }
    let index = indices[position];
    if (index === undefined) {
      index = 0;
      while (taken.has(index)) {
        index += 1;
      }
      taken.add(index);
    }
    return index < SERIES_COUNT ? `var(--csp-series-${index + 1})` : OTHER;
  });
}

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

import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** A part of a connector's page that can be gone to. */
export type SectionName = 'sign-in' | 'consent' | 'doctor' | 'settings';

/** Ids of the headings, which are gone to. */
export function headingIdOf(section: SectionName): string {
  return `csp-costs-${section}`;
}

/** Brings a part of the page into view, for eyes and for the keyboard. */
export function goToSection(section: SectionName): void {
  const heading = document.getElementById(headingIdOf(section));
  heading?.scrollIntoView?.({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/**
 * Goes where the address points at, else to the top, as a browser does with a
 * page that is there from the beginning.
 */
export function useSectionOfAddress(ready: boolean): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const section = hash.slice(1);
    if (ready && isSection(section)) {
      goToSection(section);
    } else if (ready) {
      // Whoever comes from the end of a long form begins at the top.
      document.documentElement.scrollTop = 0;
    }
  }, [ready, hash, key]);
}

function isSection(name: string): name is SectionName {
  return ['sign-in', 'consent', 'doctor', 'settings'].includes(name);
}

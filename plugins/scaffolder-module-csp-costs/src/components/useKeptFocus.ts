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
  useLayoutEffect,
  useRef,
  type FocusEvent,
  type RefObject,
} from 'react';

/**
 * Keeps the keyboard where it is when the button that had the focus is gone,
 * as it is when what it began takes its place.
 *
 * @returns What the element has to listen to.
 */
export function useKeptFocus(element: RefObject<HTMLElement>) {
  const isInside = useRef(false);

  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) {
      element.current?.focus();
    }
  });

  return {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: (event: FocusEvent) => {
      // Another tab of the browser takes the focus only for a while.
      isInside.current = document.activeElement === event.target;
    },
  };
}

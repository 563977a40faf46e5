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
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';

/** How far keys go in a list that is so many columns wide. */
const STEPS: Record<string, (columns: number) => number> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: columns => columns,
  ArrowUp: columns => -columns,
  Home: () => -Infinity,
  End: () => Infinity,
};

/**
 * Moves the focus through a list by arrow keys, Home and End, also to items that
 * are not in the document yet: the one that is wanted is to be put there, and
 * gets the focus as soon as it has a link.
 *
 * @param list - Its items have their position as `data-index`.
 * @param first - Position that gets the focus to begin with.
 * @param onOpen - Hears of links that are followed, before they are.
 */
export function useListFocus(options: {
  list: HTMLElement | null;
  count: number;
  columns: number;
  first?: number;
  /** A link of an item is followed. */
  onOpen(index: number): void;
}) {
  const { list, count, columns, first, onOpen } = options;
  const [focused, setFocused] = useState(first);
  const wanted = useRef(first);

  // After every change: the item may have been loaded meanwhile.
  useEffect(() => {
    const link =
      wanted.current === undefined
        ? undefined
        : list?.querySelector<HTMLElement>(
            `[data-index="${wanted.current}"] a[href]`,
          );
    if (link) {
      // The browser scrolls to it, as little as it can.
      link.focus();
      if (wanted.current === first) {
        link.scrollIntoView?.({ block: 'center' });
      }
      wanted.current = undefined;
    }
  });

  return {
    /** The item that has the focus, or is to get it; it must be in the document. */
    focused,
    handlers: {
      onFocus: ({ target }: { target: HTMLElement }) =>
        setFocused(indexOf(target)),
      onClickCapture: ({ target }: MouseEvent<HTMLElement>) => {
        const index = indexOf(target as HTMLElement);
        if (index !== undefined && (target as HTMLElement).closest('a[href]')) {
          onOpen(index);
        }
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const index = indexOf(event.target as HTMLElement);
        const step = STEPS[event.key];
        if (
          index === undefined ||
          !step ||
          event.altKey ||
          event.ctrlKey ||
          event.metaKey ||
          event.shiftKey
        ) {
          return;
        }
        event.preventDefault();
        const next = Math.max(0, Math.min(count - 1, index + step(columns)));
        wanted.current = next;
        setFocused(next);
      },
    },
  };
}

function indexOf(element: HTMLElement): number | undefined {
  const item = element.closest<HTMLElement>('[data-index]');
  return item ? Number(item.dataset.index) : undefined;
}

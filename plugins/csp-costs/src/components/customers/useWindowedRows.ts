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
  defaultRangeExtractor,
  useVirtualizer,
  type Range,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { useCallback, useEffect } from 'react';

/** Rows beyond what is in sight, so that Tab always finds a next one. */
const OVERSCAN = 2;

/**
 * Which rows of a long list are to be in the document: those in sight, and one
 * that is to stay there wherever the reader scrolls.
 *
 * @remarks
 * What scrolls is not ours: the window, or an element of the app around the
 * page. So positions are taken of the list in the window, whatever moved it.
 *
 * @param list - The element that holds the rows, as high as all of them.
 * @param rowHeight - In pixels, the same for every row.
 */
export function useWindowedRows(options: {
  list: HTMLElement | null;
  count: number;
  rowHeight: number;
  /** Row that stays, such as the one with the focus. */
  pinned?: number;
}): number[] {
  const { list, count, rowHeight, pinned } = options;
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    overscan: OVERSCAN,
    estimateSize: () => rowHeight,
    getScrollElement: () => list,
    observeElementRect: observeWindow,
    observeElementOffset: observePosition,
    // The browser scrolls to what gets the focus.
    scrollToFn: () => {},
    useFlushSync: false,
    rangeExtractor: useCallback(
      (range: Range) => {
        const rows = defaultRangeExtractor(range);
        return pinned === undefined || pinned >= range.count
          ? rows
          : [...new Set([...rows, pinned])].sort((a, b) => a - b);
      },
      [pinned],
    ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return virtualizer.getVirtualItems().map(({ index }) => index);
}

function observeWindow(
  _: Virtualizer<HTMLElement, HTMLElement>,
  tell: (rect: { width: number; height: number }) => void,
) {
  const told = () =>
    tell({ width: window.innerWidth, height: window.innerHeight });
  told();
  window.addEventListener('resize', told);
  return () => window.removeEventListener('resize', told);
}

function observePosition(
  { scrollElement }: Virtualizer<HTMLElement, HTMLElement>,
  tell: (offset: number, isScrolling: boolean) => void,
) {
  if (!scrollElement) {
    return undefined;
  }
  const told = () => tell(-scrollElement.getBoundingClientRect().top, false);
  told();
  // Scrolling of elements does not bubble, but can be caught on its way down.
  window.addEventListener('scroll', told, { capture: true, passive: true });
  window.addEventListener('resize', told);
  // What is above the list may grow while it loads.
  const observer =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(told);
  observer?.observe(document.body);
  return () => {
    window.removeEventListener('scroll', told, { capture: true });
    window.removeEventListener('resize', told);
    observer?.disconnect();
  };
}

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
  appLanguageApiRef,
  type AppLanguageApi,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import { useReaderLocale } from './useReaderLocale';

/** The choice of an app, whose reader begins with the first of its languages. */
class Languages implements AppLanguageApi {
  readonly #languages: string[];
  readonly #listeners = new Set<(value: { language: string }) => void>();
  #language: string;

  constructor(first: string, ...others: string[]) {
    this.#languages = [first, ...others];
    this.#language = first;
  }

  getAvailableLanguages() {
    return { languages: this.#languages };
  }

  getLanguage() {
    return { language: this.#language };
  }

  setLanguage(language: string) {
    this.#language = language;
    this.#listeners.forEach(listener => listener({ language }));
  }

  language$() {
    const subscribe = (listener: unknown) => {
      const notify = listener as (value: { language: string }) => void;
      this.#listeners.add(notify);
      return { unsubscribe: () => this.#listeners.delete(notify) };
    };
    return { subscribe } as unknown as ReturnType<AppLanguageApi['language$']>;
  }

  get listenerCount() {
    return this.#listeners.size;
  }
}

function readerOf(languages: Languages) {
  return renderHook(() => useReaderLocale(), {
    wrapper: ({ children }) => (
      <TestApiProvider apis={[[appLanguageApiRef, languages]]}>
        {children}
      </TestApiProvider>
    ),
  });
}

it('follows the language that the reader chooses, where the browser has another', () => {
  jest.spyOn(navigator, 'language', 'get').mockReturnValue('en-GB');
  const languages = new Languages('en', 'de', 'fr');
  const { result, unmount } = readerOf(languages);
  expect(result.current).toBeUndefined();

  act(() => languages.setLanguage('de'));
  expect(result.current).toBe('de');
  act(() => languages.setLanguage('fr'));
  expect(result.current).toBe('fr');
  act(() => languages.setLanguage('en'));
  expect(result.current).toBeUndefined();

  unmount();
  expect(languages.listenerCount).toBe(0);
});

it("leaves it to the browser in an app of one language, and of the browser's", () => {
  const browser = jest.spyOn(navigator, 'language', 'get');

  browser.mockReturnValue('de-AT');
  expect(readerOf(new Languages('en')).result.current).toBeUndefined();
  expect(readerOf(new Languages('de', 'en')).result.current).toBeUndefined();
  expect(readerOf(new Languages('en', 'de')).result.current).toBe('en');
});

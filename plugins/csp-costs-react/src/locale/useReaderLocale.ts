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

import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';

/**
 * The locale that dates, numbers and names are written in, as a BCP 47 tag;
 * undefined for the browser's own.
 *
 * @remarks
 * It is the language that the reader has chosen, where the app offers several.
 * A browser set to another kind of the same language knows better: `en-GB`
 * writes days the way its reader does.
 *
 * @public
 */
export function useReaderLocale(): string | undefined {
  const api = useApi(appLanguageApiRef);
  const subscribe = useCallback(
    (notify: () => void) => {
      const subscription = api.language$().subscribe(notify);
      return () => subscription.unsubscribe();
    },
    [api],
  );
  const language = useSyncExternalStore(
    subscribe,
    () => api.getLanguage().language,
  );
  return api.getAvailableLanguages().languages.length > 1 &&
    primaryTagOf(navigator.language) !== primaryTagOf(language)
    ? language
    : undefined;
}

function primaryTagOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag;
}

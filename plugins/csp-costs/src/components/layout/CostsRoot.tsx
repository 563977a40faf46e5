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

import { useApi } from '@backstage/frontend-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  queryClientFor,
  useReaderLocale,
} from 'backstage-plugin-csp-costs-react';
import { cspCostsApiRef } from '../../api/cspCostsApiRef';
import { setReaderLocale } from '../../format/readerLocale';
import styles from './theme.module.css';

/** What every page, tab and card of the plugin stands on: cache, language and colours. */
export function CostsRoot({ children }: { children: ReactNode }) {
  const api = useApi(cspCostsApiRef);
  const locale = useReaderLocale();
  setReaderLocale(locale);
  return (
    <QueryClientProvider client={queryClientFor(api)}>
      {/* Another locale writes every date and amount anew. */}
      <div key={locale} className={styles.theme} data-csp-costs>
        {children}
      </div>
    </QueryClientProvider>
  );
}

/** Class that carries the plugin's colours into an overlay. */
export const themeClassName = styles.theme;

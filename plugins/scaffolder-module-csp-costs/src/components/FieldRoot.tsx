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
import { BgProvider, useBgConsumer } from '@backstage/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { queryClientFor } from 'backstage-plugin-csp-costs-react';
import { onboardingApiRef } from '../api/onboardingApiRef';
import styles from './FieldRoot.module.css';

/** Stands a field on what all of ours need: their cache, and their spacing. */
export function inFieldRoot<Props extends object>(Field: ComponentType<Props>) {
  function FieldRoot(props: Props) {
    const api = useApi(onboardingApiRef);
    const { bg } = useBgConsumer();
    return (
      <QueryClientProvider client={queryClientFor(api)}>
        {/* The card of a form does not say what colour it has, and inputs
            would have the same. */}
        <BgProvider bg={bg ?? 'neutral-1'}>
          <div className={styles.root}>
            <Field {...props} />
          </div>
        </BgProvider>
      </QueryClientProvider>
    );
  }
  return FieldRoot;
}

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

import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTexts } from '../translation/useTexts';
import { LegacyRoutes } from './LegacyRoutes';

const OverviewPage = lazy(() =>
  import('../components/summary/OverviewPage').then(module => ({
    default: module.OverviewPage,
  })),
);
const InvoicesPage = lazy(() =>
  import('../components/invoices/InvoicesPage').then(module => ({
    default: module.InvoicesPage,
  })),
);
const ConnectorsPage = lazy(() =>
  import('../components/connectors/ConnectorsPage').then(module => ({
    default: module.ConnectorsPage,
  })),
);
const CollectionPage = lazy(() =>
  import('../components/collection/CollectionPage').then(module => ({
    default: module.CollectionPage,
  })),
);

/** The page with its tabs, in the frame that pages of a legacy app have. */
export function LegacyCostsPage() {
  const t = useTexts();
  return (
    <LegacyRoutes>
      <Page themeId="tool">
        <Header title={t('layout.page')} />
        <TabbedLayout>
          <TabbedLayout.Route path="/overview" title={t('layout.overview')}>
            <Tab>
              <OverviewPage />
            </Tab>
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/invoices" title="Invoices">
            <Tab>
              <InvoicesPage />
            </Tab>
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/connectors" title={t('layout.connectors')}>
            <Tab>
              <ConnectorsPage />
            </Tab>
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/collection" title={t('layout.collection')}>
            <Tab>
              <CollectionPage />
            </Tab>
          </TabbedLayout.Route>
        </TabbedLayout>
      </Page>
    </LegacyRoutes>
  );
}

function Tab({ children }: { children: ReactNode }) {
  return <Suspense fallback={null}>{children}</Suspense>;
}

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

import { Container } from '@backstage/ui';
import { Route, Routes, useParams } from 'react-router-dom';
import { CostsRoot } from '../layout/CostsRoot';
import sectionStyles from '../layout/Section.module.css';
import { EditConnector } from './form/EditConnector';
import { NewConnector } from './form/NewConnector';
import { ConnectorList } from './list/ConnectorList';
import { ConnectorView } from './page/ConnectorView';

/** The page's tab about connectors: all of them, one, a new one. */
export function ConnectorsPage() {
  return (
    <CostsRoot>
      <Container>
        <div className={sectionStyles.page}>
          <Routes>
            <Route index element={<ConnectorList />} />
            <Route path="new" element={<NewConnector />} />
            <Route path=":connectorId" element={<One of={ConnectorView} />} />
            <Route
              path=":connectorId/edit"
              element={<One of={EditConnector} />}
            />
          </Routes>
        </div>
      </Container>
    </CostsRoot>
  );
}

/** What is shown of one connector begins anew with the next one. */
function One(props: { of: (props: { connectorId: string }) => JSX.Element }) {
  const { connectorId = '' } = useParams();
  const { of: Page } = props;
  return <Page key={connectorId} connectorId={connectorId} />;
}

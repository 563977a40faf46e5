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
import { useCostsParams } from '../../state/useCostsParams';
import { CostsRoot } from '../layout/CostsRoot';
import sectionStyles from '../layout/Section.module.css';
import { InvoiceList } from './InvoiceList';
import { InvoiceView } from './InvoiceView';

/** The page's tab of invoices: all of them, or the one in the address. */
export function InvoicesPage() {
  const { params } = useCostsParams();
  const [connectorId, invoiceId] = params.invoice?.split('/') ?? [];
  return (
    <CostsRoot>
      <Container>
        <div className={sectionStyles.page}>
          {connectorId && invoiceId ? (
            <InvoiceView
              key={params.invoice}
              connectorId={connectorId}
              invoiceId={invoiceId}
            />
          ) : (
            <InvoiceList />
          )}
        </div>
      </Container>
    </CostsRoot>
  );
}

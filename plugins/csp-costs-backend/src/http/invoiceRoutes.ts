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
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { cspCostsCostReadPermission } from 'backstage-plugin-csp-costs-common';
import { DEFAULT_SETTINGS } from '../connectors/settings/defaultSettings';
import { explain } from '../errors';
import type { Tolerance } from '../ledger/invoices/compareInvoices';
import { findInvoice, readInvoice } from '../ledger/invoices/readInvoice';
import { readInvoices } from '../ledger/invoices/readInvoices';
import { MicrosoftError } from '../microsoft/MicrosoftError';
import type { CustomerRights } from '../rights/CustomerRights';
import type { CspCostsRouter, RouterOptions } from './createRouter';
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** Routes of invoices, their tie-out and their documents. */
export function addInvoiceRoutes(
  router: CspCostsRouter,
  context: RequestContext,
  options: RouterOptions,
): void {
  const { knex, registry, access, explainer, queryContext, now } = options;

  router.get('/invoices', async (request, response) => {
    assertAll(await context.authorizeCosts(request));
    response.json(
      await readInvoices(knex, request.query, {
        explainer,
        toleranceOf: await tolerances(),
        signal: untilGone(response),
      }),
    );
  });

  router.get('/invoices/:invoiceId', async (request, response) => {
    const rights = await context.authorizeCosts(request);
    assertAll(rights);
    const { connectorId } = request.query;
    const invoice = await readInvoice(
      await queryContext(rights),
      { connectorId, invoiceId: request.params.invoiceId },
      {
        explainer,
        toleranceOf: await tolerances(),
        signal: untilGone(response),
      },
    );
    response.json({
      ...invoice,
      hasDocument: await hasDocument(connectorId),
    });
  });

  router.get('/invoices/:invoiceId/document', async (request, response) => {
    assertAll(await context.authorizeCosts(request));
    const { connectorId } = request.query;
    const { invoice_id: invoiceId } = await findInvoice(
      knex,
      connectorId,
      request.params.invoiceId,
    );
    const connector = await registry.get(connectorId);
    if (!connector.settings.sources.partnerCenter) {
      throw new InputError(
        `connectorId names ${connectorId}, whose Partner Center is switched off, and only Partner Center has the document; switch it on, or get the document from the Azure portal`,
      );
    }
    const signal = untilGone(response);
    const document = await context.audited(
      {
        eventId: 'invoice-document',
        request,
        meta: { connectorId, invoiceId },
      },
      async () => {
        const { invoiceDocuments } = await access.clients(connector);
        try {
          return await invoiceDocuments.read(invoiceId, signal);
        } catch (error) {
          throw inWords(error);
        }
      },
      ({ length }) => ({ meta: { bytes: length } }),
    );
    response
      .status(200)
      .set({
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${invoiceId}.pdf"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      })
      .end(document);
  });

  async function tolerances(): Promise<(connectorId: string) => Tolerance> {
    const setups = await registry.listSetups();
    return connectorId =>
      (
        setups.find(setup => setup.connectorId === connectorId)?.settings ??
        DEFAULT_SETTINGS
      ).usageMismatchTolerance;
  }

  async function hasDocument(connectorId: string): Promise<boolean> {
    const connector = await registry.find(connectorId);
    return connector?.settings.sources.partnerCenter ?? false;
  }

  /** A refusal of Microsoft's that does not pass, with what to do. */
  function inWords(error: unknown): unknown {
    if (!(error instanceof MicrosoftError) || error.transient) {
      return error;
    }
    if (error.status === 404) {
      return new NotFoundError(
        'Partner Center has no document of this invoice; it appears there some days after the invoice',
      );
    }
    const { cause, remedy } = explain(error, now());
    return new ConflictError(`${cause} ${remedy}`, error);
  }
}

/** An invoice is of all customers together, and so is everything that is told of it. */
function assertAll(rights: CustomerRights): void {
  if (!rights.all) {
    throw new NotAllowedError(
      `Invoices are of all customers together, and need the permission ${cspCostsCostReadPermission.name} for all of them`,
    );
  }
}

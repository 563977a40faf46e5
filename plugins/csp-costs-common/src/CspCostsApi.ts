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

import type { EntityClaims } from './attributionTypes';
import type { BillingPeriod } from './billingPeriod';
import type { Budget, BudgetInput } from './budgetTypes';
import type { ChargesPage, ChargesQuery } from './chargeTypes';
import type {
  Backfill,
  FailedJobsPage,
  FailedJobsQuery,
} from './collectionTypes';
import type {
  Check,
  Connector,
  ConnectorOptions,
  ConnectorSettings,
  ConsentAttempt,
  ConsentLink,
  CredentialInput,
  StartedConsent,
} from './connectorTypes';
import type { CustomerInvoice } from './customerInvoiceTypes';
import type { DirectoryPage, DirectoryQuery } from './directoryTypes';
import type {
  Generation,
  GenerationsPage,
  GenerationsQuery,
} from './generationTypes';
import type {
  InvoiceDetail,
  InvoiceDocument,
  InvoicesPage,
  InvoicesQuery,
} from './invoiceTypes';
import type { ExchangeRates, MeterPrices } from './priceTypes';
import type { RestatementsPage, RestatementsQuery } from './restatementTypes';
import type { RetailCosts, RetailCostsQuery } from './retailTypes';
import type { CustomerSubscriptions } from './subscriptionTypes';
import type {
  CostChanges,
  CostChangesQuery,
  CostExport,
  CostExportQuery,
  CostTrend,
  CostTrendQuery,
} from './trendTypes';
import type {
  BillingPeriodInfo,
  BreakdownDimension,
  CostBreakdown,
  CostScope,
  CostSummary,
  CustomerCostsPage,
  CustomersQuery,
  Run,
  RunDetail,
} from './types';

/**
 * What the csp-costs backend offers.
 *
 * Every method rejects with a `ResponseError` of `@backstage/errors` when the
 * backend refuses, with the backend's words as its message: 400 names the field at fault, 401 and 403 mean missing
 * rights, 404 an unknown id, 409 a change that somebody else has overtaken.
 *
 * @public
 */
export interface CspCostsApi {
  /** Billing periods with figures, latest first. */
  getBillingPeriods(options?: RequestOptions): Promise<BillingPeriodInfo[]>;

  /** Totals, days and top services of a scope, one entry a currency. */
  getCostSummary(
    query: CostScope & { billingPeriod: BillingPeriod },
    options?: RequestOptions,
  ): Promise<CostSummary>;

  /** Which costs belong to an entity of the catalog, and what is wrong with its annotations. */
  getEntityClaims(
    entityRef: string,
    options?: RequestOptions,
  ): Promise<EntityClaims>;

  /** Costs of a scope by one dimension. */
  getCostBreakdown(
    query: CostScope & {
      billingPeriod: BillingPeriod;
      dimension: BreakdownDimension;
      /** Key of the tag, for the dimension `tag`. */
      tagKey?: string;
      /** Rows of a currency, 1 to 5000. Default 1000 for resources, all for the rest. */
      limit?: number;
    },
    options?: RequestOptions,
  ): Promise<CostBreakdown>;

  /** The days of a month by one dimension: its costliest values, and the rest. */
  getCostTrend(
    query: CostTrendQuery,
    options?: RequestOptions,
  ): Promise<CostTrend>;

  /** The few things that explain most of what changed since the month before. */
  getCostChanges(
    query: CostChangesQuery,
    options?: RequestOptions,
  ): Promise<CostChanges>;

  /**
   * The charges of a scope as a file with FOCUS columns.
   *
   * Rejects with 400 when they are too many for one file, with 409 when their
   * lines are no longer kept, and with 503 while those are being fetched.
   */
  exportCharges(
    query: CostExportQuery,
    options?: RequestOptions,
  ): Promise<CostExport>;

  /**
   * Azure costs as the partner pays them and at pay-as-you-go prices, one entry
   * a currency. They stand beside the other figures and are in none of them.
   */
  getRetailCosts(
    query: RetailCostsQuery,
    options?: RequestOptions,
  ): Promise<RetailCosts>;

  /**
   * The charges that figures are made of, each with the line, file and version
   * of Microsoft's data that it comes from.
   *
   * Rejects with 409 when other data is shown than when the first page was read,
   * and with 503 while lines are being fetched.
   */
  getCharges(
    query: ChargesQuery,
    options?: RequestOptions,
  ): Promise<ChargesPage>;

  /** The exchange rates that Microsoft fixed for a month. Costs are not converted. */
  getExchangeRates(
    query: { month: BillingPeriod },
    options?: RequestOptions,
  ): Promise<ExchangeRates>;

  /** What a meter costs by the price sheets of a month. */
  getPrices(
    query: { month: BillingPeriod; meterId: string },
    options?: RequestOptions,
  ): Promise<MeterPrices>;

  /** A page of customers with their costs. */
  getCustomers(
    query: CustomersQuery,
    options?: RequestOptions,
  ): Promise<CustomerCostsPage>;

  /**
   * A page of customers and their Azure subscriptions, without costs. For
   * programs that keep a copy: it says how completely the lists were read.
   */
  getDirectory(
    query?: DirectoryQuery,
    options?: RequestOptions,
  ): Promise<DirectoryPage>;

  /** What a customer has from Microsoft: licences, Azure plans, Azure subscriptions. */
  getCustomerSubscriptions(
    customerId: string,
    options?: RequestOptions,
  ): Promise<CustomerSubscriptions>;

  /** Invoices that have charges of a customer, newest first, with what they have of it. */
  getCustomerInvoices(
    customerId: string,
    options?: RequestOptions,
  ): Promise<CustomerInvoice[]>;

  /** Budgets of the customers that one may see, by customer and currency. */
  getBudgets(
    query?: { customerId?: string },
    options?: RequestOptions,
  ): Promise<Budget[]>;

  /**
   * Sets the monthly budget of a customer in one currency.
   *
   * @param input - `revision` of the budget that was edited, or none for a
   * first one: 409 when it has changed since.
   */
  setBudget(
    customerId: string,
    billingCurrency: string,
    input: BudgetInput,
    options?: RequestOptions,
  ): Promise<Budget>;

  /** Takes a budget away; 409 when it has changed since that revision. */
  deleteBudget(
    customerId: string,
    billingCurrency: string,
    revision: number,
    options?: RequestOptions,
  ): Promise<void>;

  /** All connectors, without their credentials. */
  getConnectors(options?: RequestOptions): Promise<Connector[]>;

  /** One connector, without its credentials. */
  getConnector(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector>;

  /** What connectors can be made of here. */
  getConnectorOptions(options?: RequestOptions): Promise<ConnectorOptions>;

  /**
   * Creates a connector; credentials and consent come later.
   *
   * @param input - Without `connectorId`, one is made from the title.
   */
  createConnector(
    input: { connectorId?: string; settings: ConnectorSettings },
    options?: RequestOptions,
  ): Promise<Connector>;

  /**
   * Replaces the settings of a connector. Its credentials stay.
   *
   * @param input - `revision` of the settings that were edited: 409 when they
   * have changed since.
   */
  updateConnector(
    connectorId: string,
    input: { revision: number; settings: ConnectorSettings },
    options?: RequestOptions,
  ): Promise<Connector>;

  /** Deletes a connector and its credentials. Collected costs stay. */
  deleteConnector(connectorId: string, options?: RequestOptions): Promise<void>;

  /** Tries a credential, and keeps it in place of the one before when it works. */
  setCredential(
    connectorId: string,
    input: CredentialInput,
    options?: RequestOptions,
  ): Promise<Connector>;

  /**
   * Makes a key pair and a certificate that wait as `nextCredential`. The
   * credential in use stays in use.
   */
  generateCertificate(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector>;

  /** Tries the waiting certificate, and takes it in use when it works. */
  activateCertificate(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector>;

  /** Tries a refresh token, and keeps it as the connector's delegated access when it works. */
  importRefreshToken(
    connectorId: string,
    input: { refreshToken: string },
    options?: RequestOptions,
  ): Promise<Connector>;

  /** Deletes all credentials of a connector at once. Settings and collected costs stay. */
  disconnect(connectorId: string, options?: RequestOptions): Promise<Connector>;

  /** Begins a sign-in with Microsoft in a window of this browser. */
  startConsent(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<StartedConsent>;

  /** How a sign-in goes. */
  getConsent(
    connectorId: string,
    consentId: string,
    options?: RequestOptions,
  ): Promise<ConsentAttempt>;

  /** Makes a link for somebody else to sign in with. */
  createConsentLink(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<ConsentLink>;

  /** Sets the day by which a new consent is wanted, or takes it away. */
  setConsentDeadline(
    connectorId: string,
    input: { consentBy: string; reason: string } | undefined,
    options?: RequestOptions,
  ): Promise<Connector>;

  /** Every check of a connector, with its latest result. */
  getChecks(connectorId: string, options?: RequestOptions): Promise<Check[]>;

  /** Runs checks, all of them unless some are named. */
  runChecks(
    connectorId: string,
    input?: { checkIds?: string[] },
    options?: RequestOptions,
  ): Promise<Check[]>;

  /** A page of complete versions of slices, those that were collected last first. */
  getGenerations(
    query?: GenerationsQuery,
    options?: RequestOptions,
  ): Promise<GenerationsPage>;

  /** Shows a generation that is held or was discarded. */
  publishGeneration(
    generationId: string,
    options?: RequestOptions,
  ): Promise<Generation>;

  /** Decides against a generation that is held. */
  discardGeneration(
    generationId: string,
    options?: RequestOptions,
  ): Promise<Generation>;

  /**
   * A page of invoices, newest first, each compared with our lines of it. Needs
   * the right to see the costs of all customers.
   */
  getInvoices(
    query?: InvoicesQuery,
    options?: RequestOptions,
  ): Promise<InvoicesPage>;

  /** An invoice with the reason of what differs. Rights as for all invoices. */
  getInvoice(
    query: { connectorId: string; invoiceId: string },
    options?: RequestOptions,
  ): Promise<InvoiceDetail>;

  /**
   * The document of an invoice, which Microsoft is asked for in the name of the
   * person who signed in for the connector. Rights as for all invoices.
   */
  getInvoiceDocument(
    query: { connectorId: string; invoiceId: string },
    options?: RequestOptions,
  ): Promise<InvoiceDocument>;

  /** A page of what Microsoft changed after it was published, newest first. */
  getRestatements(
    query?: RestatementsQuery,
    options?: RequestOptions,
  ): Promise<RestatementsPage>;

  /** The latest runs of a connector, latest first, at most 50. */
  getRuns(connectorId: string, options?: RequestOptions): Promise<Run[]>;

  /** One run with its jobs. */
  getRun(runId: string, options?: RequestOptions): Promise<RunDetail>;

  /** Starts a run now, or gives the one that is already going on. */
  startRun(connectorId: string, options?: RequestOptions): Promise<Run>;

  /** Ends a run and all its jobs that have not ended. What they published stays. */
  cancelRun(runId: string, options?: RequestOptions): Promise<RunDetail>;

  /** Tries all failed jobs of a run again, and gives the run that they are in now. */
  retryRun(runId: string, options?: RequestOptions): Promise<RunDetail>;

  /** Tries a failed job again, and gives the run that it is in now. */
  retryJob(jobId: string, options?: RequestOptions): Promise<RunDetail>;

  /** A page of jobs that failed for good, and nothing has put right since. */
  getFailedJobs(
    query?: FailedJobsQuery,
    options?: RequestOptions,
  ): Promise<FailedJobsPage>;

  /** How far the old months of a connector are collected. */
  getBackfill(connectorId: string, options?: RequestOptions): Promise<Backfill>;

  /** Pauses the collection of a connector: jobs at work end, nothing else is begun. */
  pauseCollection(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector>;

  /** Ends a pause; jobs that wait go on. */
  resumeCollection(
    connectorId: string,
    options?: RequestOptions,
  ): Promise<Connector>;
}

/**
 * Options of every call.
 *
 * @public
 */
export interface RequestOptions {
  /** Ends the call early. */
  signal?: AbortSignal;
}

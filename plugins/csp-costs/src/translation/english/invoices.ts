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

/** Invoices, and whether they match our lines. */
export const invoices = {
  'invoices.title': 'Invoices',
  'invoices.subtitle':
    "Microsoft's total of each invoice against the lines that the costs are made of.",
  'invoices.loading': 'Loading invoices',
  'invoices.loadingOne': 'Loading the invoice',
  'invoices.failed': 'The invoices could not be loaded',
  'invoices.failedOne': 'The invoice could not be loaded',
  'invoices.failedMore': 'No more invoices could be loaded',
  'invoices.forbidden': 'Invoices are of all customers together',
  'invoices.forbiddenText':
    'They need the permission {{permission}} for all of them. Whoever runs this portal can grant it.',
  'invoices.more': 'Show more',
  'invoices.count_one': '{{count}} invoice',
  'invoices.count_other': '{{count}} invoices',
  'invoices.empty': 'No invoices yet',
  'invoices.emptyText':
    'Microsoft issues invoices between the 6th and the 8th of the following month. They appear here with the next collection.',
  'invoices.none': 'No invoice matches',
  'invoices.noneText': 'No invoice is of this month and currency.',
  'invoices.clear': 'Show all invoices',
  'invoices.back': 'All invoices',
  'invoices.filters': 'Filter invoices',
  'invoices.month': 'Month',
  'invoices.allMonths': 'All months',
  'invoices.currency': 'Currency',
  'invoices.allCurrencies': 'All currencies',
  'invoices.invoice': 'Invoice',
  'invoices.total': "Microsoft's total",
  'invoices.lines': 'Our lines',
  'invoices.difference': 'Difference',
  'invoices.verdict': 'Does it match',
  'invoices.tolerance': 'Tolerance',
  'invoices.date': 'Issued',
  'invoices.connector': 'Connector',
  'invoices.document': 'Document',
  'invoices.nothing': 'none',
  'invoices.under': 'under {{amount}}',
  'invoices.verdict.tied': 'Matches',
  'invoices.verdict.within-tolerance': 'Matches within tolerance',
  'invoices.verdict.differs': 'Differs',
  'invoices.verdict.explained': 'Differs, all explained',
  'invoices.unexplained': '{{amount}} unexplained',
  'invoices.verdict.not-complete': 'Not complete',
  'invoices.type.invoice': 'Invoice',
  'invoices.type.legacy': 'Legacy invoice',
  'invoices.type.adjustment-note': 'Adjustment note',
  'invoices.type.void-note': 'Void note',
  'invoices.amends': 'Amends {{invoiceId}}',
  'invoices.answer.tied': 'It matches, to the last digit',
  'invoices.answer.within':
    'It matches: {{difference}} apart, {{tolerance}} is tolerated',
  'invoices.answer.explained':
    'It differs by {{difference}}, and all of it is explained',
  'invoices.answer.partly':
    'It differs by {{difference}}, of which {{unexplained}} is unexplained',
  'invoices.answer.differs': 'It differs by {{difference}}',
  'invoices.answer.notComplete': 'It cannot be compared in full yet',
  'invoices.answer.note': 'A note that amends an invoice',
  'invoices.gap.missing': '{{source}}: not collected yet.',
  'invoices.gap.not-yet-available':
    '{{source}}: Microsoft has no lines of it so far.',
  'invoices.gap.not-collected': '{{source}}: nothing has collected its lines.',
  'invoices.gap.note':
    'Notes come without lines. Microsoft deducts them from the amount of the invoice separately.',
  'invoices.gap.held':
    '{{source}}: newer lines wait for a decision, on the page Collection.',
  'invoices.gap.quarantined_one': '{{source}}: {{count}} line cannot be read.',
  'invoices.gap.quarantined_other':
    '{{source}}: {{count}} lines cannot be read.',
  'invoices.gap.customers':
    '{{source}}: the connector collects only some customers, and the invoice is of all.',
  'invoices.gaps': 'What is missing',
  'invoices.why': 'Why it differs',
  'invoices.whySubtitle':
    'From our lines to the total of Microsoft. Each cause is proved by an amount in the data of Microsoft; the rest is unexplained.',
  'invoices.whyEmpty': 'Both sides are equal. There is nothing to explain.',
  'invoices.cause': 'Cause',
  'invoices.amount': 'Amount',
  'invoices.chart': 'Share of the difference',
  'invoices.reading':
    'The lines of this invoice are being read. The causes appear here in a minute.',
  'invoices.removed':
    'The lines of this invoice are no longer kept, so that causes cannot be proved any more.',
  'invoices.cause.tax': 'Tax',
  'invoices.cause.rounding': 'Rounding',
  'invoices.cause.credit': 'Credit',
  'invoices.cause.late-usage': 'Late usage',
  'invoices.cause.restated': 'Restated',
  'invoices.cause.exchange-rate': 'Exchange rate',
  'invoices.cause.source-missing': 'Usage missing',
  'invoices.cause.quarantined': 'Unreadable lines',
  'invoices.cause.unexplained': 'Unexplained',
  'invoices.because.tax':
    'The invoice has another amount of tax than its lines.',
  'invoices.because.rounding_one':
    'The invoice charges whole cents, daily usage has every digit; {{count}} line was cut.',
  'invoices.because.rounding_other':
    'The invoice charges whole cents, daily usage has every digit; {{count}} lines were cut.',
  'invoices.because.roundingTotal':
    'The total is a whole number of cents, the sum of the lines is not.',
  'invoices.because.credit':
    'A note that amends the invoice is in one of both sides only.',
  'invoices.because.late-usage':
    'Usage of other months, which daily usage counts here and the invoice does not.',
  'invoices.because.restated':
    'Microsoft changed lines after the other side was issued; before that, both came to the same.',
  'invoices.because.exchange-rate':
    'The invoice was converted at another rate than daily usage.',
  'invoices.because.source-missing_one':
    'The invoice charges {{count}} line of usage that daily usage does not have.',
  'invoices.because.source-missing_other':
    'The invoice charges {{count}} lines of usage that daily usage does not have.',
  'invoices.because.quarantined_one':
    '{{count}} line cannot be read and is in no figure; its amount can.',
  'invoices.because.quarantined_other':
    '{{count}} lines cannot be read and are in no figure; their amounts can.',
  'invoices.because.unexplained':
    'Nothing in the data of Microsoft proves where this comes from.',
  'invoices.because.unexplainedTax':
    'Nothing in the data of Microsoft proves where this comes from. In some countries tax is only on the invoice, and Partner Center does not say how much it is.',
  'invoices.customers': 'Customers with most of it',
  'invoices.parts': 'Our lines by part',
  'invoices.part': 'Part',
  'invoices.source': 'Source',
  'invoices.cost': 'Cost',
  'invoices.sum': 'Sum',
  'invoices.category.Usage': 'Pay-as-you-go usage',
  'invoices.category.Purchase': 'Licences and purchases',
  'invoices.category.Credit': 'Credits',
  'invoices.category.Adjustment': 'Adjustments',
  'invoices.category.Tax': 'Tax',
  'invoices.showLines': 'Show the lines: {{part}}',
  'invoices.linesTitle': 'Lines of {{invoiceId}}',
  'invoices.usageCheck':
    'The same usage is in both sources: {{daily}} in daily usage, which the costs are made of, and {{reconciled}} in reconciliation, which the invoice is made of.',
  'invoices.notes': 'Notes that amend it',
  'invoices.notesSubtitle': 'Their amounts are in neither side.',
  'invoices.restatements': 'Restatements',
  'invoices.restatementsSubtitle':
    'What Microsoft changed in the lines of this invoice after they had been shown.',
  'invoices.restatementsFailed': 'The restatements could not be loaded',
  'invoices.restated': 'Restated',
  'invoices.customer': 'Customer',
  'invoices.service': 'Service',
  'invoices.change': 'Change',
  'invoices.download': 'Download the document',
  'invoices.downloaded': 'The document was saved',
  'invoices.downloadFailed': 'The document could not be downloaded',
  'invoices.noDocument':
    'Only Partner Center has the document, and it is switched off for this connector.',
} as const;

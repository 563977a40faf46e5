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

/** Texts of the form of a connector. */
export const connectorForm = {
  'connectorForm.label.title': 'Name',
  'connectorForm.label.partnerTenantId': 'Partner tenant id',
  'connectorForm.label.clientId': 'Application (client) id',
  'connectorForm.label.nationalCloud': 'National cloud',
  'connectorForm.label.country': 'Country',
  'connectorForm.label.sources': 'Sources',
  'connectorForm.label.scopeMode': 'Customers',
  'connectorForm.label.customerIds': 'Customer tenant ids',
  'connectorForm.label.cron': 'Schedule (cron)',
  'connectorForm.label.timeZone': 'Time zone',
  'connectorForm.label.historyMonths': 'Months of history',
  'connectorForm.label.ownerEntityRefs': 'Owners',
  'connectorForm.label.billingCurrencies': 'Billing currencies',
  'connectorForm.label.productLanguage': 'Product language',
  'connectorForm.label.billingAccountId': 'Billing account id',
  'connectorForm.label.legacyInvoiceCycleDay': 'Legacy invoice cycle day',
  'connectorForm.label.resellerRelationshipUrl': 'Reseller relationship URL',
  'connectorForm.label.delegatedAdminUrl': 'Delegated admin URL',
  'connectorForm.label.toleranceAmount': 'Tolerated difference: amount',
  'connectorForm.label.tolerancePercent': 'Tolerated difference: percent',
  'connectorForm.label.azureSpecialization': 'Azure specialization',
  'connectorForm.currencies': 'Currencies and language',
  'connectorForm.currenciesIntro':
    'Both follow Microsoft unless you say otherwise, and can be changed at any time, also after consent.',
  'connectorForm.currenciesHelp': 'Leave it empty for those of the invoices.',
  'connectorForm.languageHelp':
    'The language that Microsoft names products in.',
  'connectorForm.searchLanguages': 'Search languages',
  'connectorForm.azure': 'Azure',
  'connectorForm.azureIntro':
    'For the retail view of Azure costs, and for partners with a specialization.',
  'connectorForm.accountHelp':
    'Leave it empty: the doctor finds it. Only with several: in the Azure portal, Cost Management + Billing, Properties.',
  'connectorForm.specializationHelp':
    'Partners with an Azure specialization get discounts on some usage. Pass them on to customers, or retain them.',
  'connectorForm.invoices': 'Invoices',
  'connectorForm.invoicesIntro':
    'How sums are compared with Microsoft’s invoices.',
  'connectorForm.amountHelp': 'In the currency of the invoice.',
  'connectorForm.percentHelp': 'Of the invoice’s total.',
  'connectorForm.cycleDayHelp':
    'Only with legacy invoices, whose numbers begin with D: the day of the month on which their billing cycle begins, 1 to 28. In Partner Center: Billing.',
  'connectorForm.links': 'Links for customers',
  'connectorForm.linksIntro': 'Where customers accept you as their partner.',
  'connectorForm.resellerHelp':
    'Leave it empty for the one that Partner Center gives. In Partner Center: Customers, Request a reseller relationship.',
  'connectorForm.delegatedHelp':
    'Where a customer approves delegated admin rights. In Partner Center: Customers, Admin relationships.',
  'connectorForm.toleranceText':
    'Up to the larger of both, our sum and the invoice count as equal.',
  'connectorForm.conflict': 'Somebody else has changed this connector',
  'connectorForm.conflictText':
    'It is not saved yet, and what you typed is still here. Load the current settings to put your changes on top of them.',
  'connectorForm.merged':
    'The current settings are loaded, with your changes on top',
  'connectorForm.mergedText':
    'You both changed different fields. Look it over and save.',
  'connectorForm.nothing': 'nothing',
  'connectorForm.empty': 'empty',
  'connectorForm.loadCurrent': 'Load the current settings',
  'connectorForm.contested':
    'You both changed {{fields}}. Yours are in the form. Look it over and save.',
  'connectorForm.theirs': '{{field}} (theirs: {{value}})',
  'connectorForm.tenant': 'Partner tenant',
  'connectorForm.tenantIntro':
    'Which tenant costs come from, and the application that reads them there. Nothing here is secret: what the application signs in with is set afterwards, on the connector’s page.',
  'connectorForm.titleHelp':
    'What people here call it. With several Partner Centers, a name by location helps.',
  'connectorForm.tenantHelp':
    'In Partner Center: the gear, Account settings, Organization profile, Legal info. It is called Microsoft ID there.',
  'connectorForm.clientHelp':
    'In the Entra admin center of the partner tenant: App registrations, your application, Overview. Not the object id.',
  'connectorForm.cloudHelp': 'Where the tenant lives. Nearly always global.',
  'connectorForm.countryHelp':
    'Where the Partner Center is registered, in two letters.',
  'connectorForm.what': 'What is read',
  'connectorForm.whatIntro':
    'Switch on what you want to use. The doctor then checks exactly what that needs, and asks for no permission besides.',
  'connectorForm.when': 'When',
  'connectorForm.whenIntro':
    'A run collects what has changed since the last one. Microsoft renews estimates about once a day, so more often brings little.',
  'connectorForm.historyHelp':
    'Closed months that are collected, back from the current one. 0 to 120.',
  'connectorForm.who': 'Who is told',
  'connectorForm.whoIntro':
    'Owners get a notification 30, 14 and 3 days before something ends, and when it has stopped.',
  'connectorForm.ownersHelp': 'People and groups of the catalog, one a line.',
  'connectorForm.more': 'More settings',
  'connectorForm.moreText': 'Currencies, language, Azure, invoices, links',
  'connectorForm.faults_one': '{{count, number}} field needs a change',
  'connectorForm.faults_other': '{{count, number}} fields need a change',
  'connectorForm.save': 'Save connector',
  'connectorForm.cancel': 'Cancel',
  'connectorForm.oneFailed': 'The connector could not be loaded',
  'connectorForm.loadingOne': 'Loading the connector',
  'connectorForm.inConfig': 'This connector is set up in app-config',
  'connectorForm.edit': 'Edit {{title}}',
  'connectorForm.inConfigText':
    'Change it there, below {{key}}, and restart the backend.',
  'connectorForm.saveLeaves':
    'Saving leaves the credential and the consent as they are.',
  'connectorForm.back': 'Back to the connector',
  'connectorForm.formFailed': 'The form could not be loaded',
  'connectorForm.loadingForm': 'Loading the form',
  'connectorForm.new': 'Connect a partner tenant',
  'connectorForm.newText':
    'Save first: what the application signs in with, and the consent, are set afterwards, one step after the other.',
  'connectorForm.fieldNeeds': '{{field}} needs a change',
  'connectorForm.notSaved': 'The connector could not be saved',
  'connectorForm.cronHelp': 'Minute, hour, day of month, month, day of week.',
  'connectorForm.zoneHelp': 'The hours above are those of this zone.',
  'connectorForm.searchZones': 'Search time zones',
  'connectorForm.nextUnknown':
    'The next run is known when the schedule is complete.',
  'connectorForm.nextNever': 'This schedule never comes to a day.',
  'connectorForm.next': '{{schedule}}. Next run {{next}}.',
  'connectorForm.nextTwo': '{{schedule}}. Next run {{next}}, then {{after}}.',
  'connectorForm.scopeHelp': 'Whose costs are collected and shown.',
  'connectorForm.customerHelp':
    'In Partner Center: Customers, the customer, Account. It is called Microsoft ID there.',
  'connectorForm.customersHelp':
    'One a line. In Partner Center: Customers, the customer, Account. It is called Microsoft ID there.',
  'connectorForm.scopeAll': 'All customers',
  'connectorForm.scopeOne': 'One customer',
  'connectorForm.scopeSeveral': 'Several customers',
  'connectorForm.source.partnerCenter':
    'Customers, subscriptions and the list of invoices. Read by the application, which has to be registered in Partner Center under Account settings, App management.',
  'connectorForm.source.graphBilling':
    'Usage and reconciliation lines: the costs themselves. Read by the application with the permission PartnerBilling.Read.All. Microsoft offers it in the global cloud only.',
  'connectorForm.source.costManagement':
    'Azure costs beside what they are at pay-as-you-go prices, and partner earned credit. Read by the application, which needs the role Billing account reader on the billing account. Reports are asked for once a day. While Partner Center is off, customers and invoices come from there too.',
  'connectorForm.source.priceSheet':
    'Azure price sheets, for which the country of the partner center is needed, monthly exchange rates and, together with Partner Center, the names of meters. Prices and rates need a person to sign in with Microsoft. They change no cost.',
  'connectorForm.required': 'Required',
  'connectorForm.error.sources': 'Switch on what is to be read.',
  'connectorForm.error.cron':
    'Write five fields of cron, such as 0 4 * * * for daily at 04:00.',
  'connectorForm.error.timeZone':
    'Choose a time zone, such as Europe/Amsterdam.',
  'connectorForm.error.title': 'Write a name.',
  'connectorForm.error.titleLong': 'Write at most {{most}} characters.',
  'connectorForm.error.guid': 'Write an id such as {{example}}.',
  'connectorForm.error.country': 'Write two letters, such as NL.',
  'connectorForm.error.notTenant':
    '“{{text}}” is not a tenant id such as {{example}}.',
  'connectorForm.error.noCustomer': 'Write the tenant id of the customer.',
  'connectorForm.error.noCustomers':
    'Write the tenant ids of the customers, one a line.',
  'connectorForm.error.oneCustomer':
    'Write one tenant id, or choose “Several customers” for {{number}}.',
  'connectorForm.error.notEntity':
    '“{{text}}” is not an entity; write refs such as group:default/finance.',
  'connectorForm.error.notCurrency':
    '“{{text}}” is not a currency; write codes of three letters, such as EUR, USD.',
  'connectorForm.error.whole':
    'Write a whole number from {{least}} to {{most}}.',
  'connectorForm.error.comma': 'Write a point and not a comma, such as 0.50.',
  'connectorForm.error.decimal': 'Write a number such as 0.50.',
  'connectorForm.error.https': 'Write an address that begins with https://.',
} as const;

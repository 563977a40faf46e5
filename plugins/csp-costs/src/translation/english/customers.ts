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

/** Texts of the list of customers, of budgets and of forecasts. */
export const customers = {
  'customers.title': 'Customers',
  'customers.customer': 'Customer',
  'customers.costsOf': 'Costs of {{name}}',
  'customers.noCosts': 'No costs in {{month}}',
  'customers.usage': 'Usage',
  'customers.other': 'Licences and other',
  'customers.otherShort': 'Licences etc.',
  'customers.cost': 'Cost before tax',
  'customers.changeVersus': 'Change vs {{days}}',
  'customers.days': 'Days',
  'customers.topService': 'Top service',
  'customers.noService': 'No service given',
  'customers.state': 'State',
  'customers.loading': 'Loading customers',
  'customers.failed': 'The customers could not be loaded',
  'customers.someFailed': 'Some customers could not be loaded',
  'customers.none': 'No customers yet',
  'customers.noMatch': 'No customer matches',
  'customers.showAll': 'Show all customers',
  'customers.search': 'Search customers',
  'customers.searchHint': 'Name, domain or tenant id',
  'customers.currency': 'Currency',
  'customers.allCurrencies': 'All currencies',
  'customers.sortBy': 'Sort customers by',
  'customers.sort.highestCost': 'Highest cost',
  'customers.sort.lowestCost': 'Lowest cost',
  'customers.sort.largestIncrease': 'Largest increase',
  'customers.sort.largestDecrease': 'Largest decrease',
  'customers.sort.name': 'Name, A to Z',
  'customers.sort.nameReversed': 'Name, Z to A',
  'customers.view': 'Show customers as',
  'customers.view.cards': 'Cards',
  'customers.view.table': 'Table',
  'forecast.label': 'Forecast',
  'forecast.method':
    'No fact: usage goes on to the end of the month as in its last seven complete days; what is billed once counts as it is.',
  'budget.title': 'Budget',
  'budget.used': '{{share}} of the budget of {{amount}}',
  'budget.over': '{{amount}} over budget',
  'budget.overForecast': 'Forecast {{amount}} over budget',
  'budget.none': 'No budget is set',
  'budget.noneHint':
    'A budget says what a month may cost, before tax. Owners of the customer in the catalog are told when it is reached.',
  'budget.failed': 'The budgets could not be loaded',
  'budget.loading': 'Loading the budget',
  'budget.setIn': 'Set a budget in {{currency}}',
  'budget.change': 'Change the budget in {{currency}}',
  'budget.dialog': 'Budget in {{currency}}',
  'budget.amount': 'Amount a month, before tax',
  'budget.amountHint': 'Digits with a point, such as 1234.50',
  'budget.amountWrong':
    'This is no amount above zero with at most 15 digits and 4 decimals, such as 1234.50',
  'budget.thresholds': 'Tell the owners at, in percent',
  'budget.thresholdsHint': 'Up to five, such as 80, 100',
  'budget.thresholdsWrong':
    'These are not one to five whole percentages from 1 to 1000 with commas between them',
  'budget.save': 'Save',
  'budget.cancel': 'Cancel',
  'budget.remove': 'Take the budget away',
  'budget.saveFailed': 'The budget was not saved',
  'budget.overtaken':
    'Somebody else has changed it meanwhile. Close this, look at it, and change it again.',
  'budget.soFar': 'So far the month has cost',
  'budget.whole': 'The month has cost',
  'budget.noCosts': 'No costs in {{currency}} this month',
  'budget.thresholdsAre': 'Owners are told at {{thresholds}}',
} as const;

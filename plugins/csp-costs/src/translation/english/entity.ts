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

/** Costs of entities of the catalog, and what belongs to none. */
export const entity = {
  'entity.costs': 'Costs',
  'entity.monthSoFar': '{{month}} so far',
  'entity.noCharges': 'No charges in {{month}}',
  'entity.loading': 'Loading what belongs to this entity',
  'entity.failed': 'What belongs to this entity could not be loaded',
  'entity.counts': 'What counts',
  'entity.parts_one': 'and one part of it',
  'entity.parts_other': 'and {{count}} parts of it',
  'entity.onlyParts_one': 'one part of it',
  'entity.onlyParts_other': '{{count}} parts of it',
  'entity.nothingCounts': 'Nothing of its own',
  'entity.by.annotation': 'by annotation',
  'entity.by.rule': 'by a rule',
  'entity.by.provider': 'from the connector',
  'entity.claim.customer': 'Customer {{names}}',
  'entity.claim.azureSubscription': 'Azure subscription {{names}}',
  'entity.claim.azureSubscriptionNamed': 'Azure subscriptions named {{names}}',
  'entity.claim.resourceGroup': 'Resource group {{names}}',
  'entity.claim.resourceGroupNamed': 'Resource groups named {{names}}',
  'entity.claim.resource': 'Resource {{names}}',
  'entity.claim.tag': 'Tag {{key}} = {{names}}',
  'entity.claim.more_one': 'one more',
  'entity.claim.more_other': '{{count}} more',
  'entity.partsTitle': 'Parts',
  'entity.partsExplained':
    'Each cost is given to one part: the one that names it most exactly.',
  'entity.partsLoading': 'Loading the parts',
  'entity.partsFailed': 'The parts could not be loaded',
  'entity.partsNone': 'No part has costs in {{month}}.',
  'entity.partsCaption': 'Costs in {{currency}} by part',
  'entity.partsMore': 'Show all {{number}}',
  'entity.part': 'Part',
  'entity.itself': '{{name}} itself',
  'entity.noPart': 'Of no part',
  'entity.cost': 'Cost',
  'entity.change': 'Change',
  'entity.problemTitle_one': 'An annotation cannot be used',
  'entity.problemTitle_other': '{{count}} annotations cannot be used',
  'entity.problemExplained':
    'Until that is mended, none of the annotations of this entity counts.',
  'entity.problem.no-value': 'It is empty.',
  'entity.problem.no-guid': '“{{value}}” is no GUID.',
  'entity.problem.no-resource-group':
    '“{{value}}” cannot be the name of a resource group.',
  'entity.problem.no-resource-id': '“{{value}}” is no ARM id of a resource.',
  'entity.problem.no-key-value': '“{{value}}” is not key=value.',
  'entity.problem.too-many-values': 'It has more than 100 values.',
  'entity.writeLike': 'Write it like this:',
  'entity.copyExample': 'Copy an example of {{annotation}}',
  'entity.unconfigured': 'No costs belong to this entity yet',
  'entity.unconfiguredParts':
    'What is part of it, or owned by it, counts by itself. Nothing of that has costs yet.',
  'entity.addAnnotation': 'Add one of these annotations to it:',
  'entity.meaning.csp-costs/customer-id':
    'everything of a customer, by its tenant id',
  'entity.meaning.csp-costs/azure-subscription-id':
    'the usage of an Azure subscription, by its id',
  'entity.meaning.csp-costs/resource-group':
    'the usage of resource groups, by their names',
  'entity.meaning.csp-costs/resource-id':
    'the usage of resources, by their ARM ids',
  'entity.meaning.csp-costs/tag': 'the usage of resources that have a tag',
  'entity.severalAnnotations':
    'Several of them narrow down together. Values are separated by commas, those of a tag by |.',
  'entity.rules':
    'It needs none where whoever runs this portal has a rule for it: by a tag that names the entity, or by names of Azure subscriptions and resource groups.',
  'entity.unattributed': 'Unattributed',
  'entity.unattributedExplained':
    'Costs that no entity of the catalog claims. Annotations on entities, and rules in the configuration, say whose they are.',
  'entity.unattributedNone': 'Every cost of {{month}} belongs to an entity.',
  'entity.unattributedLoading': 'Loading what belongs to no entity',
  'entity.unattributedFailed': 'What belongs to no entity could not be loaded',
  'entity.unattributedCaption': 'Unattributed costs in {{currency}}',
  'entity.piecesBy': 'Biggest pieces by',
  'entity.piecesMore_one': 'One smaller piece is not listed.',
  'entity.piecesMore_other': '{{count}} smaller pieces are not listed.',
} as const;

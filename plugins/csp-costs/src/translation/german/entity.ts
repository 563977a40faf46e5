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

import type { entity as english } from '../english/entity';

/** German for costs of entities. */
export const entity: Record<keyof typeof english, string> = {
  'entity.costs': 'Kosten',
  'entity.monthSoFar': '{{month}} bisher',
  'entity.noCharges': 'Keine Kosten im {{month}}',
  'entity.loading': 'Zugehörige Kosten werden geladen',
  'entity.failed':
    'Welche Kosten zu dieser Entität gehören, konnte nicht geladen werden',
  'entity.counts': 'Was zählt',
  'entity.parts_one': 'und ein Teil davon',
  'entity.parts_other': 'und {{count}} Teile davon',
  'entity.onlyParts_one': 'ein Teil davon',
  'entity.onlyParts_other': '{{count}} Teile davon',
  'entity.nothingCounts': 'Nichts Eigenes',
  'entity.by.annotation': 'laut Annotation',
  'entity.by.rule': 'laut Regel',
  'entity.by.provider': 'vom Konnektor',
  'entity.claim.customer': 'Kunde {{names}}',
  'entity.claim.azureSubscription': 'Azure-Abonnement {{names}}',
  'entity.claim.azureSubscriptionNamed':
    'Azure-Abonnements mit dem Namen {{names}}',
  'entity.claim.resourceGroup': 'Ressourcengruppe {{names}}',
  'entity.claim.resourceGroupNamed':
    'Ressourcengruppen mit dem Namen {{names}}',
  'entity.claim.resource': 'Ressource {{names}}',
  'entity.claim.tag': 'Tag {{key}} = {{names}}',
  'entity.claim.more_one': '1 weitere',
  'entity.claim.more_other': '{{count}} weitere',
  'entity.partsTitle': 'Teile',
  'entity.partsExplained':
    'Alle Kosten zählen bei genau einem Teil: dem, der sie am genauesten benennt.',
  'entity.partsLoading': 'Teile werden geladen',
  'entity.partsFailed': 'Die Teile konnten nicht geladen werden',
  'entity.partsNone': 'Kein Teil hat Kosten im {{month}}.',
  'entity.partsCaption': 'Kosten in {{currency}} nach Teilen',
  'entity.partsMore': 'Alle {{number}} anzeigen',
  'entity.part': 'Teil',
  'entity.itself': '{{name}} selbst',
  'entity.noPart': 'Bei keinem Teil',
  'entity.cost': 'Kosten',
  'entity.change': 'Veränderung',
  'entity.problemTitle_one': 'Eine Annotation ist nicht verwendbar',
  'entity.problemTitle_other': '{{count}} Annotationen sind nicht verwendbar',
  'entity.problemExplained':
    'Bis das behoben ist, zählt keine der Annotationen dieser Entität.',
  'entity.problem.no-value': 'Sie ist leer.',
  'entity.problem.no-guid': '„{{value}}“ ist keine GUID.',
  'entity.problem.no-resource-group':
    '„{{value}}“ kann nicht der Name einer Ressourcengruppe sein.',
  'entity.problem.no-resource-id':
    '„{{value}}“ ist keine ARM-ID einer Ressource.',
  'entity.problem.no-key-value':
    '„{{value}}“ hat nicht die Form Schlüssel=Wert.',
  'entity.problem.too-many-values': 'Sie hat mehr als 100 Werte.',
  'entity.writeLike': 'So wird sie geschrieben:',
  'entity.copyExample': 'Beispiel für {{annotation}} kopieren',
  'entity.unconfigured': 'Zu dieser Entität gehören noch keine Kosten',
  'entity.unconfiguredParts':
    'Was ein Teil davon ist oder ihr gehört, zählt von selbst. Bisher hat nichts davon Kosten.',
  'entity.addAnnotation': 'Mit einer dieser Annotationen bekommt sie welche:',
  'entity.meaning.csp-costs/customer-id':
    'alles von einem Kunden, über dessen Mandanten-ID',
  'entity.meaning.csp-costs/azure-subscription-id':
    'die Nutzung eines Azure-Abonnements, über dessen ID',
  'entity.meaning.csp-costs/resource-group':
    'die Nutzung von Ressourcengruppen, über ihre Namen',
  'entity.meaning.csp-costs/resource-id':
    'die Nutzung von Ressourcen, über ihre ARM-IDs',
  'entity.meaning.csp-costs/tag': 'die Nutzung von Ressourcen mit einem Tag',
  'entity.severalAnnotations':
    'Mehrere davon grenzen gemeinsam ein. Werte werden durch Kommas getrennt, die eines Tags durch |.',
  'entity.rules':
    'Ohne Annotation geht es, wenn die Betreiber dieses Portals eine Regel dafür haben: über ein Tag, das die Entität nennt, oder über Namen von Azure-Abonnements und Ressourcengruppen.',
  'entity.unattributed': 'Nicht zugeordnet',
  'entity.unattributedExplained':
    'Kosten, die keine Entität des Katalogs beansprucht. Annotationen an Entitäten und Regeln in der Konfiguration sagen, wem sie gehören.',
  'entity.unattributedNone':
    'Alle Kosten vom {{month}} gehören zu einer Entität.',
  'entity.unattributedLoading': 'Nicht zugeordnete Kosten werden geladen',
  'entity.unattributedFailed':
    'Die nicht zugeordneten Kosten konnten nicht geladen werden',
  'entity.unattributedCaption': 'Nicht zugeordnete Kosten in {{currency}}',
  'entity.piecesBy': 'Größte Posten nach',
  'entity.piecesMore_one': 'Ein kleinerer Posten fehlt in der Liste.',
  'entity.piecesMore_other': '{{count}} kleinere Posten fehlen in der Liste.',
};

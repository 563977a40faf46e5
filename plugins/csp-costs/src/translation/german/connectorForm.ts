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

import type { connectorForm as english } from '../english/connectorForm';

/** German for the form of a connector. */
export const connectorForm: Record<keyof typeof english, string> = {
  'connectorForm.label.title': 'Name',
  'connectorForm.label.partnerTenantId': 'ID des Partnermandanten',
  'connectorForm.label.clientId': 'Anwendungs-ID (Client)',
  'connectorForm.label.nationalCloud': 'Nationale Cloud',
  'connectorForm.label.country': 'Land',
  'connectorForm.label.sources': 'Quellen',
  'connectorForm.label.scopeMode': 'Kunden',
  'connectorForm.label.customerIds': 'Mandanten-IDs der Kunden',
  'connectorForm.label.cron': 'Zeitplan (cron)',
  'connectorForm.label.timeZone': 'Zeitzone',
  'connectorForm.label.historyMonths': 'Monate des Verlaufs',
  'connectorForm.label.ownerEntityRefs': 'Verantwortliche',
  'connectorForm.label.billingCurrencies': 'Abrechnungswährungen',
  'connectorForm.label.productLanguage': 'Sprache der Produkte',
  'connectorForm.label.billingAccountId': 'ID des Abrechnungskontos',
  'connectorForm.label.legacyInvoiceCycleDay': 'Zyklustag alter Rechnungen',
  'connectorForm.label.resellerRelationshipUrl':
    'URL für Handelspartnerbeziehung',
  'connectorForm.label.delegatedAdminUrl': 'URL für delegierte Administration',
  'connectorForm.label.toleranceAmount': 'Zulässige Abweichung: Betrag',
  'connectorForm.label.tolerancePercent': 'Zulässige Abweichung: Prozent',
  'connectorForm.label.azureSpecialization': 'Azure-Spezialisierung',
  'connectorForm.currencies': 'Währungen und Sprache',
  'connectorForm.currenciesIntro':
    'Beides folgt Microsoft, wenn nichts anderes angegeben ist, und lässt sich jederzeit ändern, auch nach der Zustimmung.',
  'connectorForm.currenciesHelp': 'Leer lassen für die der Rechnungen.',
  'connectorForm.languageHelp':
    'Die Sprache, in der Microsoft Produkte benennt.',
  'connectorForm.searchLanguages': 'Sprachen suchen',
  'connectorForm.azure': 'Azure',
  'connectorForm.azureIntro':
    'Für Azure-Kosten zu Listenpreisen und für Partner mit einer Spezialisierung.',
  'connectorForm.accountHelp':
    'Leer lassen: Die Diagnose findet es. Nur bei mehreren: im Azure-Portal, Kostenverwaltung + Abrechnung, Eigenschaften.',
  'connectorForm.specializationHelp':
    'Partner mit einer Azure-Spezialisierung erhalten Rabatte auf manchen Verbrauch. Sie lassen sich weitergeben oder einbehalten.',
  'connectorForm.invoices': 'Rechnungen',
  'connectorForm.invoicesIntro':
    'Wie Summen mit den Rechnungen von Microsoft verglichen werden.',
  'connectorForm.amountHelp': 'In der Währung der Rechnung.',
  'connectorForm.percentHelp': 'Von der Rechnungssumme.',
  'connectorForm.cycleDayHelp':
    'Nur bei Rechnungen des alten Systems, deren Nummern mit D beginnen: der Tag des Monats, an dem ihr Abrechnungszyklus beginnt, 1 bis 28. In Partner Center: Abrechnung.',
  'connectorForm.links': 'Links für Kunden',
  'connectorForm.linksIntro': 'Wo Kunden den Partner annehmen.',
  'connectorForm.resellerHelp':
    'Leer lassen für die, die Partner Center nennt. In Partner Center: Kunden, Handelspartnerbeziehung anfordern.',
  'connectorForm.delegatedHelp':
    'Wo ein Kunde delegierte Administratorrechte genehmigt. In Partner Center: Kunden, Administratorbeziehungen.',
  'connectorForm.toleranceText':
    'Bis zum größeren der beiden Werte gelten Summe und Rechnung als gleich.',
  'connectorForm.conflict': 'Jemand anders hat diesen Konnektor geändert',
  'connectorForm.conflictText':
    'Noch ist nichts gespeichert, und die Eingaben sind noch da. Die aktuellen Einstellungen laden, um die eigenen Änderungen darauf anzuwenden.',
  'connectorForm.merged':
    'Die aktuellen Einstellungen sind geladen, mit den eigenen Änderungen darauf',
  'connectorForm.mergedText':
    'Es wurden verschiedene Felder geändert. Durchsehen und speichern.',
  'connectorForm.nothing': 'nichts',
  'connectorForm.empty': 'leer',
  'connectorForm.loadCurrent': 'Aktuelle Einstellungen laden',
  'connectorForm.contested':
    'Beide haben geändert: {{fields}}. Im Formular stehen die eigenen Werte. Durchsehen und speichern.',
  'connectorForm.theirs': '{{field}} (dort: {{value}})',
  'connectorForm.tenant': 'Partnermandant',
  'connectorForm.tenantIntro':
    'Aus welchem Mandanten die Kosten kommen, und die Anwendung, die sie dort liest. Nichts hiervon ist geheim: Womit sich die Anwendung anmeldet, wird danach auf der Seite des Konnektors festgelegt.',
  'connectorForm.titleHelp':
    'Wie er hier genannt wird. Bei mehreren Partner Centern hilft ein Name nach Standort.',
  'connectorForm.tenantHelp':
    'In Partner Center: Zahnrad, Kontoeinstellungen, Organisationsprofil, Rechtliche Informationen. Sie heißt dort Microsoft-ID.',
  'connectorForm.clientHelp':
    'Im Entra Admin Center des Partnermandanten: App-Registrierungen, die Anwendung, Übersicht. Nicht die Objekt-ID.',
  'connectorForm.cloudHelp': 'Wo der Mandant liegt. Fast immer global.',
  'connectorForm.countryHelp':
    'Wo das Partner Center registriert ist, in zwei Buchstaben.',
  'connectorForm.what': 'Was gelesen wird',
  'connectorForm.whatIntro':
    'Einschalten, was gebraucht wird. Die Diagnose prüft dann genau, was dafür nötig ist, und verlangt keine weitere Berechtigung.',
  'connectorForm.when': 'Wann',
  'connectorForm.whenIntro':
    'Ein Lauf ruft ab, was sich seit dem letzten geändert hat. Microsoft erneuert Schätzungen etwa einmal am Tag; öfter bringt wenig.',
  'connectorForm.historyHelp':
    'Abgeschlossene Monate, die abgerufen werden, vom aktuellen zurück. 0 bis 120.',
  'connectorForm.who': 'Wer benachrichtigt wird',
  'connectorForm.whoIntro':
    'Verantwortliche werden 30, 14 und 3 Tage benachrichtigt, bevor etwas endet, und wenn es zu Ende ist.',
  'connectorForm.ownersHelp':
    'Personen und Gruppen des Katalogs, eine je Zeile.',
  'connectorForm.more': 'Weitere Einstellungen',
  'connectorForm.moreText': 'Währungen, Sprache, Azure, Rechnungen, Links',
  'connectorForm.faults_one': '{{count, number}} Feld muss geändert werden',
  'connectorForm.faults_other':
    '{{count, number}} Felder müssen geändert werden',
  'connectorForm.save': 'Konnektor speichern',
  'connectorForm.cancel': 'Abbrechen',
  'connectorForm.oneFailed': 'Der Konnektor konnte nicht geladen werden',
  'connectorForm.loadingOne': 'Konnektor wird geladen',
  'connectorForm.inConfig': 'Dieser Konnektor ist in app-config eingerichtet',
  'connectorForm.edit': '{{title}} bearbeiten',
  'connectorForm.inConfigText':
    'Dort ändern, unter {{key}}, und das Backend neu starten.',
  'connectorForm.saveLeaves':
    'Das Speichern lässt Anmeldedaten und Zustimmung, wie sie sind.',
  'connectorForm.back': 'Zurück zum Konnektor',
  'connectorForm.formFailed': 'Das Formular konnte nicht geladen werden',
  'connectorForm.loadingForm': 'Formular wird geladen',
  'connectorForm.new': 'Partnermandanten verbinden',
  'connectorForm.newText':
    'Erst speichern: Anmeldedaten der Anwendung und Zustimmung folgen danach, Schritt für Schritt.',
  'connectorForm.fieldNeeds': '{{field}} muss geändert werden',
  'connectorForm.notSaved': 'Der Konnektor konnte nicht gespeichert werden',
  'connectorForm.cronHelp': 'Minute, Stunde, Tag des Monats, Monat, Wochentag.',
  'connectorForm.zoneHelp': 'Die Uhrzeiten oben gelten in dieser Zone.',
  'connectorForm.searchZones': 'Zeitzonen suchen',
  'connectorForm.nextUnknown':
    'Der nächste Lauf steht fest, wenn der Zeitplan vollständig ist.',
  'connectorForm.nextNever': 'Dieser Zeitplan trifft auf keinen Tag.',
  'connectorForm.next': '{{schedule}}. Nächster Lauf {{next}}.',
  'connectorForm.nextTwo':
    '{{schedule}}. Nächster Lauf {{next}}, dann {{after}}.',
  'connectorForm.scopeHelp': 'Wessen Kosten abgerufen und gezeigt werden.',
  'connectorForm.customerHelp':
    'In Partner Center: Kunden, der Kunde, Konto. Sie heißt dort Microsoft-ID.',
  'connectorForm.customersHelp':
    'Eine je Zeile. In Partner Center: Kunden, der Kunde, Konto. Sie heißt dort Microsoft-ID.',
  'connectorForm.scopeAll': 'Alle Kunden',
  'connectorForm.scopeOne': 'Ein Kunde',
  'connectorForm.scopeSeveral': 'Mehrere Kunden',
  'connectorForm.source.partnerCenter':
    'Kunden, Abonnements und die Liste der Rechnungen. Gelesen von der Anwendung, die in Partner Center unter Kontoeinstellungen, App-Verwaltung eingetragen sein muss.',
  'connectorForm.source.graphBilling':
    'Verbrauchs- und Abgleichzeilen: die Kosten selbst. Gelesen von der Anwendung mit der Berechtigung PartnerBilling.Read.All. Microsoft bietet das nur in der globalen Cloud an.',
  'connectorForm.source.costManagement':
    'Azure-Kosten neben dem, was sie zu Listenpreisen wären, und Partner Earned Credit. Gelesen von der Anwendung, die auf dem Abrechnungskonto die Rolle Abrechnungskontoleser braucht. Berichte werden einmal am Tag angefordert. Ist Partner Center aus, kommen auch Kunden und Rechnungen von dort.',
  'connectorForm.source.priceSheet':
    'Azure-Preislisten, für die das Land des Partner Centers nötig ist, monatliche Wechselkurse und, zusammen mit Partner Center, die Namen der Verbrauchszähler. Preise und Kurse brauchen die Anmeldung einer Person bei Microsoft. Sie ändern keine Kosten.',
  'connectorForm.required': 'Erforderlich',
  'connectorForm.error.sources': 'Einschalten, was gelesen werden soll.',
  'connectorForm.error.cron':
    'Fünf Felder von cron angeben, etwa 0 4 * * * für täglich um 04:00.',
  'connectorForm.error.timeZone':
    'Eine Zeitzone wählen, etwa Europe/Amsterdam.',
  'connectorForm.error.title': 'Einen Namen angeben.',
  'connectorForm.error.titleLong': 'Höchstens {{most}} Zeichen angeben.',
  'connectorForm.error.guid': 'Eine ID angeben, etwa {{example}}.',
  'connectorForm.error.country': 'Zwei Buchstaben angeben, etwa NL.',
  'connectorForm.error.notTenant':
    '„{{text}}“ ist keine Mandanten-ID wie {{example}}.',
  'connectorForm.error.noCustomer': 'Die Mandanten-ID des Kunden angeben.',
  'connectorForm.error.noCustomers':
    'Die Mandanten-IDs der Kunden angeben, eine je Zeile.',
  'connectorForm.error.oneCustomer':
    'Eine Mandanten-ID angeben, oder „Mehrere Kunden“ wählen für {{number}}.',
  'connectorForm.error.notEntity':
    '„{{text}}“ ist kein Katalogeintrag; Verweise angeben wie group:default/finance.',
  'connectorForm.error.notCurrency':
    '„{{text}}“ ist keine Währung; Codes aus drei Buchstaben angeben, etwa EUR, USD.',
  'connectorForm.error.whole':
    'Eine ganze Zahl von {{least}} bis {{most}} angeben.',
  'connectorForm.error.comma': 'Punkt statt Komma angeben, etwa 0.50.',
  'connectorForm.error.decimal': 'Eine Zahl angeben, etwa 0.50.',
  'connectorForm.error.https':
    'Eine Adresse angeben, die mit https:// beginnt.',
};

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

import type { messages } from './messages';

/** All texts of the fields in German. */
const german: Record<keyof typeof messages, string> = {
  tryAgain: 'Erneut versuchen',
  copied: 'Kopiert',
  required: 'Erforderlich',
  forbidden:
    'Dafür fehlt die Berechtigung {{permission}}. Wer dieses Portal betreibt, kann sie erteilen.',
  tenantFirst: 'Zuerst den Partnermandanten wählen.',
  connectorFirst: 'Zuerst den Konnektor wählen.',
  signInFirst: 'Zuerst am Partnermandanten anmelden.',

  'tenant.title': 'Partnermandant',
  'tenant.description':
    'Die Mandanten-ID oder eine Domäne des Mandanten wie contoso.onmicrosoft.com.',
  'tenant.looking': 'Der Mandant wird gesucht …',
  'tenant.found': 'Das ist der Mandant {{tenantId}}.',
  'tenant.foundIn': 'Das ist der Mandant {{tenantId}} in der Cloud {{cloud}}.',
  'tenant.collected_one': 'Ein Konnektor sammelt schon von ihm:',
  'tenant.collected_other': '{{count}} Konnektoren sammeln schon von ihm:',
  'tenant.newTab': '{{title}} (öffnet einen neuen Tab)',
  'tenant.malformed':
    'Eine Mandanten-ID oder eine Domäne mit einem Punkt eingeben.',
  'tenant.unknown': 'Kein Mandant hat diese ID oder Domäne',
  'tenant.unknownText':
    'Die Schreibweise prüfen oder die Mandanten-ID von der Übersichtsseite des Microsoft Entra Admin Centers kopieren.',
  'tenant.failed': 'Der Mandant konnte nicht gesucht werden',
  'tenant.choose': 'Einen Partnermandanten wählen, den es gibt.',

  'connector.title': 'Konnektor',
  'connector.description':
    'Jeder Konnektor sammelt von einem Partnermandanten.',
  'connector.looking': 'Konnektoren werden geladen …',
  'connector.choose': 'Konnektor wählen',
  'connector.find': 'Nach Titel oder Mandanten-ID suchen',
  'connector.choice': '{{state}} · {{tenantId}}',
  'connector.paused': '{{state}}, angehalten',
  'connector.state.connected': 'Verbunden',
  'connector.state.expiring': 'Läuft ab',
  'connector.state.needs-consent': 'Braucht Zustimmung',
  'connector.state.disconnected': 'Getrennt',
  'connector.origin.portal': 'Im Portal eingerichtet',
  'connector.origin.app-config': 'In app-config eingerichtet',
  'connector.collectsFrom': 'Er sammelt vom Mandanten {{tenantId}}.',
  'connector.none': 'Es gibt keinen Konnektor',
  'connector.noneText':
    'Ein Konnektor entsteht, wenn ein Partnermandant angebunden wird.',
  'connector.unknown': 'Es gibt keinen Konnektor {{connectorId}}',
  'connector.unknownText':
    'Vielleicht wurde er gelöscht. Einen anderen Konnektor wählen.',
  'connector.notOf.portal': '{{title}} ist in app-config eingerichtet',
  'connector.notOf.app-config': '{{title}} ist im Portal eingerichtet',
  'connector.notOfText':
    'Diese Vorlage lässt sich dafür nicht verwenden. Einen anderen Konnektor wählen.',
  'connector.failed': 'Die Konnektoren konnten nicht geladen werden',

  'signIn.title': 'Anmeldung bei Microsoft',
  'signIn.description':
    'Mit einem Konto des Partnermandanten anmelden, das Anwendungen registrieren, Administratorzustimmung erteilen und Rollen am Abrechnungskonto zuweisen darf. Der Zugriff bleibt versiegelt und höchstens eine Stunde gespeichert.',
  'signIn.withMicrosoft': 'Bei Microsoft anmelden',
  'signIn.withCode': 'Mit einem Code anmelden',
  'signIn.scopes': 'Zugriff, um den gebeten wird',
  'signIn.yourCode': 'Der Code',
  'signIn.copyCode': 'Code kopieren',
  'signIn.openPage': 'Seite von Microsoft öffnen',
  'signIn.codeText':
    'Diesen Code auf der Seite von Microsoft eingeben, die sich in einem neuen Tab öffnet, und dort anmelden. Danach hierher zurückkehren.',
  'signIn.waiting': 'Die Anmeldung wird erwartet. Der Code gilt bis {{time}}.',
  'signIn.cancel': 'Abbrechen',
  'signIn.signedIn': 'Angemeldet als {{account}}',
  'signIn.signedInUnknown': 'Angemeldet',
  'signIn.goodUntil': 'Gültig bis {{time}}.',
  'signIn.somebodyElse': 'Als jemand anderes anmelden',
  'signIn.ended': 'Die Anmeldung ist beendet',
  'signIn.endedText': 'Erneut anmelden, um fortzufahren.',
  'signIn.failed': 'Die Anmeldung ist gescheitert',
  'signIn.failedText': 'Erneut anmelden.',
  'signIn.tenantNotLookedUp':
    'Der Mandant des Konnektors konnte nicht ermittelt werden',
  'signIn.notStarted': 'Die Anmeldung konnte nicht beginnen',
  'signIn.notLookedUp': 'Der Stand der Anmeldung ist nicht zu erfahren',
  'signIn.looking': 'Der Stand der Anmeldung wird geholt …',
  'signIn.sign': 'Bei Microsoft anmelden.',
  'signIn.again': 'Die Anmeldung ist beendet. Erneut anmelden.',
  'signIn.otherTenant':
    'Die Anmeldung gilt für einen anderen Mandanten. Am gewählten Partnermandanten anmelden.',

  'preflight.title': 'Bevor etwas angelegt wird',
  'preflight.description':
    'Was angelegt wird, was es schon gibt und was nicht erlaubt ist. Dabei wird nichts geschrieben.',
  'preflight.nameFirst': 'Zuerst den Namen der App-Registrierung eingeben.',
  'preflight.looking': 'Der Mandant wird geprüft …',
  'preflight.failed': 'Der Mandant konnte nicht geprüft werden',
  'preflight.again': 'Erneut prüfen',
  'preflight.findings': 'Schritte',
  'preflight.clear': 'Es steht nichts im Weg.',
  'preflight.handOn_one':
    'Ein Schritt ist für jemand anderes. Er lässt sich weitergeben, oder es meldet sich jemand an, der ihn machen darf.',
  'preflight.handOn_other':
    '{{count}} Schritte sind für jemand anderes. Sie lassen sich weitergeben, oder es meldet sich jemand an, der sie machen darf.',
  'preflight.unknown': 'Manches zeigt sich erst bei der Ausführung.',
  'preflight.empty': 'Es gibt nichts zu tun.',
  'preflight.whoCan': 'Wer es darf: {{whoCan}}',
  'preflight.step.application': 'App-Registrierung',
  'preflight.step.consent': 'Zustimmung',
  'preflight.step.credential': 'Anmeldeinformation',
  'preflight.step.billing-role': 'Abrechnungsrolle',
  'preflight.step.connector': 'Konnektor',
  'preflight.outcome.will-create': 'Wird angelegt',
  'preflight.outcome.exists': 'Schon da',
  'preflight.outcome.not-allowed': 'Nicht erlaubt',
  'preflight.outcome.unknown': 'Nicht bekannt',

  'customers.title': 'Kunden',
  'customers.description':
    'Wessen Kosten gesammelt und gezeigt werden: alle Kunden oder die nach Name, Domäne oder Mandanten-ID gewählten. Mandanten-IDs lassen sich einfügen.',
  'customers.search': 'Kunden hinzufügen',
  'customers.searching': 'Kunden werden gesucht …',
  'customers.none': 'Kein Kunde heißt so.',
  'customers.failed': 'Die Kunden konnten nicht gesucht werden',
  'customers.all': 'Alle Kunden werden gesammelt, auch künftige.',
  'customers.chosen_one': 'Nur dieser Kunde wird gesammelt:',
  'customers.chosen_other': 'Nur diese {{count}} Kunden werden gesammelt:',
  'customers.list': 'Gewählte Kunden',
  'customers.clear': 'Alle Kunden sammeln',
  'customers.malformed': '{{value}} ist keine Mandanten-ID.',

  'currencies.title': 'Abrechnungswährungen',
  'currencies.description':
    'In welchen Währungen Microsoft abrechnet. Ohne Auswahl die der Rechnungen.',
  'currencies.find': 'Währung suchen',
  'currencies.automatic': 'Die der Rechnungen',
  'currencies.malformed': '{{value}} ist kein Code nach ISO 4217.',

  'language.title': 'Sprache der Produktnamen',
  'language.description': 'In welcher Sprache Microsoft Produkte benennt.',
  'language.find': 'Sprache suchen',
  'language.automatic': 'Sprache wählen',
  'language.failed': 'Die Sprachen konnten nicht geladen werden',
  'language.looking': 'Sprachen werden geladen …',
};

export default german;

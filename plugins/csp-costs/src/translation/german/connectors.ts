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

import type { connectors as english } from '../english/connectors';

/** German for the connectors. */
export const connectors: Record<keyof typeof english, string> = {
  'connectors.needsPermission':
    '{{what}} erfordert die Berechtigung {{permission}}.',
  'connectors.itNeeds': 'Dafür ist die Berechtigung {{permission}} nötig.',
  'connectors.none': 'Noch kein Konnektor',
  'connectors.connect': 'Partnermandanten verbinden',
  'connectors.explained':
    'Ein Konnektor ist ein Partnermandant bei Microsoft, dessen Kosten abgerufen werden. Nach dem Verbinden erscheinen seine Kosten mit dem ersten Abruf.',
  'connectors.connectingOne': 'Das Verbinden',
  'connectors.fromConfig': 'Aus app-config, nur lesbar',
  'connectors.title': 'Konnektoren',
  'connectors.loadFailed': 'Die Konnektoren konnten nicht geladen werden',
  'connectors.loading': 'Konnektoren werden geladen',
  'connectors.isDeleted': '{{title}} ist gelöscht',
  'connectors.needing_one': '{{count, number}} Partnermandant braucht jemanden',
  'connectors.needing_other':
    '{{count, number}} Partnermandanten brauchen jemanden',
  'connectors.allConnected_one': '{{count, number}} Partnermandant, verbunden',
  'connectors.allConnected_other':
    '{{count, number}} Partnermandanten, alle verbunden',
  'connectors.deletedText':
    'Die Anmeldedaten sind entfernt. Die abgerufenen Kosten bleiben.',
  'connectors.lastWorkedLabel': 'Zuletzt erfolgreich',
  'connectors.never': 'nie',
  'connectors.lastWorked': 'Zuletzt erfolgreich {{instant}}',
  'connectors.neverCollected': 'Noch nie abgerufen',
  'connectors.doctorNeeds_one': 'Diagnose: {{count, number}} Punkt offen',
  'connectors.doctorNeeds_other': 'Diagnose: {{count, number}} Punkte offen',
  'connectors.connector': 'Konnektor',
  'connectors.unknown': 'Diesen Konnektor gibt es nicht',
  'connectors.unknownText':
    '{{message}}. Er wurde gelöscht, oder die ID ist falsch.',
  'connectors.oneFailed': 'Der Konnektor konnte nicht geladen werden',
  'connectors.loadingOne': 'Konnektor wird geladen',
  'connectors.vaultFailed':
    'Anmeldedaten können gerade nicht aufbewahrt werden',
  'connectors.delete': 'Konnektor löschen',
  'connectors.deleteTitle': '{{title}} löschen',
  'connectors.typeToConfirm': 'Zur Bestätigung {{title}} eingeben',
  'connectors.deleteText':
    'Einstellungen, Anmeldedaten und Zustimmung werden sofort gelöscht, und es wird nichts mehr abgerufen. Die abgerufenen Kosten bleiben.',
  'connectors.deleteFailed': 'Der Konnektor konnte nicht gelöscht werden',
  'connectors.keep': 'Behalten',
  'connectors.deleteForGood': 'Endgültig löschen',
  'connectors.readOnly':
    'In app-config eingerichtet und dort zu ändern, unter {{key}}.',
  'connectors.copyThe': '{{label}} kopieren',
  'connectors.closedMonths_one': '{{count, number}} abgeschlossener Monat',
  'connectors.closedMonths_other': '{{count, number}} abgeschlossene Monate',
  'connectors.tolerance':
    '{{amount}} oder {{percent}} %, je nachdem, was größer ist',
  'connectors.cycleDay': 'Abrechnungszyklus beginnt am Tag {{day}}',
  'connectors.nothing': 'Nichts',
  'connectors.scopeAll': 'Alle',
  'connectors.scopeOne': 'Einer',
  'connectors.settings': 'Einstellungen',
  'connectors.nextRun': 'Nächster Lauf',
  'connectors.notPlanned': 'Nicht geplant',
  'connectors.schedule': 'Zeitplan',
  'connectors.partnerTenantId': 'ID des Partnermandanten',
  'connectors.clientId': 'Anwendungs-ID (Client)',
  'connectors.connectorId': 'ID des Konnektors',
  'connectors.nationalCloud': 'Nationale Cloud',
  'connectors.sources': 'Quellen',
  'connectors.collected': 'Abgerufen',
  'connectors.customers': 'Kunden',
  'connectors.history': 'Verlauf',
  'connectors.owners': 'Verantwortliche',
  'connectors.nobodyTold': 'Niemand wird benachrichtigt',
  'connectors.billingCurrencies': 'Abrechnungswährungen',
  'connectors.currenciesOfInvoices': 'Die der Rechnungen',
  'connectors.productLanguage': 'Sprache der Produkte',
  'connectors.billingAccount': 'Abrechnungskonto',
  'connectors.accountFound': 'Das gefundene',
  'connectors.azureSpecialization': 'Azure-Spezialisierung',
  'connectors.toleratedDifference': 'Zulässige Abweichung',
  'connectors.legacyInvoices': 'Rechnungen des alten Systems',
  'connectors.resellerUrl': 'URL für Handelspartnerbeziehung',
  'connectors.delegatedUrl': 'URL für delegierte Administration',
  'connectors.editSettings': 'Einstellungen bearbeiten',
  'connectors.runsInCollection': 'Läufe unter Abruf',
  'connectors.startsAt': 'Er beginnt {{instant}}.',
  'connectors.nextSteps': 'Nächste Schritte',
  'connectors.done': 'Erledigt',
  'connectors.toDo': 'Zu tun',
  'connectors.stepSave': 'Einstellungen speichern',
  'connectors.stepSaveText': 'Sie lassen sich jederzeit ändern.',
  'connectors.stepCredential': 'Der Anwendung Anmeldedaten geben',
  'connectors.stepCredentialText':
    'Am besten ein Zertifikat, das hier erzeugt werden kann.',
  'connectors.toSignIn': 'Zur Anmeldung',
  'connectors.signInMicrosoft': 'Bei Microsoft anmelden',
  'connectors.stepConsentText': 'Für das, was Microsoft nur einer Person gibt.',
  'connectors.toConsent': 'Zur Zustimmung',
  'connectors.runAllChecks': 'Alle Prüfungen ausführen',
  'connectors.toDoctor': 'Zur Diagnose',
  'connectors.stepWait': 'Auf den ersten Abruf warten',
  'connectors.startsByItself':
    'Er beginnt von selbst, sobald es Anmeldedaten gibt.',
  'connectors.doctorWillSay':
    'Die Diagnose sagt, was noch fehlt und was zu tun ist.',
  'connectors.doctorFound': 'Die Diagnose hat etwas gefunden.',
  'connectors.nothingWrong': 'Alles in Ordnung.',
  'connectors.checkNow': 'Jetzt prüfen',
  'connectors.checkAgain': 'Erneut prüfen',
  'connectors.checking': 'Wird geprüft',
  'connectors.copyIt': '{{label}} kopieren',
  'connectors.newTab': '(öffnet einen neuen Tab)',
  'connectors.checkedAt': 'Geprüft {{instant}}',
  'connectors.doctor': 'Diagnose',
  'connectors.runningChecks': 'Das Ausführen der Prüfungen',
  'connectors.checksNotRun': 'Die Prüfungen konnten nicht ausgeführt werden',
  'connectors.checksFailed': 'Die Prüfungen konnten nicht geladen werden',
  'connectors.loadingChecks': 'Prüfungen werden geladen',
  'connectors.needsYou': 'Was offen ist',
  'connectors.checksRunning':
    'Prüfung läuft: {{done, number}} von {{all, number}} erledigt',
  'connectors.notChecked': 'Es wurde noch nichts geprüft.',
  'connectors.lastChecked': '{{verdict}} Zuletzt geprüft {{instant}}.',
  'connectors.nothingNeedsYou': 'Nichts ist offen.',
  'connectors.notBroken_one':
    '{{count, number}} Punkt offen: Nichts ist defekt.',
  'connectors.notBroken_other':
    '{{count, number}} Punkte offen: Nichts ist defekt.',
  'connectors.needYou_one': '{{count, number}} Punkt offen.',
  'connectors.needYou_other': '{{count, number}} Punkte offen.',
  'connectors.brokenAndMore_one':
    '{{count, number}} Punkt offen: {{broken, number}} defekt, {{others, number}} anzusehen.',
  'connectors.brokenAndMore_other':
    '{{count, number}} Punkte offen: {{broken, number}} defekt, {{others, number}} anzusehen.',
  'connectors.secretValue': 'Wert des geheimen Clientschlüssels',
  'connectors.secretHelp':
    'In der App-Registrierung: Zertifikate & Geheimnisse, Neuer geheimer Clientschlüssel. Der Wert, den Microsoft nur einmal zeigt, nicht die Geheimnis-ID.',
  'connectors.secretIsId':
    'Das sieht nach der ID eines Geheimnisses aus. Gefragt ist der Wert.',
  'connectors.expiresOn': 'Läuft ab am',
  'connectors.expiresHelp':
    'Wie die App-Registrierung es zeigt, damit die Verantwortlichen rechtzeitig benachrichtigt werden.',
  'connectors.setSecret': 'Clientschlüssel festlegen',
  'connectors.kind.generate': 'Zertifikat erzeugen (empfohlen)',
  'connectors.kind.pem': 'Eigenes Zertifikat, PEM',
  'connectors.kind.pfx': 'Eigenes Zertifikat, PFX-Datei',
  'connectors.kind.client-secret': 'Geheimer Clientschlüssel',
  'connectors.kind.federated': 'Verbundidentität',
  'connectors.howSignsIn': 'Wie sich die Anwendung anmeldet',
  'connectors.triedFirst':
    'Alles wird erst ausprobiert und dann aufbewahrt. Bis dahin bleibt in Gebrauch, was in Gebrauch ist.',
  'connectors.notGenerated': 'Es wurde kein Zertifikat erzeugt',
  'connectors.credentialNotUsed': 'Die Anmeldedaten werden nicht verwendet',
  'connectors.keyPair':
    'Hier entsteht ein Schlüsselpaar. Der private Teil verlässt den Tresor nie; der öffentliche wird in die App-Registrierung hochgeladen.',
  'connectors.generate': 'Zertifikat erzeugen',
  'connectors.leave': 'So lassen',
  'connectors.signsInWith': 'Meldet sich an mit',
  'connectors.expires': 'Läuft ab',
  'connectors.expiryUnknown': 'An einem Tag, der nicht angegeben wurde',
  'connectors.thumbprint': 'Fingerabdruck (SHA-256)',
  'connectors.copyThumbprint': 'Fingerabdruck kopieren',
  'connectors.inUse': '{{kind}} ausprobiert und in Gebrauch',
  'connectors.inUseUntil':
    '{{kind}} ausprobiert und in Gebrauch, gültig bis {{date}}',
  'connectors.credentialFromConfigText':
    'Sie werden dort geändert, unter {{key}}. Ohne den Eintrag in app-config lassen sie sich stattdessen im Tresor aufbewahren.',
  'connectors.signIn': 'Anmeldung',
  'connectors.signInSummary':
    'Die Anwendung meldet sich selbst an, ohne eine Person. Verbrauch, Kunden und Rechnungen brauchen nichts weiter.',
  'connectors.credentialFromConfig':
    'Diese Anmeldedaten stammen aus app-config',
  'connectors.changingCredential': 'Das Ändern der Anmeldedaten',
  'connectors.certificateWorks':
    'Das Zertifikat funktioniert und ist in Gebrauch',
  'connectors.replaceCredential': 'Anmeldedaten ersetzen',
  'connectors.noTokenFile':
    'Dieses Portal darf keine Tokendatei lesen. Wer es betreibt, kann eine in {{setting}} nennen oder die Plattform {{variable}} setzen lassen.',
  'connectors.federatedText':
    'Die Plattform, auf der dieses Portal läuft, bürgt dafür; es gibt kein Geheimnis, das abläuft. Zuerst in der App-Registrierung vertrauen: Zertifikate & Geheimnisse, Verbundanmeldeinformationen.',
  'connectors.tokenFile': 'Tokendatei',
  'connectors.tokenFileHelp':
    'Wo die Plattform das Token der Anwendung ablegt.',
  'connectors.useFederated': 'Verbundidentität verwenden',
  'connectors.certificateWaits': 'Ein Zertifikat wartet auf seine Verwendung',
  'connectors.certificate': 'Zertifikat',
  'connectors.certificateNotUsed': 'Das Zertifikat wird nicht verwendet',
  'connectors.takePublicHalf':
    'Den öffentlichen Teil nehmen. Er ist kein Geheimnis; der private bleibt im Tresor.',
  'connectors.copyCertificate': 'Zertifikat kopieren',
  'connectors.downloadCer': '.cer herunterladen',
  'connectors.downloadPem': '.pem herunterladen',
  'connectors.uploadIt':
    'In der App-Registrierung hochladen: Zertifikate & Geheimnisse, Zertifikate, Zertifikat hochladen. Dort den Fingerabdruck vergleichen:',
  'connectors.takeInUseText':
    'In Gebrauch nehmen. Es wird zuerst ausprobiert und gilt ab dann; bis dahin bleibt in Gebrauch, was in Gebrauch ist.',
  'connectors.takeInUseUntil':
    'In Gebrauch nehmen. Es wird zuerst ausprobiert und gilt bis {{date}}; bis dahin bleibt in Gebrauch, was in Gebrauch ist.',
  'connectors.certificateRefused':
    '{{message}} Bis ein neues Zertifikat bei Microsoft überall bekannt ist, können einige Minuten vergehen.',
  'connectors.takeInUse': 'In Gebrauch nehmen',
  'connectors.generateAnother': 'Ein anderes erzeugen',
  'connectors.uploadFirst':
    'Das Zertifikat zuerst in die App-Registrierung hochladen: Zertifikate & Geheimnisse, Zertifikate. Möglich sind RSA-Schlüssel.',
  'connectors.pemHelp':
    'Der Text von -----BEGIN CERTIFICATE----- bis -----END CERTIFICATE-----.',
  'connectors.privateKey': 'Privater Schlüssel',
  'connectors.privateKeyHelp':
    'Der Text ab -----BEGIN PRIVATE KEY----- oder -----BEGIN RSA PRIVATE KEY-----, unverschlüsselt.',
  'connectors.setCertificate': 'Zertifikat festlegen',
  'connectors.uploadHalfFirst':
    'Den öffentlichen Teil zuerst in die App-Registrierung hochladen: Zertifikate & Geheimnisse, Zertifikate. Möglich sind RSA-Schlüssel.',
  'connectors.pfxFile': 'PFX-Datei',
  'connectors.pfxHelp':
    'Eine Datei, die auf .pfx oder .p12 endet und den privaten Schlüssel enthält.',
  'connectors.fileUnreadable': 'Der Browser konnte die Datei nicht lesen.',
  'connectors.filePassword': 'Kennwort der Datei',
  'connectors.whatIsRead': 'Was gelesen wird',
  'connectors.signsInAs': 'Meldet sich an als',
  'connectors.theApplication': 'Die Anwendung',
  'connectors.thePerson': 'Die Person',
  'connectors.needs': 'Benötigt',
  'connectors.now': 'Jetzt',
  'connectors.accessCaption': 'Wie jede Gruppe von Daten gelesen wird',
  'connectors.switchedOff': 'Ausgeschaltet',
  'connectors.prepared': 'Vorbereitet, noch nicht abgerufen',
  'connectors.whichAccount': 'Welches Konto',
  'connectors.advice1':
    'Ein eigens angelegtes Dienstkonto des Partnermandanten. Der Zugriff endet mit dem Konto, also nicht das einer Person, die gehen kann.',
  'connectors.advice2':
    'Rollen in Partner Center: Abrechnungsadministrator und Vertriebs-Agent, oder Globaler Administrator und Administrator-Agent. Globaler Administrator und Vertriebs-Agent genügt nicht, obwohl es nach mehr klingt.',
  'connectors.advice3':
    'Die Rollen sind dauerhaft. Was Privileged Identity Management (PIM) für einige Stunden gibt, endet, und der Zugriff damit; PIM darf auch der Anmeldung nicht im Weg stehen.',
  'connectors.advice4':
    'Es meldet sich mit mehrstufiger Authentifizierung an. Alles andere weist Microsoft zurück.',
  'connectors.advice5':
    'Bei Microsoft mit einem anderen oder privaten Konto angemeldet? Dann hilft ein privates Fenster, oder der Zustimmungslink in einem.',
  'connectors.deadlineSet':
    'Eine neue Zustimmung wird bis {{date}} gebraucht: {{reason}} (festgelegt von {{person}})',
  'connectors.deadlineText':
    'Kündigt Microsoft eine Änderung an, lässt sich hier der Tag festlegen, bis zu dem eine neue Zustimmung gebraucht wird. Jede Zahl des Konnektors weist ab dann darauf hin, und die Verantwortlichen werden benachrichtigt.',
  'connectors.changeDeadline': 'Frist ändern',
  'connectors.setADeadline': 'Frist festlegen',
  'connectors.consentWantedBy': 'Neue Zustimmung bis',
  'connectors.dayToCome': 'Ein Tag in der Zukunft ist nötig.',
  'connectors.reason': 'Grund',
  'connectors.reasonHelp': 'Für alle, die es lesen, etwa die Ankündigung.',
  'connectors.deadlineFailed': 'Die Frist ist unverändert',
  'connectors.removeDeadline': 'Frist entfernen',
  'connectors.setDeadline': 'Festlegen',
  'connectors.cancel': 'Abbrechen',
  'connectors.consentedBy': '{{date}}, für {{person}}',
  'connectors.renewedAt': '{{date}}; sie wird jede Woche von selbst erneuert',
  'connectors.permissions_one': '{{count, number}} Berechtigung',
  'connectors.permissions_other': '{{count, number}} Berechtigungen',
  'connectors.missingText':
    'Was eingeschaltet ist, braucht mehr, als zugestimmt wurde. Die Zustimmung aktualisieren: Microsoft fragt nach diesen und nach nichts anderem.',
  'connectors.permissionsMissing': 'Es fehlen Berechtigungen',
  'connectors.account': 'Konto',
  'connectors.notKnown': 'Nicht bekannt',
  'connectors.consented': 'Zugestimmt',
  'connectors.how': 'Wie',
  'connectors.renewed': 'Erneuert',
  'connectors.endsAt': 'Endet ohne Erneuerung',
  'connectors.copyLink': 'Zustimmungslink kopieren',
  'connectors.copyLinkHelp':
    'Für ein privates Fenster oder jemanden, der das Konto hat.',
  'connectors.linkText':
    'In einem privaten Fenster öffnen oder an jemanden senden, der das Konto hat; ein Konto dieses Portals ist nicht nötig. Der Link wird einmal gezeigt, gilt einmal und endet {{instant}}.',
  'connectors.linkCopied': 'Der Link ist kopiert',
  'connectors.copyTheLink': 'Link kopieren',
  'connectors.noLink': 'Es konnte kein Link erzeugt werden',
  'connectors.copyAgain': 'Erneut kopieren',
  'connectors.hide': 'Verbergen',
  'connectors.consent': 'Zustimmung',
  'connectors.usedFor': 'Wofür sie gebraucht wird',
  'connectors.signInAgain': 'Erneut anmelden',
  'connectors.signInVerb': 'Anmelden',
  'connectors.credentialFirst': 'Der Anwendung zuerst Anmeldedaten geben',
  'connectors.credentialFirstText':
    'Microsoft nimmt die Anmeldung einer Person nur von einer Anwendung an, die selbst angemeldet ist.',
  'connectors.signingIn': 'Das Anmelden',
  'connectors.tokenWorks':
    'Das Aktualisierungstoken funktioniert und ist in Gebrauch',
  'connectors.deadline': 'Frist',
  'connectors.disconnect': 'Trennen',
  'connectors.givenByUnknown':
    'Gegeben von jemandem, dessen Namen Microsoft nicht nennt',
  'connectors.consentNeeded':
    'Niemand hat zugestimmt, und etwas Eingeschaltetes braucht es.',
  'connectors.consentNotNeeded':
    'Niemand hat zugestimmt. Die Kosten brauchen es nicht; Preislisten und die URL für Handelspartnerbeziehungen schon.',
  'connectors.givenBy': 'Gegeben von {{account}}',
  'connectors.usedForText':
    'Die Zustimmung einer Person wird für das gebraucht, was die Anwendung nicht selbst kann, und für nichts anderes.',
  'connectors.accountAndUrl': 'Welches Konto, und die Umleitungs-URL',
  'connectors.disconnectText':
    'Löscht Anmeldedaten und Zustimmung sofort. Einstellungen und abgerufene Kosten bleiben.',
  'connectors.configStays': 'Was in app-config steht, bleibt dort.',
  'connectors.disconnectTitle': '{{title}} trennen',
  'connectors.disconnectConfirm':
    'Die Anmeldedaten werden sofort gelöscht, und es wird nichts abgerufen, bis jemand den Konnektor wieder verbindet. Die Zahlen bleiben.',
  'connectors.disconnectFailed': 'Der Konnektor konnte nicht getrennt werden',
  'connectors.stayConnected': 'Verbunden bleiben',
  'connectors.disconnectNow': 'Jetzt trennen',
  'connectors.popupHelp':
    'In einem Fenster dieses Browsers, wenn das Konto zur Hand ist.',
  'connectors.stopWaiting': 'Nicht mehr warten',
  'connectors.waitingText':
    'Die Anmeldung im geöffneten Fenster abschließen. Dafür sind 15 Minuten Zeit.',
  'connectors.windowClosed': 'Ist das Fenster geschlossen, erneut anmelden.',
  'connectors.hasConsented': '{{account}} hat zugestimmt',
  'connectors.updateConsent': 'Zustimmung aktualisieren',
  'connectors.blocked': 'Der Browser hat das Fenster blockiert',
  'connectors.blockedText':
    'Fenster für dieses Portal in der Adressleiste erlauben und noch einmal versuchen, oder den Zustimmungslink verwenden.',
  'connectors.waiting': 'Warten auf Microsoft',
  'connectors.signInFailed': 'Die Anmeldung hat nicht funktioniert',
  'connectors.consentGiven': 'Die Zustimmung ist gegeben',
  'connectors.signInWorks': 'Die Anmeldung wurde ausprobiert und funktioniert.',
  'connectors.signInExpired': 'Die Anmeldung ist abgelaufen',
  'connectors.signInExpiredText':
    'Sie wurde nicht innerhalb von 15 Minuten abgeschlossen. Erneut anmelden; es hat sich nichts geändert.',
  'connectors.signInFailedText':
    'Was vorher verbunden war, bleibt, wie es war. Der Anweisung folgen, dann erneut anmelden.',
  'connectors.redirectUrl': 'Umleitungs-URL',
  'connectors.redirectText':
    'Genau so in der App-Registrierung eintragen: Authentifizierung, Plattform hinzufügen, Web.',
  'connectors.copyRedirectUrl': 'Umleitungs-URL kopieren',
  'connectors.useToken': 'Aktualisierungstoken verwenden',
  'connectors.useTokenHelp':
    'Wenn eines des Modells für sichere Anwendungen vorliegt.',
  'connectors.token': 'Aktualisierungstoken',
  'connectors.tokenHelp':
    'Wie New-PartnerAccessToken von Microsofts PowerShell oder die Partnerbeispiele es geben, für diese Anwendung. Es wird ausprobiert, aufbewahrt und nie wieder gezeigt.',
  'connectors.tokenNotUsed': 'Das Aktualisierungstoken wird nicht verwendet',
  'connectors.importToken': 'Aktualisierungstoken übernehmen',
};

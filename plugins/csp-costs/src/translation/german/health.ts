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

import type { health as english } from '../english/health';

/** German for the health of a connector. */
export const health: Record<keyof typeof english, string> = {
  'health.goodUntil': '{{kind}} gültig bis {{date}}',
  'health.consentEnds': 'Zustimmung endet {{date}}',
  'health.expires': '{{kind}} läuft ab {{date}}',
  'health.consentWanted': 'Neue Zustimmung nötig bis {{date}}',
  'health.noConsentSince': 'Keine Zustimmung seit {{date}}',
  'health.noConsent': 'Keine Zustimmung',
  'health.certificateWaits': 'Ein Zertifikat wartet auf seine Verwendung',
  'health.noCredential': 'Noch keine Anmeldedaten',
  'health.cannotSignInSince': 'Anmeldung scheitert seit {{date}}',
  'health.cannotSignIn': 'Anmeldung scheitert',
  'health.pausedSince': 'Der Abruf von {{title}} ist angehalten seit {{date}}',
  'health.isConnected': '{{title}} ist verbunden',
  'health.consentOfEnds': 'Die Zustimmung von {{title}} endet am {{date}}',
  'health.consentOfEndsSoon': 'Die Zustimmung von {{title}} endet bald',
  'health.credentialOfExpires':
    'Die Anmeldedaten von {{title}} laufen ab am {{date}}',
  'health.credentialOfExpiresSoon':
    'Die Anmeldedaten von {{title}} laufen bald ab',
  'health.needsConsentBy':
    '{{title}} braucht eine neue Zustimmung bis {{date}}',
  'health.needsConsent': '{{title}} braucht eine neue Zustimmung',
  'health.isDisconnected': '{{title}} ist getrennt',
  'health.setCredential': 'Anmeldedaten festlegen',
  'health.activateCertificate': 'Zertifikat verwenden',
  'health.signInAgain': 'Erneut anmelden',
  'health.signIn': 'Bei Microsoft anmelden',
  'health.runChecks': 'Prüfungen ausführen',
};

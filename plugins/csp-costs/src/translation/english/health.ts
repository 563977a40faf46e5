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

/** What is said of the health of a connector. */
export const health = {
  'health.goodUntil': '{{kind}} good until {{date}}',
  'health.consentEnds': 'Consent ends {{date}}',
  'health.expires': '{{kind}} expires {{date}}',
  'health.consentWanted': 'New consent wanted by {{date}}',
  'health.noConsentSince': 'No consent since {{date}}',
  'health.noConsent': 'No consent',
  'health.certificateWaits': 'A certificate waits to be taken in use',
  'health.noCredential': 'No credential yet',
  'health.cannotSignInSince': 'Cannot sign in since {{date}}',
  'health.cannotSignIn': 'Cannot sign in',
  'health.pausedSince': 'The collection of {{title}} is paused since {{date}}',
  'health.isConnected': '{{title}} is connected',
  'health.consentOfEnds': 'The consent of {{title}} ends on {{date}}',
  'health.consentOfEndsSoon': 'The consent of {{title}} ends soon',
  'health.credentialOfExpires':
    'The credential of {{title}} expires on {{date}}',
  'health.credentialOfExpiresSoon': 'The credential of {{title}} expires soon',
  'health.needsConsentBy': '{{title}} needs a new consent by {{date}}',
  'health.needsConsent': '{{title}} needs a new consent',
  'health.isDisconnected': '{{title}} is disconnected',
  'health.setCredential': 'Set the credential',
  'health.activateCertificate': 'Take the certificate in use',
  'health.signInAgain': 'Sign in again',
  'health.signIn': 'Sign in with Microsoft',
  'health.runChecks': 'Run checks',
} as const;

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

/** Texts of the connectors: list, page, doctor, credential, consent. */
export const connectors = {
  'connectors.needsPermission': '{{what}} needs the permission {{permission}}.',
  'connectors.itNeeds': 'It needs the permission {{permission}}.',
  'connectors.none': 'No connector yet',
  'connectors.connect': 'Connect a partner tenant',
  'connectors.explained':
    'A connector is one Microsoft partner tenant that costs are collected from. Connect a partner tenant, and its costs appear after the first collection.',
  'connectors.connectingOne': 'Connecting one',
  'connectors.fromConfig': 'From app-config, read-only',
  'connectors.title': 'Connectors',
  'connectors.loadFailed': 'The connectors could not be loaded',
  'connectors.loading': 'Loading connectors',
  'connectors.isDeleted': '{{title}} is deleted',
  'connectors.needing_one':
    '{{count, number}} partner tenant needs somebody to act',
  'connectors.needing_other':
    '{{count, number}} partner tenants need somebody to act',
  'connectors.allConnected_one':
    '{{count, number}} partner tenant, all connected',
  'connectors.allConnected_other':
    '{{count, number}} partner tenants, all connected',
  'connectors.deletedText':
    'Its credentials are gone. The costs that were collected stay.',
  'connectors.lastWorkedLabel': 'Last worked',
  'connectors.never': 'never',
  'connectors.lastWorked': 'Last worked {{instant}}',
  'connectors.neverCollected': 'Never collected',
  'connectors.doctorNeeds_one': 'Doctor: {{count, number}} thing needs you',
  'connectors.doctorNeeds_other': 'Doctor: {{count, number}} things need you',
  'connectors.connector': 'Connector',
  'connectors.unknown': 'There is no such connector',
  'connectors.unknownText':
    '{{message}}. It may have been deleted, or its id is wrong.',
  'connectors.oneFailed': 'The connector could not be loaded',
  'connectors.loadingOne': 'Loading the connector',
  'connectors.vaultFailed': 'Credentials cannot be kept now',
  'connectors.delete': 'Delete connector',
  'connectors.deleteTitle': 'Delete {{title}}',
  'connectors.typeToConfirm': 'Type {{title}} to confirm',
  'connectors.deleteText':
    'Its settings, credentials and consent are deleted at once, and nothing is collected any more. The costs that were collected stay.',
  'connectors.deleteFailed': 'It could not be deleted',
  'connectors.keep': 'Keep it',
  'connectors.deleteForGood': 'Delete for good',
  'connectors.readOnly':
    'Set up in app-config, and changed there, below {{key}}.',
  'connectors.copyThe': 'Copy the {{label}}',
  'connectors.closedMonths_one': '{{count, number}} closed month',
  'connectors.closedMonths_other': '{{count, number}} closed months',
  'connectors.tolerance': '{{amount}} or {{percent}}%, whichever is larger',
  'connectors.cycleDay': 'Billing cycle begins on day {{day}}',
  'connectors.nothing': 'Nothing',
  'connectors.scopeAll': 'All',
  'connectors.scopeOne': 'One',
  'connectors.settings': 'Settings',
  'connectors.nextRun': 'Next run',
  'connectors.notPlanned': 'Not planned',
  'connectors.schedule': 'Schedule',
  'connectors.partnerTenantId': 'Partner tenant id',
  'connectors.clientId': 'Application (client) id',
  'connectors.connectorId': 'Connector id',
  'connectors.nationalCloud': 'National cloud',
  'connectors.sources': 'Sources',
  'connectors.collected': 'Collected',
  'connectors.customers': 'Customers',
  'connectors.history': 'History',
  'connectors.owners': 'Owners',
  'connectors.nobodyTold': 'Nobody is told',
  'connectors.billingCurrencies': 'Billing currencies',
  'connectors.currenciesOfInvoices': 'Those of the invoices',
  'connectors.productLanguage': 'Product language',
  'connectors.billingAccount': 'Billing account',
  'connectors.accountFound': 'The one that is found',
  'connectors.azureSpecialization': 'Azure specialization',
  'connectors.toleratedDifference': 'Tolerated difference',
  'connectors.legacyInvoices': 'Legacy invoices',
  'connectors.resellerUrl': 'Reseller relationship URL',
  'connectors.delegatedUrl': 'Delegated admin URL',
  'connectors.editSettings': 'Edit settings',
  'connectors.runsInCollection': 'Runs in Collection',
  'connectors.startsAt': 'It starts at {{instant}}.',
  'connectors.nextSteps': 'Next steps',
  'connectors.done': 'Done',
  'connectors.toDo': 'To do',
  'connectors.stepSave': 'Save the settings',
  'connectors.stepSaveText': 'They can be changed at any time.',
  'connectors.stepCredential': 'Give the application a credential',
  'connectors.stepCredentialText':
    'A certificate is best, and can be generated here.',
  'connectors.toSignIn': 'To the sign-in',
  'connectors.signInMicrosoft': 'Sign in with Microsoft',
  'connectors.stepConsentText': 'For what Microsoft gives to a person only.',
  'connectors.toConsent': 'To the consent',
  'connectors.runAllChecks': 'Run all checks',
  'connectors.toDoctor': 'To the doctor',
  'connectors.stepWait': 'Wait for the first collection',
  'connectors.startsByItself':
    'It starts by itself once there is a credential.',
  'connectors.doctorWillSay':
    'The doctor says what is still missing, and what to do.',
  'connectors.doctorFound': 'The doctor has found something.',
  'connectors.nothingWrong': 'Nothing is wrong.',
  'connectors.checkNow': 'Check now',
  'connectors.checkAgain': 'Check again',
  'connectors.checking': 'Checking',
  'connectors.copyIt': 'Copy {{label}}',
  'connectors.newTab': '(opens in a new tab)',
  'connectors.checkedAt': 'Checked {{instant}}',
  'connectors.doctor': 'Doctor',
  'connectors.runningChecks': 'Running checks',
  'connectors.checksNotRun': 'The checks could not be run',
  'connectors.checksFailed': 'The checks could not be loaded',
  'connectors.loadingChecks': 'Loading checks',
  'connectors.needsYou': 'What needs you',
  'connectors.checksRunning':
    'Checking: {{done, number}} of {{all, number}} done',
  'connectors.notChecked': 'Nothing has been checked yet.',
  'connectors.lastChecked': '{{verdict}} Last checked {{instant}}.',
  'connectors.nothingNeedsYou': 'Nothing needs you.',
  'connectors.notBroken_one':
    '{{count, number}} thing needs you: nothing is broken.',
  'connectors.notBroken_other':
    '{{count, number}} things need you: nothing is broken.',
  'connectors.needYou_one': '{{count, number}} thing needs you.',
  'connectors.needYou_other': '{{count, number}} things need you.',
  'connectors.brokenAndMore_one':
    '{{count, number}} thing needs you: {{broken, number}} broken, {{others, number}} to look at.',
  'connectors.brokenAndMore_other':
    '{{count, number}} things need you: {{broken, number}} broken, {{others, number}} to look at.',
  'connectors.secretValue': 'Client secret value',
  'connectors.secretHelp':
    'In the app registration: Certificates & secrets, New client secret. Its Value, which Microsoft shows once, and not its Secret ID.',
  'connectors.secretIsId':
    'This looks like the id of a secret. Enter its value.',
  'connectors.expiresOn': 'Expires on',
  'connectors.expiresHelp':
    'As the app registration shows it, so that the owners are told in time.',
  'connectors.setSecret': 'Set the client secret',
  'connectors.kind.generate': 'Generate a certificate (recommended)',
  'connectors.kind.pem': 'Certificate of your own, PEM',
  'connectors.kind.pfx': 'Certificate of your own, PFX file',
  'connectors.kind.client-secret': 'Client secret',
  'connectors.kind.federated': 'Federated identity',
  'connectors.howSignsIn': 'How the application signs in',
  'connectors.triedFirst':
    'Whatever you choose is tried before it is kept. Until then, what is in use stays in use.',
  'connectors.notGenerated': 'No certificate was generated',
  'connectors.credentialNotUsed': 'The credential is not in use',
  'connectors.keyPair':
    'A key pair is made here. The private half never leaves the vault; you upload the public half to the app registration.',
  'connectors.generate': 'Generate a certificate',
  'connectors.leave': 'Leave it as it is',
  'connectors.signsInWith': 'Signs in with',
  'connectors.expires': 'Expires',
  'connectors.expiryUnknown': 'On a day that was not entered',
  'connectors.thumbprint': 'Thumbprint (SHA-256)',
  'connectors.copyThumbprint': 'Copy the thumbprint',
  'connectors.inUse': '{{kind}} tried and in use',
  'connectors.inUseUntil': '{{kind}} tried and in use, good until {{date}}',
  'connectors.credentialFromConfigText':
    'It is changed there, below {{key}}. Take it out of app-config to keep one in the vault instead.',
  'connectors.signIn': 'Sign-in',
  'connectors.signInSummary':
    'The application signs in by itself, with no person involved. Usage, customers and invoices need nothing else.',
  'connectors.credentialFromConfig': 'This credential comes from app-config',
  'connectors.changingCredential': 'Changing the credential',
  'connectors.certificateWorks': 'The certificate works and is in use',
  'connectors.replaceCredential': 'Replace the credential',
  'connectors.noTokenFile':
    'This portal may read no token file. Whoever runs it can name one in {{setting}}, or let the platform set {{variable}}.',
  'connectors.federatedText':
    'The platform that this portal runs on vouches for it; there is no secret that ends. Trust it in the app registration first: Certificates & secrets, Federated credentials.',
  'connectors.tokenFile': 'Token file',
  'connectors.tokenFileHelp': 'Where the platform keeps the workload’s token.',
  'connectors.useFederated': 'Use the federated identity',
  'connectors.certificateWaits': 'A certificate waits to be taken in use',
  'connectors.certificate': 'Certificate',
  'connectors.certificateNotUsed': 'The certificate is not in use',
  'connectors.takePublicHalf':
    'Take its public half. It is no secret; the private half stays in the vault.',
  'connectors.copyCertificate': 'Copy certificate',
  'connectors.downloadCer': 'Download .cer',
  'connectors.downloadPem': 'Download .pem',
  'connectors.uploadIt':
    'Upload it in the app registration: Certificates & secrets, Certificates, Upload certificate. Compare the thumbprint there:',
  'connectors.takeInUseText':
    'Take it in use. It is tried first, and good from then on; until then, what is in use stays in use.',
  'connectors.takeInUseUntil':
    'Take it in use. It is tried first, and good until {{date}}; until then, what is in use stays in use.',
  'connectors.certificateRefused':
    '{{message}} A new certificate can take some minutes to be known everywhere at Microsoft.',
  'connectors.takeInUse': 'Take it in use',
  'connectors.generateAnother': 'Generate another one',
  'connectors.uploadFirst':
    'Upload the certificate to the app registration first: Certificates & secrets, Certificates. RSA keys work.',
  'connectors.pemHelp':
    'The text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
  'connectors.privateKey': 'Private key',
  'connectors.privateKeyHelp':
    'The text from -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY----- on, not encrypted.',
  'connectors.setCertificate': 'Set the certificate',
  'connectors.uploadHalfFirst':
    'Upload the public half to the app registration first: Certificates & secrets, Certificates. RSA keys work.',
  'connectors.pfxFile': 'PFX file',
  'connectors.pfxHelp':
    'A file that ends in .pfx or .p12, with the private key in it.',
  'connectors.fileUnreadable': 'The browser could not read the file.',
  'connectors.filePassword': 'Password of the file',
  'connectors.whatIsRead': 'What is read',
  'connectors.signsInAs': 'Signs in as',
  'connectors.theApplication': 'The application',
  'connectors.thePerson': 'The person',
  'connectors.needs': 'Needs',
  'connectors.now': 'Now',
  'connectors.accessCaption': 'How each group of data is read',
  'connectors.switchedOff': 'Switched off',
  'connectors.prepared': 'Prepared, not collected yet',
  'connectors.whichAccount': 'Which account to use',
  'connectors.advice1':
    'A service account of the partner tenant, made for this. The access ends with the account, so not that of a person who may leave.',
  'connectors.advice2':
    'Roles in Partner Center: Billing admin and Sales agent, or Global admin and Admin agent. Global admin and Sales agent does not work, although it sounds like more.',
  'connectors.advice3':
    'The roles are permanent. Those that Privileged Identity Management (PIM) gives for some hours end, and the access with them; PIM must not be in the way of the sign-in either.',
  'connectors.advice4':
    'It signs in with multifactor authentication. Microsoft refuses everything else.',
  'connectors.advice5':
    'Signed in to Microsoft with another account, or a personal one? Use a private window, or the consent link in one.',
  'connectors.deadlineSet':
    'A new consent is wanted by {{date}}: {{reason}} (set by {{person}})',
  'connectors.deadlineText':
    'When Microsoft announces a change, set the day by which a new consent is wanted. Every figure of the connector says so from then on, and the owners are told.',
  'connectors.changeDeadline': 'Change the deadline',
  'connectors.setADeadline': 'Set a deadline',
  'connectors.consentWantedBy': 'New consent wanted by',
  'connectors.dayToCome': 'Choose a day to come.',
  'connectors.reason': 'Reason',
  'connectors.reasonHelp':
    'For the people who read it, such as the announcement.',
  'connectors.deadlineFailed': 'The deadline has not changed',
  'connectors.removeDeadline': 'Remove the deadline',
  'connectors.setDeadline': 'Set deadline',
  'connectors.cancel': 'Cancel',
  'connectors.consentedBy': '{{date}}, for {{person}}',
  'connectors.renewedAt': '{{date}}; it is renewed every week by itself',
  'connectors.permissions_one': '{{count, number}} permission',
  'connectors.permissions_other': '{{count, number}} permissions',
  'connectors.missingText':
    'What is switched on needs more than was consented. Update the consent: Microsoft asks for these and nothing else.',
  'connectors.permissionsMissing': 'Permissions are missing',
  'connectors.account': 'Account',
  'connectors.notKnown': 'Not known',
  'connectors.consented': 'Consented',
  'connectors.how': 'How',
  'connectors.renewed': 'Renewed',
  'connectors.endsAt': 'Ends if it is not renewed',
  'connectors.copyLink': 'Copy consent link',
  'connectors.copyLinkHelp':
    'For a private window, or a colleague who has the account.',
  'connectors.linkText':
    'Open it in a private window, or send it to the colleague who has the account; no account of this portal is needed. It is shown once, works once, and ends {{instant}}.',
  'connectors.linkCopied': 'The link is copied',
  'connectors.copyTheLink': 'Copy the link',
  'connectors.noLink': 'No link could be made',
  'connectors.copyAgain': 'Copy again',
  'connectors.hide': 'Hide',
  'connectors.consent': 'Consent',
  'connectors.usedFor': 'What it is used for',
  'connectors.signInAgain': 'Sign in again',
  'connectors.signInVerb': 'Sign in',
  'connectors.credentialFirst': 'Give the application a credential first',
  'connectors.credentialFirstText':
    'Microsoft takes a person’s sign-in only from an application that has signed in itself.',
  'connectors.signingIn': 'Signing in',
  'connectors.tokenWorks': 'The refresh token works and is in use',
  'connectors.deadline': 'Deadline',
  'connectors.disconnect': 'Disconnect',
  'connectors.givenByUnknown':
    'Given by somebody whose name Microsoft does not tell',
  'connectors.consentNeeded':
    'Nobody has consented, and something that is switched on needs it.',
  'connectors.consentNotNeeded':
    'Nobody has consented. The costs do not need it; price sheets and the reseller relationship URL do.',
  'connectors.givenBy': 'Given by {{account}}',
  'connectors.usedForText':
    'A person’s consent is used for what the application cannot do by itself, and for nothing else.',
  'connectors.accountAndUrl': 'Which account to use, and the redirect URL',
  'connectors.disconnectText':
    'Deletes the credential and the consent at once. Settings and collected costs stay.',
  'connectors.configStays': 'What is in app-config stays there.',
  'connectors.disconnectTitle': 'Disconnect {{title}}',
  'connectors.disconnectConfirm':
    'Its credentials are deleted at once, and nothing is collected until somebody connects it again. The numbers stay.',
  'connectors.disconnectFailed': 'It could not be disconnected',
  'connectors.stayConnected': 'Stay connected',
  'connectors.disconnectNow': 'Disconnect now',
  'connectors.popupHelp':
    'In a window of this browser, when you have the account.',
  'connectors.stopWaiting': 'Stop waiting',
  'connectors.waitingText':
    'Finish the sign-in in the window that has opened. There are 15 minutes for it.',
  'connectors.windowClosed': 'If that window is closed, sign in again.',
  'connectors.hasConsented': '{{account}} has consented',
  'connectors.updateConsent': 'Update consent',
  'connectors.blocked': 'The browser has blocked the window',
  'connectors.blockedText':
    'Allow windows for this portal in the address bar and press the button once more, or use the consent link.',
  'connectors.waiting': 'Waiting for Microsoft',
  'connectors.signInFailed': 'The sign-in did not work',
  'connectors.consentGiven': 'The consent is given',
  'connectors.signInWorks': 'The sign-in was tried and works.',
  'connectors.signInExpired': 'The sign-in has expired',
  'connectors.signInExpiredText':
    'Nobody finished it within 15 minutes. Sign in again; nothing has changed.',
  'connectors.signInFailedText':
    'What was connected before stays as it was. Do what it says, then sign in again.',
  'connectors.redirectUrl': 'Redirect URL',
  'connectors.redirectText':
    'Register it in the app registration, exactly like this: Authentication, Add a platform, Web.',
  'connectors.copyRedirectUrl': 'Copy the redirect URL',
  'connectors.useToken': 'Use a refresh token',
  'connectors.useTokenHelp':
    'When you have one of the Secure Application Model.',
  'connectors.token': 'Refresh token',
  'connectors.tokenHelp':
    'As New-PartnerAccessToken of Microsoft’s PowerShell or the partner samples give it, for this application. It is tried, stored, and never shown again.',
  'connectors.tokenNotUsed': 'The refresh token is not in use',
  'connectors.importToken': 'Import the refresh token',
} as const;

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

import type {
  Connector,
  ConnectorHealth,
  ConnectorWarning,
} from 'backstage-plugin-csp-costs-common';
import { englishTexts } from '../../__testUtils__/englishTexts';
import {
  connector,
  NEXT_CERTIFICATE,
  SECRET_PROBLEM,
} from '../../__testUtils__/connectorFixtures';
import { setToday } from '../../__testUtils__/setToday';
import { describeHealth, describeWarning, nextStepOf } from './describeHealth';

setToday();

const problem = SECRET_PROBLEM;
const until = '2026-12-03T00:00:00Z';

describe('describeHealth', () => {
  it.each<[string, Omit<Partial<Connector>, 'settings'>]>([
    ['Client secret good until Jun 3, 2027', {}],
    ['Federated identity', { credential: { kind: 'federated' } }],
    [
      'Client secret expires Dec 3',
      { health: { status: 'expiring', until, nextStep: 'set-credential' } },
    ],
    [
      'Consent ends Dec 3',
      { health: { status: 'expiring', until, nextStep: 'sign-in' } },
    ],
    [
      'New consent wanted by Dec 3',
      { health: { status: 'needs-consent', until, problem } },
    ],
    [
      'No consent since Nov 3',
      { health: { status: 'needs-consent', problem } },
    ],
    [
      'Cannot sign in since Nov 3',
      { health: { status: 'disconnected', problem } },
    ],
    [
      'No credential yet',
      { credential: undefined, health: { status: 'disconnected', problem } },
    ],
    [
      'A certificate waits to be taken in use',
      {
        credential: undefined,
        nextCredential: NEXT_CERTIFICATE,
        health: { status: 'disconnected', problem },
      },
    ],
  ])('%s', (text, changes) => {
    expect(describeHealth(englishTexts, connector(changes))).toBe(text);
  });
});

describe('describeWarning', () => {
  it.each<[string, ConnectorHealth]>([
    [
      'The credential of Demo expires on Dec 3',
      { status: 'expiring', until, nextStep: 'set-credential' },
    ],
    [
      'The consent of Demo ends on Jan 1, 2027',
      {
        status: 'expiring',
        until: '2027-01-01T00:00:00Z',
        nextStep: 'sign-in',
      },
    ],
    ['Demo needs a new consent', { status: 'needs-consent' }],
    ['Demo needs a new consent by Dec 3', { status: 'needs-consent', until }],
    ['Demo is disconnected', { status: 'disconnected' }],
  ])('%s', (text, health) => {
    const warning: ConnectorWarning = {
      connectorId: 'demo',
      title: 'Demo',
      ...health,
    };
    expect(describeWarning(englishTexts, warning)).toBe(text);
  });
});

describe('nextStepOf', () => {
  it.each([
    ['set-credential', false, 'Set the credential'],
    ['activate-certificate', false, 'Take the certificate in use'],
    ['sign-in', false, 'Sign in with Microsoft'],
    ['sign-in', true, 'Sign in again'],
    [undefined, true, 'Run checks'],
  ] as const)('%s', (nextStep, consented, label) => {
    expect(
      nextStepOf(englishTexts, { status: 'connected', nextStep }, { consented })
        .label,
    ).toBe(label);
  });
});

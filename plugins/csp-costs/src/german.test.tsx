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

import {
  createTranslationRef,
  translationApiRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { apiOf, fakeCostsApi } from './__testUtils__/fakeCosts';
import { FakeConnectors } from './__testUtils__/FakeConnectors';
import { connector } from './__testUtils__/connectorFixtures';
import plugin from './index';
import { cspCostsTranslationRef } from './translation/cspCostsTranslationRef';
import german from './translation/german';
import { messages } from './translation/messages';

const inGerman = createTranslationRef({
  id: cspCostsTranslationRef.id,
  messages: german as Record<string, string>,
});

/** The texts of an app whose reader has chosen German. */
function germanTexts(): TranslationApi {
  const api = mockApis.translation();
  return {
    getTranslation: ref =>
      api.getTranslation(
        ref.id === inGerman.id ? (inGerman as unknown as typeof ref) : ref,
      ),
    translation$: ref => api.translation$(ref),
  };
}

function openInGerman(path: string, api: ReturnType<typeof fakeCostsApi>) {
  renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [api, mockApis.permission(), [translationApiRef, germanTexts()]],
  });
}

/** All that the plugin says to eyes and ears, without what comes from the backend as it is. */
function saidTexts(): string[] {
  const root = document.querySelector('[data-csp-costs]')!;
  const texts: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    texts.push(walker.currentNode.textContent ?? '');
  }
  for (const element of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      texts.push(element.getAttribute(name) ?? '');
    }
  }
  return texts.map(text => text.trim()).filter(Boolean);
}

const WORDS_OF_ENGLISH = /\b(the|and|of|with|is|are|not|from|could|it|what)\b/i;

/** English sentences, and texts of ours that have stayed English. */
function leftovers(): string[] {
  const ours = new Set(
    Object.entries(messages)
      .filter(
        ([key, text]) =>
          !text.includes('{{') &&
          text !== (german as Record<string, string>)[key] &&
          !Object.values(german).includes(text),
      )
      .map(([, text]) => text as string),
  );
  return saidTexts().filter(
    text => ours.has(text) || WORDS_OF_ENGLISH.test(text),
  );
}

describe('the portal in German', () => {
  it('has a German text for every English one, with the same places for values', () => {
    const placesOf = (text: string) =>
      [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort();
    for (const [key, text] of Object.entries(messages)) {
      const translated = (german as Record<string, string>)[key];
      expect([key, translated]).not.toEqual([key, undefined]);
      expect([key, placesOf(translated!)]).toEqual([key, placesOf(text)]);
    }
  });

  it('leaves nothing of the overview in English', async () => {
    openInGerman('/costs/overview', fakeCostsApi());

    expect(
      await screen.findByRole('link', { name: /Fabrikam/ }),
    ).toBeInTheDocument();
    expect(leftovers()).toEqual([]);
  });

  it('leaves nothing of the connectors in English', async () => {
    openInGerman('/costs/connectors', apiOf(new FakeConnectors([connector()])));

    expect(
      await screen.findByRole('heading', { name: 'Konnektoren' }),
    ).toBeInTheDocument();
    expect(leftovers()).toEqual([]);
  });

  it('leaves nothing of the form in English', async () => {
    openInGerman('/costs/connectors/new', apiOf(new FakeConnectors([])));

    expect(
      await screen.findByRole('button', { name: 'Konnektor speichern' }),
    ).toBeInTheDocument();
    expect(leftovers()).toEqual([]);
  });

  it('leaves nothing of the collection in English', async () => {
    openInGerman(
      '/costs/collection',
      fakeCostsApi({ getConnectors: async () => [connector()] }),
    );

    expect(
      await screen.findByRole('heading', { name: 'Letzte Läufe' }),
    ).toBeInTheDocument();
    expect(leftovers()).toEqual([]);
  });
});

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
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { createTextsOf } from './createTextsOf';
import { createUseTexts } from './createUseTexts';

const messages = {
  'page.title': 'Costs',
  'page.greeting': 'Hello {{name}}, you spent {{amount, number}}',
  'page.owner': '{{name}} looks after {{customer}}',
  'page.customers_one': '{{count}} customer',
  'page.customers_other': '{{count}} customers',
} as const;

const ref = createTranslationRef({ id: 'test.texts', messages });

const useTexts = createUseTexts<typeof messages>(ref);
const textsOf = createTextsOf(ref, messages);

function Page() {
  const t = useTexts();
  return (
    <>
      <h1>{t('page.title')}</h1>
      <p>{t('page.customers', { count: 1 })}</p>
      <p>{t('page.customers', { count: 2 })}</p>
      <p>
        {t('page.owner', { name: <strong>Ada</strong>, customer: 'Fabrikam' })}
      </p>
    </>
  );
}

it('gives a component its texts, with plurals and with elements in their places', async () => {
  renderInTestApp(<Page />);

  expect(
    await screen.findByRole('heading', { name: 'Costs' }),
  ).toBeInTheDocument();
  expect(screen.getByText('1 customer')).toBeInTheDocument();
  expect(screen.getByText('2 customers')).toBeInTheDocument();
  const name = screen.getByText('Ada');
  expect(name.tagName).toBe('STRONG');
  expect(name.closest('p')).toHaveTextContent('Ada looks after Fabrikam');
});

it('gives texts to what is no component, in English until there are others', () => {
  const t = textsOf(mockApis.translation());
  expect(t('page.greeting', { name: 'Ada', amount: 1200 })).toBe(
    'Hello Ada, you spent 1,200',
  );

  const loading: TranslationApi = {
    ...mockApis.translation(),
    getTranslation: () => ({ ready: false }),
  };
  expect(textsOf(loading)('page.title')).toBe('Costs');
  expect(textsOf(undefined)('page.title')).toBe('Costs');
});

it('compiles with the names and values of the texts only', () => {
  const t = textsOf(undefined);

  // @ts-expect-error A name that no text has.
  t('page.nothing');
  // @ts-expect-error A text without its values.
  t('page.greeting');
  // @ts-expect-error A text without one of its values.
  t('page.greeting', { name: 'Ada' });
  // @ts-expect-error A value that the text has no place for.
  t('page.title', { name: 'Ada' });
  // @ts-expect-error One form of a plural, which the count decides on.
  t('page.customers_one', { count: 1 });

  const text: string = t('page.customers', { count: 1 });
  expect(typeof text).not.toBe('object');
});

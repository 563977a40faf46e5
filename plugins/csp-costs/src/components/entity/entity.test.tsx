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

import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  CspCostsApi,
  EntityClaims,
  EntityCostClaim,
} from 'backstage-plugin-csp-costs-common';
import { refusal } from '../../__testUtils__/FakeConnectors';
import {
  costSummary,
  costTotal,
  fakeCostsApi,
  STALE,
} from '../../__testUtils__/fakeCosts';
import plugin from '../../index';

const REF = 'component:default/web-shop';

/** Opens the card of an entity, or its tab, and not the other one. */
function open(
  part: 'card' | 'tab',
  api: ReturnType<typeof fakeCostsApi>,
  options: { kind?: string; annotations?: Record<string, string> } = {},
) {
  const other = part === 'card' ? 'entity-content' : 'entity-card';
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: options.kind ?? 'Component',
    metadata: {
      name: 'web-shop',
      annotations: options.annotations ?? {
        'csp-costs/resource-group': 'rg-shop',
      },
    },
  };
  return renderTestApp({
    extensions: [createTestEntityPage({ entity })],
    features: [plugin],
    apis: [api, mockApis.permission()],
    config: { app: { extensions: [{ [`${other}:csp-costs`]: false }] } },
  });
}

function claims(changes: Partial<EntityClaims> = {}) {
  return async (entityRef: string): Promise<EntityClaims> => ({
    entityRef,
    claims: [{ origin: 'annotation', resourceGroups: ['rg-shop'] }],
    partCount: 0,
    problems: [],
    ...changes,
  });
}

const SYSTEM = { kind: 'System', annotations: {} };

const getParts: CspCostsApi['getCostBreakdown'] = async ({
  billingPeriod,
  dimension,
}) => ({
  billingPeriod,
  dimension,
  comparison: { billingPeriod: '2026-10', throughDate: '2026-11-14' },
  rows:
    dimension === 'entity'
      ? [
          {
            id: 'component:default/checkout',
            name: 'Checkout',
            billingCurrency: 'EUR',
            billedCost: '10000.034900000000000001',
            comparableCost: '9000',
            state: 'estimated',
          },
          {
            // It has no title.
            id: 'system:default/web-shop',
            name: 'system:default/web-shop',
            billingCurrency: 'EUR',
            billedCost: '2480',
            state: 'estimated',
          },
        ]
      : [],
});

const PARTS = {
  getEntityClaims: claims({ claims: [], partCount: 2 }),
  getCostBreakdown: getParts,
};

describe('the card of an entity', () => {
  it('shows the latest month and what it counts', async () => {
    const api = fakeCostsApi({
      getEntityClaims: claims({
        claims: [
          {
            origin: 'annotation',
            resourceGroups: ['rg-shop'],
            azureSubscriptions: [{ id: 'sub-1', name: 'Prod' }],
          },
          { origin: 'rule', tag: { key: 'app', values: ['web-shop'] } },
        ],
        partCount: 4,
      }),
    });
    open('card', api);
    const card = await screen.findByRole('article', { name: 'Costs' });
    expect(await within(card).findByText('€12,480')).toBeInTheDocument();
    const counts = within(card).getByRole('list', { name: 'What counts' });
    expect(
      within(counts)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Resource group rg-shop · Azure subscription Prod (by annotation)',
      'Tag app = web-shop (by a rule)',
      'and 4 parts of it',
    ]);
    expect(api.getEntityClaims.mock.calls[0]![0]).toBe(REF);
    expect(api.getCostSummary.mock.calls[0]![0]).toEqual({
      entityRef: REF,
      billingPeriod: '2026-11',
    });
  });

  it('is not there for an entity that nobody has annotated and that costs nothing', async () => {
    const api = fakeCostsApi({
      ...PARTS,
      getCostSummary: async () => costSummary({ totals: [] }),
    });
    open('card', api, SYSTEM);
    await waitFor(() => expect(api.getCostSummary).toHaveBeenCalled());
    expect(screen.queryByRole('article', { name: 'Costs' })).toBeNull();
  });

  it('says that there are no charges to whoever annotated the entity', async () => {
    open(
      'card',
      fakeCostsApi({ getCostSummary: async () => costSummary({ totals: [] }) }),
    );
    expect(
      await screen.findByText('No charges in November 2026'),
    ).toBeInTheDocument();
  });

  it('says what is wrong with an annotation', async () => {
    open(
      'card',
      fakeCostsApi({
        getEntityClaims: claims({
          claims: [],
          problems: [
            {
              annotation: 'csp-costs/customer-id',
              value: 'fabrikam',
              reason: 'no-guid',
            },
          ],
        }),
      }),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('An annotation cannot be used');
    expect(alert).toHaveTextContent(
      'csp-costs/customer-id “fabrikam” is no GUID.',
    );
  });

  it('waits, and says what failed to whoever expects it', async () => {
    let failure: Error | undefined = new Error('The catalog is away');
    open(
      'card',
      fakeCostsApi({
        getEntityClaims: async entityRef => {
          if (failure) {
            throw failure;
          }
          return claims()(entityRef);
        },
        getCostSummary: async () => {
          throw refusal(403, 'No');
        },
      }),
    );
    const card = await screen.findByRole('article', { name: 'Costs' });
    expect(
      within(card).getByRole('status', { name: 'Loading costs' }),
    ).toBeInTheDocument();
    expect(await within(card).findByRole('alert')).toHaveTextContent(
      'The catalog is away',
    );
    failure = undefined;
    await userEvent.click(within(card).getByRole('button'));
    expect(
      await within(card).findByText('You do not have access to this'),
    ).toBeInTheDocument();
  });
});

describe('the tab of an entity', () => {
  it.each<[EntityCostClaim, string]>([
    [
      { origin: 'provider', customers: [{ id: 'id-1', name: 'Fabrikam' }] },
      'Customer Fabrikam (from the connector)',
    ],
    [
      {
        origin: 'rule',
        azureSubscriptionPatterns: ['Prod *'],
        customers: [{ id: 'id-1' }],
      },
      'Azure subscriptions named Prod * · Customer id-1 (by a rule)',
    ],
    [
      { origin: 'rule', resourceGroupPatterns: ['rg-a*', 'rg-b'] },
      'Resource groups named rg-a* or rg-b (by a rule)',
    ],
    [
      { origin: 'annotation', resourceIds: ['1', '2', '3', '4', '5'] },
      'Resource 1, 2, 3, or 2 more (by annotation)',
    ],
  ])('says what %j is', async (claim, text) => {
    open('tab', fakeCostsApi({ getEntityClaims: claims({ claims: [claim] }) }));
    const list = await screen.findByRole('list', { name: 'What counts' });
    expect(within(list).getByRole('listitem')).toHaveTextContent(text);
  });

  it('shows what a system is made of, with a way to each part', async () => {
    open('tab', fakeCostsApi(PARTS), SYSTEM);
    const table = await screen.findByRole('table', {
      name: 'Costs in EUR by part',
    });
    const [, checkout, itself] = within(table).getAllByRole('row');
    // Where it leads to, the page of this test does not know.
    expect(
      within(checkout!).getByRole('link', { name: 'Checkout' }),
    ).toBeInTheDocument();
    expect(checkout).toHaveTextContent('€10,000.03');
    expect(checkout).toHaveTextContent('+11%');
    expect(itself).toHaveTextContent('web-shop itself');
    expect(within(itself!).queryByRole('link')).toBeNull();
  });

  it('says so when no part has costs, or they cannot be loaded', async () => {
    let failure: Error | undefined = new Error('Not now');
    open(
      'tab',
      fakeCostsApi({
        ...PARTS,
        getCostBreakdown: async query => {
          if (failure && query.dimension === 'entity') {
            throw failure;
          }
          return { ...(await getParts(query)), rows: [] };
        },
      }),
      SYSTEM,
    );
    expect(
      await screen.findByText('The parts could not be loaded'),
    ).toBeInTheDocument();
    failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('No part has costs in November 2026.'),
    ).toBeInTheDocument();
  });

  it('says what is stale', async () => {
    open(
      'tab',
      fakeCostsApi({
        getEntityClaims: claims(),
        getCostSummary: async () =>
          costSummary({
            totals: [costTotal({ billingCurrency: 'USD' })],
            coverage: STALE,
          }),
      }),
    );
    expect((await screen.findAllByText(/USD/)).length).toBeGreaterThan(0);
    expect(screen.getByRole('region', { name: 'Totals' })).toHaveTextContent(
      /stale|out of date|old/i,
    );
  });

  it('names every annotation and mentions rules when nothing belongs to the entity', async () => {
    open(
      'tab',
      fakeCostsApi({ getEntityClaims: claims({ claims: [] }) }),
      SYSTEM,
    );
    expect(
      await screen.findByRole('heading', {
        name: 'No costs belong to this entity yet',
      }),
    ).toBeInTheDocument();
    for (const name of [
      'customer-id',
      'azure-subscription-id',
      'resource-group',
      'resource-id',
      'tag',
    ]) {
      expect(screen.getByText(`csp-costs/${name}`)).toBeInTheDocument();
    }
    expect(
      screen.getByText(
        /It needs none where whoever runs this portal has a rule/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/What is part of it, or owned by it, counts by itself/),
    ).toBeInTheDocument();
  });

  it('gives the remedy of a problem to copy, and still shows what counts', async () => {
    open(
      'tab',
      fakeCostsApi({
        getEntityClaims: claims({
          claims: [{ origin: 'rule', tag: { key: 'app', values: ['shop'] } }],
          problems: [
            {
              annotation: 'csp-costs/tag',
              value: 'shop',
              reason: 'no-key-value',
            },
            {
              annotation: 'csp-costs/resource-id',
              value: '',
              reason: 'no-value',
            },
          ],
        }),
      }),
    );
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('2 annotations cannot be used');
    expect(alert).toHaveTextContent('csp-costs/tag “shop” is not key=value.');
    expect(alert).toHaveTextContent('csp-costs/tag: app=shop|checkout');
    expect(
      await screen.findByRole('list', { name: 'What counts' }),
    ).toHaveTextContent('Tag app = shop');
  });

  it('tells somebody without rights what it takes', async () => {
    open(
      'tab',
      fakeCostsApi({
        getEntityClaims: async () => {
          throw refusal(403, 'No');
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'csp-costs.cost.read',
    );
  });
});

describe('card and tab', () => {
  it.each(['card', 'tab'] as const)(
    'of which the %s are not there for an entity that says nothing of costs',
    async part => {
      const api = fakeCostsApi();
      open(part, api, {
        annotations: { 'backstage.io/techdocs-ref': 'dir:.' },
      });
      expect(
        await screen.findByTestId('empty-entity-page'),
      ).toBeInTheDocument();
      expect(api.getEntityClaims).not.toHaveBeenCalled();
    },
  );
});

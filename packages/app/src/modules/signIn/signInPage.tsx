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
  Content,
  Header,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { Button, Card, CardBody, CardFooter, CardHeader } from '@backstage/ui';
import { useState } from 'react';
import styles from './signInPage.module.css';

/** Who somebody may be in the demo, and what that shows. */
const PEOPLE = [
  {
    id: 'alex',
    name: 'Alex',
    role: 'Platform engineer',
    sees: 'Runs the portal: all customers, connectors and runs.',
  },
  {
    id: 'maria',
    name: 'Maria',
    role: 'Account manager',
    sees: 'Looks after some customers, and sees the costs of those only.',
  },
  {
    id: 'sam',
    name: 'Sam',
    role: 'Service owner',
    sees: 'Builds the shop, and sees what its components cost and nothing else.',
  },
];

/** Where the choice is kept, so that a reload asks nothing. */
const STORAGE_KEY = 'demo-person';

/** Signing out asks once more who somebody wants to be. */
function forgetting(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      window.sessionStorage.removeItem(STORAGE_KEY);
      await identity.signOut();
    },
  };
}

function DemoSignInPage(props: SignInPageProps) {
  const [person, setPerson] = useState(() =>
    window.sessionStorage.getItem(STORAGE_KEY),
  );
  if (person) {
    return (
      <ProxiedSignInPage
        onSignInSuccess={identity =>
          props.onSignInSuccess(forgetting(identity))
        }
        provider="demo-people"
        headers={{ 'x-demo-person': person }}
      />
    );
  }
  const choose = (id: string) => {
    window.sessionStorage.setItem(STORAGE_KEY, id);
    setPerson(id);
  };
  return (
    <Page themeId="home">
      <Header
        title="CSP Costs demo"
        subtitle="Who do you want to be? Sign out in the settings to be somebody else."
      />
      <Content>
        <ul className={styles.people}>
          {PEOPLE.map(({ id, name, role, sees }) => (
            <li key={id}>
              <Card>
                <CardHeader>
                  <h2 className={styles.name}>{name}</h2>
                  <p className={styles.role}>{role}</p>
                </CardHeader>
                <CardBody>{sees}</CardBody>
                <CardFooter>
                  <Button onPress={() => choose(id)}>Enter as {name}</Button>
                </CardFooter>
              </Card>
            </li>
          ))}
        </ul>
      </Content>
    </Page>
  );
}

/** Lets the visitor of the demo choose who to be. */
export const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => DemoSignInPage },
});

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
  CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION,
  CSP_CUSTOMER_ID_ANNOTATION,
} from 'backstage-plugin-csp-costs-common';
import { CopyButton } from '../layout/CopyButton';
import { EmptyState } from '../layout/EmptyState';
import styles from './NotConfigured.module.css';

const ANNOTATIONS = [
  {
    name: CSP_CUSTOMER_ID_ANNOTATION,
    meaning: 'all costs of a customer, by its tenant id',
  },
  {
    name: CSP_AZURE_SUBSCRIPTION_ID_ANNOTATION,
    meaning: 'the usage of one Azure subscription, by its id',
  },
];

/** Says which annotation an entity lacks to have costs. */
export function NotConfigured() {
  return (
    <EmptyState title="No costs belong to this entity yet">
      <p>Add one of these annotations to it:</p>
      <ul className={styles.annotations}>
        {ANNOTATIONS.map(({ name, meaning }) => (
          <li key={name}>
            <code>{name}</code>
            <CopyButton value={name} label={`Copy ${name}`} />
            <span>{meaning}</span>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

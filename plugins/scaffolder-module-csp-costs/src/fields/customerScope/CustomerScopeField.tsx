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

import { Button, Combobox, Tag, TagGroup } from '@backstage/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { FailedRequest } from '../../components/FailedRequest';
import { FieldGroup } from '../../components/FieldGroup';
import { fieldState } from '../../state/fieldState';
import { otherText } from '../../state/otherField';
import { useTexts } from '../../translation/useTexts';
import { fieldNames } from '../fieldNames';
import type { customerScopeSchema } from './customerScopeSchema';
import { tenantIdsIn } from './tenantIdsIn';
import { useCustomerNames, useCustomerSearch } from './useCustomerSearch';
import styles from './CustomerScope.module.css';

/** Whose costs are collected: all customers, or those that are chosen. */
export function CustomerScopeField(props: typeof customerScopeSchema.TProps) {
  const t = useTexts();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  // For a moment only: it is what makes the list close.
  const [picked, setPicked] = useState<string | null>(null);
  useEffect(() => setPicked(null), [picked]);
  const state = fieldState(props, {
    label: t('customers.title'),
    description: t('customers.description'),
  });
  const chosen = props.formData ?? [];
  const signInId = otherText(
    props,
    props.uiSchema['ui:options']?.signInField ?? fieldNames.signIn,
  );
  const search = useCustomerSearch(signInId, text.trim());
  const names = useCustomerNames(signInId, chosen);
  const offered = (search.data ?? []).filter(
    ({ customerId, name }) =>
      !chosen.includes(customerId) &&
      // Those of the search before, until the answer to this one.
      (!search.isPlaceholderData || isPartOf(text, name)),
  );

  function choose(customerIds: string[]) {
    setText('');
    props.onChange([...new Set([...chosen, ...customerIds])]);
  }

  function enter(entered: string) {
    const customerIds = tenantIdsIn(entered);
    if (customerIds.length > 0) {
      choose(customerIds);
    } else {
      setText(entered);
    }
  }

  function pick(customerId: string) {
    const customer = offered.find(offer => offer.customerId === customerId);
    if (customer) {
      queryClient.setQueryData(
        ['customer name', signInId, customerId],
        customer.name,
      );
      setPicked(customerId);
      choose([customerId]);
    }
  }

  return (
    <FieldGroup
      id={state.id}
      label={state.label}
      description={state.description}
      required={state.isRequired}
    >
      <Combobox
        label={t('customers.search')}
        isDisabled={state.isDisabled || signInId === undefined}
        options={offered.map(({ customerId, name }) => ({
          value: customerId,
          label: name,
        }))}
        search={{
          inputValue: text,
          onInputChange: enter,
          // The backend has searched by more than the name.
          filter: () => true,
        }}
        loading={{ state: search.isFetching ? 'loading' : 'idle' }}
        selectedKey={picked}
        onSelectionChange={key => key !== null && pick(String(key))}
      />
      <LiveRegion heardBehindLists>
        {signInId === undefined && <span>{t('signInFirst')}</span>}
        {signInId !== undefined && search.isFetching && text !== '' && (
          <span>{t('customers.searching')}</span>
        )}
        {search.data?.length === 0 && !search.isFetching && text !== '' && (
          <span>{t('customers.none')}</span>
        )}
      </LiveRegion>
      <LiveRegion urgent heardBehindLists>
        {search.error && (
          <FailedRequest
            title={t('customers.failed')}
            error={search.error}
            onRetry={search.refetch}
          />
        )}
      </LiveRegion>
      <div className={styles.foot}>
        <LiveRegion heardBehindLists>
          <span>
            {chosen.length === 0
              ? t('customers.all')
              : t('customers.chosen', { count: chosen.length })}
          </span>
        </LiveRegion>
        {chosen.length > 0 && (
          <>
            <TagGroup
              aria-label={t('customers.list')}
              onRemove={
                state.isDisabled
                  ? undefined
                  : removed =>
                      props.onChange(chosen.filter(id => !removed.has(id)))
              }
            >
              {chosen.map(customerId => (
                <Tag
                  key={customerId}
                  id={customerId}
                  textValue={names.get(customerId) ?? customerId}
                >
                  {names.get(customerId) ?? customerId}
                </Tag>
              ))}
            </TagGroup>
            <Button
              size="small"
              variant="secondary"
              isDisabled={state.isDisabled}
              onPress={() => props.onChange([])}
            >
              {t('customers.clear')}
            </Button>
          </>
        )}
      </div>
    </FieldGroup>
  );
}

function isPartOf(text: string, name: string): boolean {
  return name.toLowerCase().includes(text.trim().toLowerCase());
}

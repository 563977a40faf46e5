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

import { Alert, Button, Skeleton } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import type {
  CredentialKind,
  PreflightFinding,
  PreflightInput,
} from 'backstage-plugin-csp-costs-common';
import { LiveRegion } from 'backstage-plugin-csp-costs-react';
import { FailedRequest } from '../../components/FailedRequest';
import { FieldGroup } from '../../components/FieldGroup';
import { fieldState } from '../../state/fieldState';
import { otherText } from '../../state/otherField';
import { useTexts } from '../../translation/useTexts';
import { fieldNames } from '../fieldNames';
import { FindingList } from './FindingList';
import type { preflightSchema } from './preflightSchema';
import { usePreflight } from './usePreflight';

/** What will be created, what is there, and what the person may not do. */
export function PreflightField(props: typeof preflightSchema.TProps) {
  const t = useTexts();
  const state = fieldState(props, {
    label: t('preflight.title'),
    description: t('preflight.description'),
  });
  const input = inputOf(props);
  const { data, error, isFetching, isPlaceholderData, refetch } = usePreflight(
    input.signInId && input.displayName ? (input as PreflightInput) : undefined,
  );

  return (
    <FieldGroup
      id={state.id}
      label={state.label}
      description={state.description}
    >
      <LiveRegion heardBehindLists>
        {!input.signInId && <span>{t('signInFirst')}</span>}
        {input.signInId && !input.displayName && (
          <span>{t('preflight.nameFirst')}</span>
        )}
        {(isPlaceholderData || (isFetching && !data)) && (
          <span>{t('preflight.looking')}</span>
        )}
        {isFetching && !data && <Skeleton height={140} width="100%" />}
        {data && !isPlaceholderData && <Summary findings={data} />}
      </LiveRegion>
      <LiveRegion urgent heardBehindLists>
        {error && !isFetching && (
          <FailedRequest
            title={t('preflight.failed')}
            error={error}
            onRetry={refetch}
          />
        )}
      </LiveRegion>
      {data && (
        <>
          <FindingList findings={data} />
          <div>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiRefreshLine />}
              isPending={isFetching}
              onPress={() => refetch()}
            >
              {t('preflight.again')}
            </Button>
          </div>
        </>
      )}
    </FieldGroup>
  );
}

/** What the form has said so far. */
function inputOf(
  props: typeof preflightSchema.TProps,
): Partial<PreflightInput> {
  const options = props.uiSchema['ui:options'];
  const credentialKind = otherText(
    props,
    options?.credentialKindField ?? fieldNames.credentialKind,
  );
  const billingAccountId = otherText(
    props,
    options?.billingAccountField ?? fieldNames.billingAccount,
  );
  return {
    signInId: otherText(props, options?.signInField ?? fieldNames.signIn),
    displayName:
      otherText(
        props,
        options?.applicationNameField ?? fieldNames.applicationName,
      ) ?? options?.displayName,
    // The backend says so if the template offers one that there is not.
    ...(credentialKind && { credentialKind: credentialKind as CredentialKind }),
    ...(billingAccountId && { billingAccountId }),
  };
}

function Summary({ findings }: { findings: PreflightFinding[] }) {
  const t = useTexts();
  const count = findings.filter(
    ({ outcome }) => outcome === 'not-allowed',
  ).length;
  if (findings.length === 0) {
    return <span>{t('preflight.empty')}</span>;
  }
  if (count > 0) {
    return (
      <Alert status="warning" icon title={t('preflight.handOn', { count })} />
    );
  }
  return findings.some(({ outcome }) => outcome === 'unknown') ? (
    <Alert status="info" icon title={t('preflight.unknown')} />
  ) : (
    <Alert status="success" icon title={t('preflight.clear')} />
  );
}

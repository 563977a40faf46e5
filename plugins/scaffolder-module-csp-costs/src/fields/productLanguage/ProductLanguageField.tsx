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

import { Select } from '@backstage/ui';
import { useMemo } from 'react';
import { LiveRegion, useReaderLocale } from 'backstage-plugin-csp-costs-react';
import { useOnboardingOptions } from '../../api/useOnboardingOptions';
import { FailedRequest } from '../../components/FailedRequest';
import { fieldState } from '../../state/fieldState';
import { useTexts } from '../../translation/useTexts';
import type { productLanguageSchema } from './productLanguageSchema';

/** Which language Microsoft names products in. */
export function ProductLanguageField(
  props: typeof productLanguageSchema.TProps,
) {
  const t = useTexts();
  const locale = useReaderLocale();
  const options = useOnboardingOptions();
  const tags = options.data?.productLanguages;
  const choices = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'language' });
    return (tags ?? []).map(tag => ({
      value: tag,
      label: `${names.of(tag)} (${tag})`,
    }));
  }, [tags, locale]);
  const state = fieldState(props, {
    label: t('language.title'),
    description: t('language.description'),
  });
  return (
    <>
      <Select
        id={state.id}
        label={state.label}
        description={state.description}
        secondaryLabel={state.isRequired ? t('required') : undefined}
        placeholder={
          options.isPending ? t('language.looking') : t('language.automatic')
        }
        options={choices}
        search={{ placeholder: t('language.find') }}
        isDisabled={state.isDisabled || tags === undefined}
        isInvalid={state.isInvalid}
        // The form says what is wrong with it, and not the browser.
        validationBehavior="aria"
        selectionMode="single"
        value={props.formData ?? null}
        onChange={key => props.onChange(key === null ? undefined : String(key))}
      />
      <LiveRegion urgent>
        {options.error && (
          <FailedRequest
            title={t('language.failed')}
            error={options.error}
            onRetry={options.refetch}
          />
        )}
      </LiveRegion>
    </>
  );
}

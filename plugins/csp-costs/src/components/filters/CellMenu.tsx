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

import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMoreLine } from '@remixicon/react';
import { useFilters, type CostFilter } from '../../state/useFilters';
import { useTexts } from '../../translation/useTexts';

/** What can be done with one value of the figures: narrow down to it, or look into its charges. */
export function CellMenu(props: {
  name: string;
  /** What leaves the value; empty where nothing does. */
  filters: CostFilter[];
  onShow: () => void;
}) {
  const { name, filters, onShow } = props;
  const t = useTexts();
  const { add } = useFilters();
  if (filters.length === 0) {
    return null;
  }
  return (
    <MenuTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t('filters.about', { name })}
        icon={<RiMoreLine />}
      />
      <Menu onAction={key => (key === 'filter' ? add(...filters) : onShow())}>
        <MenuItem id="filter">{t('filters.only', { name })}</MenuItem>
        <MenuItem id="charges">{t('charges.look')}</MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

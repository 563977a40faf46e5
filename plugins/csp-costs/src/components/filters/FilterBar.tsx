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
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  Tag,
  TagGroup,
} from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import type { BillingPeriod } from 'backstage-plugin-csp-costs-common';
import { useState } from 'react';
import { dimensionName } from '../../format/words';
import type { FilterDimension, Filters } from '../../state/useFilters';
import { useTexts } from '../../translation/useTexts';
import { FilterDialog } from './FilterDialog';
import { useFilterLabels } from './useFilterLabels';
import styles from './FilterBar.module.css';

/** What costs are narrowed down to, as chips, and a way to narrow them further. */
export function FilterBar(props: {
  filters: Filters;
  month: BillingPeriod | undefined;
}) {
  const { filters, month } = props;
  const t = useTexts();
  const [choosing, setChoosing] = useState<FilterDimension>();
  const labelOf = useFilterLabels(filters, month);
  return (
    <div className={styles.bar}>
      <MenuTrigger>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFilter3Line />}
          isDisabled={month === undefined}
        >
          {t('filters.filter')}
        </Button>
        <Menu onAction={key => setChoosing(key as FilterDimension)}>
          {filters.dimensions.map(dimension => (
            <MenuItem key={dimension} id={dimension}>
              {dimensionName(t, dimension)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {filters.chips.length > 0 && (
        <TagGroup
          className={styles.chips}
          aria-label={t('filters.set')}
          onRemove={keys =>
            keys.forEach(key => filters.remove(key as FilterDimension))
          }
        >
          {filters.chips.map(chip => (
            <Tag
              key={chip.dimension}
              id={chip.dimension}
              size="small"
              textValue={`${dimensionName(t, chip.dimension)}: ${labelOf(
                chip,
              )}`}
            >
              <span className={styles.dimension}>
                {dimensionName(t, chip.dimension)}
              </span>{' '}
              <span className={styles.value}>{labelOf(chip)}</span>
            </Tag>
          ))}
        </TagGroup>
      )}
      {filters.chips.length > 1 && (
        <Button size="small" variant="tertiary" onPress={filters.clear}>
          {t('filters.clear')}
        </Button>
      )}
      {choosing && month !== undefined && (
        <FilterDialog
          key={choosing}
          dimension={choosing}
          filters={filters}
          month={month}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </div>
  );
}

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

import { VisuallyHidden } from '@backstage/ui';
import type { Key, ReactNode } from 'react';
import styles from './DataTable.module.css';

/** A column of a {@link DataTable}. */
export interface DataColumn<Row> {
  id: string;
  label: string;
  /** Figures stand at the end, so that their digits line up. */
  align?: 'start' | 'end';
  cell(row: Row): ReactNode;
}

/**
 * A table of figures. It is a plain table and not a grid of cells to move
 * through: it holds nothing to select, reads well aloud, and on narrow screens
 * each row becomes a small list with the column labels in it.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  rowKey(row: Row): Key;
  rowProps?(row: Row): { 'aria-current'?: 'true' };
  footer?: Row;
  /** Small, for many columns in little room. */
  dense?: boolean;
}) {
  const { caption, columns, rows, rowKey, rowProps, footer, dense } = props;
  return (
    <div className={styles.frame}>
      <table className={styles.table} data-dense={dense || undefined}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.id} scope="col" data-align={column.align}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)} {...rowProps?.(row)}>
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
        {footer !== undefined && (
          <tfoot>
            <tr>
              <Cells columns={columns} row={footer} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Cells<Row>({
  columns,
  row,
}: {
  columns: DataColumn<Row>[];
  row: Row;
}) {
  return (
    <>
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.id} scope="row" data-align={column.align}>
            {column.cell(row)}
          </th>
        ) : (
          <td
            key={column.id}
            data-align={column.align}
            data-label={column.label}
          >
            {column.cell(row)}
          </td>
        ),
      )}
    </>
  );
}

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

import { useTexts } from '../../translation/useTexts';
import styles from './NeedsPermission.module.css';

/** Says what somebody may not do here, and what it takes. */
export function NeedsPermission(props: {
  what: string;
  permission: { name: string };
}) {
  const t = useTexts();
  return (
    <p className={styles.note}>
      {t('connectors.needsPermission', {
        what: props.what,
        permission: <code>{props.permission.name}</code>,
      })}
    </p>
  );
}

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

import type { ReactNode } from 'react';
import styles from './LiveRegion.module.css';

/**
 * Properties of {@link LiveRegion}.
 *
 * @public
 */
export interface LiveRegionProps {
  /** For what keeps somebody from going on. */
  urgent?: boolean;
  /**
   * For results that come while a list is open, which hides all else from who
   * listens. Buttons and links in it can be reached behind a dialog, too.
   */
  heardBehindLists?: boolean;
  /** Results; nothing until there are some. */
  children: ReactNode;
}

/**
 * Where results appear, so that they are read aloud. It is there before they
 * are, and takes no room until then.
 *
 * @public
 */
export function LiveRegion(props: LiveRegionProps) {
  return (
    <div
      role={props.urgent ? 'alert' : 'status'}
      // Left out and not `false`: React Aria hides nothing that has it.
      data-live-announcer={props.heardBehindLists ? 'true' : undefined}
      className={styles.region}
    >
      {props.children}
    </div>
  );
}

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
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  link: {
    display: 'flex',
    alignItems: 'center',
    height: 2 * sidebarConfig.logoHeight,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 28) / 2,
    color: '#ffffff',
    fontSize: '1.125rem',
    fontWeight: 600,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  mark: {
    flexShrink: 0,
    width: 28,
    height: 28,
    marginRight: 14,
  },
});

/** The mark of the demo, and its name while the sidebar is open. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <Link
      to="/"
      underline="none"
      className={classes.link}
      aria-label="CSP Costs, home"
    >
      <svg className={classes.mark} viewBox="0 0 32 32" aria-hidden>
        <rect x="3" y="18" width="7" height="11" rx="2" fill="#5eead4" />
        <rect x="12.5" y="11" width="7" height="18" rx="2" fill="#2dd4bf" />
        <rect x="22" y="3" width="7" height="26" rx="2" fill="#14b8a6" />
      </svg>
      {isOpen && 'CSP Costs'}
    </Link>
  );
}

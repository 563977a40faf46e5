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

import styles from './Consent.module.css';

/** Which account to sign in with: the part that most sign-ins fail on. */
export function AccountAdvice() {
  return (
    <div className={styles.box}>
      <p>
        <strong>Which account to use</strong>
      </p>
      <ul className={styles.list}>
        <li>
          A service account of the partner tenant, made for this. The access
          ends with the account, so not that of a person who may leave.
        </li>
        <li>
          Roles in Partner Center: Billing admin and Sales agent, or Global
          admin and Admin agent. Global admin and Sales agent does not work,
          although it sounds like more.
        </li>
        <li>
          The roles are permanent. Those that Privileged Identity Management
          (PIM) gives for some hours end, and the access with them; PIM must not
          be in the way of the sign-in either.
        </li>
        <li>
          It signs in with multifactor authentication. Microsoft refuses
          everything else.
        </li>
        <li>
          Signed in to Microsoft with another account, or a personal one? Use a
          private window, or the consent link in one.
        </li>
      </ul>
    </div>
  );
}

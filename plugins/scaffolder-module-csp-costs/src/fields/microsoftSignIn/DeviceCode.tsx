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

import { Button, ButtonLink } from '@backstage/ui';
import type { OperatorSignIn } from 'backstage-plugin-csp-costs-common';
import { CopyTextButton } from 'backstage-plugin-csp-costs-react';
import { useReaderTime } from '../../state/useReaderTime';
import { useTexts } from '../../translation/useTexts';
import styles from './SignIn.module.css';

/** What to enter where, while the person is to sign in with a code. */
export function DeviceCode(props: {
  code: NonNullable<OperatorSignIn['deviceCode']>;
  expiresAt: string;
  onCancel: () => void;
}) {
  const t = useTexts();
  const time = useReaderTime();
  const { userCode, verificationUrl } = props.code;
  return (
    <div className={styles.box}>
      <p>{t('signIn.codeText')}</p>
      <p className={styles.label}>
        <span>{t('signIn.yourCode')}</span>
        <code className={styles.code}>{userCode}</code>
      </p>
      <div className={styles.ways}>
        <CopyTextButton value={userCode} copiedText={t('copied')}>
          {t('signIn.copyCode')}
        </CopyTextButton>
        <ButtonLink variant="primary" href={verificationUrl} target="_blank">
          {t('signIn.openPage')}
        </ButtonLink>
        <Button variant="tertiary" onPress={props.onCancel}>
          {t('signIn.cancel')}
        </Button>
      </div>
      <p>{t('signIn.waiting', { time: time(props.expiresAt) })}</p>
    </div>
  );
}

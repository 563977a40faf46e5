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

import { Alert, Button } from '@backstage/ui';
import { httpStatusOf } from 'backstage-plugin-csp-costs-react';
import { useTexts } from '../../translation/useTexts';

/**
 * Says why something cannot be shown, and offers the next step.
 *
 * @param permission - Name of the permission that a refusal is about.
 */
export function ErrorState(props: {
  error: Error;
  title: string;
  permission: string;
  onRetry: () => void;
}) {
  const t = useTexts();
  const { error, title, permission, onRetry } = props;
  const status = httpStatusOf(error);
  if (status === 403) {
    return (
      <Alert
        role="alert"
        status="info"
        icon
        title={t('layout.forbiddenTitle')}
        description={t('layout.forbidden', {
          permission: <code>{permission}</code>,
        })}
      />
    );
  }
  if (status === 404) {
    return (
      <Alert
        role="alert"
        status="info"
        icon
        title={t('layout.unknownTitle')}
        description={t('layout.unknown', { message: error.message })}
      />
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={error.message}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('layout.tryAgain')}
        </Button>
      }
    />
  );
}

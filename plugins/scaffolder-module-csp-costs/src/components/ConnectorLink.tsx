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

import { Link } from '@backstage/ui';
import { useTexts } from '../translation/useTexts';

const CONNECTORS_PATH = '/costs/connectors';

/** Leads to the page of a connector, beside the form. */
export function ConnectorLink(props: {
  connectorId: string;
  title: string;
  /** Where the app shows connectors, if not where it does by itself. */
  connectorsPath: string | undefined;
}) {
  const t = useTexts();
  const { connectorId, title, connectorsPath = CONNECTORS_PATH } = props;
  return (
    <Link
      href={`${connectorsPath}/${encodeURIComponent(connectorId)}`}
      // The form would be lost in this one.
      target="_blank"
      aria-label={t('tenant.newTab', { title })}
    >
      {title}
    </Link>
  );
}

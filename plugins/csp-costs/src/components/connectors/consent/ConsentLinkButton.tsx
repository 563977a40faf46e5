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

import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { RiLink } from '@remixicon/react';
import {
  cspCostsConnectorUsePermission,
  type ConsentLink,
} from 'backstage-plugin-csp-costs-common';
import {
  CopyTextButton,
  httpStatusOf,
  LiveRegion,
} from 'backstage-plugin-csp-costs-react';
import { useState } from 'react';
import { cspCostsApiRef } from '../../../api/cspCostsApiRef';
import { formatInstant } from '../../../format/dates';
import { useTexts } from '../../../translation/useTexts';
import styles from './Consent.module.css';

/**
 * Makes a link for somebody else, or for a private window, and copies it.
 * Whoever has it can consent, so it is kept nowhere but on this screen.
 */
export function ConsentLinkButton(props: {
  connectorId: string;
  isDisabled: boolean;
}) {
  const t = useTexts();
  const { connectorId, isDisabled } = props;
  const api = useApi(cspCostsApiRef);
  const [link, setLink] = useState<ConsentLink>();
  const [copied, setCopied] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();

  async function create() {
    setPending(true);
    setError(undefined);
    try {
      const created = await api.createConsentLink(connectorId);
      setLink(created);
      setCopied(await copy(created.url));
    } catch (caught) {
      setError(caught as Error);
    } finally {
      setPending(false);
    }
  }

  return (
    <div className={styles.ways}>
      <div className={styles.buttons}>
        <Button
          variant="secondary"
          iconStart={<RiLink />}
          isDisabled={isDisabled}
          isPending={isPending}
          onPress={create}
        >
          {t('connectors.copyLink')}
        </Button>
        <span className={styles.quiet}>{t('connectors.copyLinkHelp')}</span>
      </div>
      <LiveRegion>
        {link && (
          <div className={styles.box}>
            <p>
              <strong>
                {copied
                  ? t('connectors.linkCopied')
                  : t('connectors.copyTheLink')}
              </strong>
            </p>
            <p className={styles.value}>
              <code>{link.url}</code>
            </p>
            <p>
              {t('connectors.linkText', {
                instant: formatInstant(link.expiresAt),
              })}
            </p>
            <div className={styles.buttons}>
              <CopyTextButton value={link.url} copiedText={t('layout.copied')}>
                {t('connectors.copyAgain')}
              </CopyTextButton>
              <Button
                size="small"
                variant="tertiary"
                onPress={() => setLink(undefined)}
              >
                {t('connectors.hide')}
              </Button>
            </div>
          </div>
        )}
        {error && (
          <Alert
            status="danger"
            icon
            title={t('connectors.noLink')}
            description={
              httpStatusOf(error) === 403
                ? t('connectors.itNeeds', {
                    permission: cspCostsConnectorUsePermission.name,
                  })
                : error.message
            }
          />
        )}
      </LiveRegion>
    </div>
  );
}

/** @returns Whether the browser has taken it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

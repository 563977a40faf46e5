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
import type { ConsentAttempt } from 'backstage-plugin-csp-costs-common';
import { isRefusal } from 'backstage-plugin-csp-costs-react';
import { useEffect, useRef, useState } from 'react';
import { cspCostsApiRef } from '../../../api/cspCostsApiRef';
import { useConsent, useRefreshConnector } from '../../../api/connectorQueries';

const CLOSED_EVERY_MS = 500;
const FEATURES = 'popup,width=560,height=760';

/** How a sign-in in a window of its own goes. */
export type PopupConsent =
  | { status: 'idle' }
  /** The browser did not let the window open. */
  | { status: 'blocked' }
  | { status: 'opening' }
  /** Somebody is at Microsoft's, or has closed the window. */
  | { status: 'waiting'; windowMayBeClosed: boolean }
  /** It could not be started, or is not known any more. */
  | { status: 'refused'; error: Error }
  | { status: 'ended'; attempt: ConsentAttempt };

/**
 * Signs in with Microsoft in a window of its own.
 *
 * @remarks
 * The window has to be opened in the very click, or browsers block it. Whether
 * it is closed is a hint only: Microsoft's pages may cut the tie to it, so the
 * backend is asked until the sign-in has ended.
 */
export function usePopupConsent(connectorId: string) {
  const api = useApi(cspCostsApiRef);
  const refresh = useRefreshConnector(connectorId);
  const popup = useRef<Window | null>(null);
  const [state, setState] = useState<
    Exclude<PopupConsent, { status: 'ended' | 'waiting' }>
  >({ status: 'idle' });
  const [consentId, setConsentId] = useState<string>();
  const [windowMayBeClosed, setWindowMayBeClosed] = useState(false);
  const { data: attempt, error: lost } = useConsent(connectorId, consentId);
  const hasEnded = attempt !== undefined && attempt.status !== 'started';

  async function signIn() {
    const name = `csp-costs-consent-${Date.now()}`;
    setConsentId(undefined);
    setWindowMayBeClosed(false);
    popup.current?.close();
    const opened = window.open('about:blank', name, FEATURES);
    popup.current = opened;
    if (!opened) {
      setState({ status: 'blocked' });
      return;
    }
    setState({ status: 'opening' });
    try {
      const {
        startUrl,
        ticket,
        consentId: id,
      } = await api.startConsent(connectorId);
      // Sent to a window that is gone, the form would open another one.
      if (!opened.closed) {
        send(startUrl, ticket, name);
      }
      setState({ status: 'idle' });
      setConsentId(id);
    } catch (error) {
      opened.close();
      setState({ status: 'refused', error: error as Error });
    }
  }

  function stop() {
    popup.current?.close();
    setConsentId(undefined);
    setState({ status: 'idle' });
  }

  useEffect(() => {
    if (consentId === undefined || hasEnded) {
      return undefined;
    }
    const timer = setInterval(() => {
      setWindowMayBeClosed(popup.current?.closed ?? true);
    }, CLOSED_EVERY_MS);
    return () => clearInterval(timer);
  }, [consentId, hasEnded]);

  useEffect(() => {
    if (hasEnded) {
      refresh();
    }
  }, [hasEnded, refresh]);

  return { consent: currentState(), signIn, stop };

  function currentState(): PopupConsent {
    if (consentId === undefined) {
      return state;
    }
    if (hasEnded) {
      return { status: 'ended', attempt };
    }
    return lost && isRefusal(lost)
      ? { status: 'refused', error: lost }
      : { status: 'waiting', windowMayBeClosed };
  }
}

/** Sends a window on its way. The ticket goes in the body, where no log has it. */
function send(startUrl: string, ticket: string, target: string): void {
  const form = document.createElement('form');
  form.method = 'POST';
  form.action = startUrl;
  form.target = target;
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'ticket';
  field.value = ticket;
  form.append(field);
  document.body.append(form);
  form.submit();
  form.remove();
}

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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import express, {
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type {
  ConsentEnd,
  ConsentFlow,
  OpenedConsent,
} from '../connectors/consent/ConsentFlow';
import { explain } from '../errors';
import {
  forwardPage,
  linkPage,
  messagePage,
  openLinkPage,
  resultPage,
  type ConsentPage,
} from './consentPage';
import type { RequestContext } from './RequestContext';
import { untilGone } from './untilGone';

/** Paths that anybody may ask for: they lead to Microsoft's sign-in and back. */
export const CONSENT_PATHS = [
  '/consent/link',
  '/consent/start',
  '/consent/callback',
  '/consent/finish',
] as const;

const COOKIE = 'csp-costs-consent-';
const COOKIE_SECONDS = 15 * 60;
const RANDOM_TEXT = /^[A-Za-z0-9_-]{43}$/;
/** Far above any code of Microsoft's. */
const BODY_LIMIT = '32kb';

/** What the pages need. */
export interface ConsentPagesOptions {
  consentFlow: ConsentFlow;
  /** Address below which the pages are, as browsers see it. */
  pagesUrl: () => Promise<string>;
  /** Origin of the portal's frontend, when it is known. */
  appOrigin: string | undefined;
  /** Origins of Microsoft's sign-in services. */
  loginOrigins: string[];
  context: RequestContext;
  logger: LoggerService;
  now: () => Date;
}

/**
 * The pages on the way to Microsoft's sign-in and back, for people who need
 * not be signed in to the portal.
 *
 * @remarks
 * Whatever is secret comes and goes in the bodies of forms, or behind the `#`
 * of an address, so that no log of any server has it. Microsoft's answer comes
 * from another site, without the cookie of the browser; the callback has the
 * browser send it again from here.
 */
export function createConsentPages(options: ConsentPagesOptions): Router {
  const { consentFlow, context, logger } = options;
  const router = express.Router();
  const readForm: RequestHandler = express.urlencoded({
    extended: false,
    limit: BODY_LIMIT,
  });

  const send = (response: Response, status: number, page: ConsentPage) =>
    response
      .status(status)
      .set({
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': page.policy(options.loginOrigins),
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'same-origin',
        'X-Frame-Options': 'DENY',
        'X-Content-Type-Options': 'nosniff',
      })
      .send(page.html);

  const refuse = (response: Response, error: unknown) => {
    if (
      isError(error) &&
      ['NotFoundError', 'NotAllowedError', 'ConflictError'].includes(error.name)
    ) {
      // Anybody can guess, as often as they like.
      const level = error.name === 'NotFoundError' ? 'info' : 'warn';
      logger[level](`A consent page refused: ${error.message}`);
      send(
        response,
        403,
        messagePage({
          title: 'This does not work any more',
          text: error.message,
        }),
      );
      return;
    }
    logger.error('A consent page failed', error as Error);
    const { code, cause, remedy } = explain(error, options.now());
    const known = code !== 'INTERNAL';
    send(
      response,
      known ? 503 : 500,
      messagePage({
        title: known
          ? 'This does not work at the moment'
          : 'Something went wrong',
        text: known
          ? `${cause} ${remedy}`
          : 'It has been logged. Start again; report it if it stays.',
      }),
    );
  };

  const go = async (response: Response, opened: OpenedConsent) => {
    const { protocol, pathname } = new URL(await options.pagesUrl());
    response.cookie(`${COOKIE}${opened.consentId}`, opened.browserText, {
      httpOnly: true,
      sameSite: 'lax',
      secure: protocol === 'https:',
      path: pathname,
      maxAge: COOKIE_SECONDS * 1000,
    });
    response.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    });
    response.redirect(303, opened.authorizationUrl);
  };

  const openLink = async (request: Request, token: string) => {
    // Before anything is on record: a stranger could fill the record otherwise.
    const { connectorId, requestedBy } = await consentFlow.describeLink(token);
    return context.audited(
      {
        eventId: 'consent-start',
        request,
        meta: { connectorId, requestedBy, by: 'link' },
      },
      () => consentFlow.openLink(token),
    );
  };

  router.get('/consent/link', (_, response) => {
    send(response, 200, openLinkPage());
  });

  router.post('/consent/link', readForm, async (request, response) => {
    try {
      const token = field(request, 'token');
      const { connectorTitle } = await consentFlow.describeLink(token);
      send(response, 200, linkPage({ connectorTitle, token }));
    } catch (error) {
      refuse(response, error);
    }
  });

  router.post('/consent/start', readForm, async (request, response) => {
    try {
      const { ticket, token } = request.body ?? {};
      if (ticket !== undefined && !(await isFromPortal(request, options))) {
        logger.warn('Refused a sign-in that another site tried to open');
        send(
          response,
          403,
          messagePage({
            title: 'This does not work from here',
            text: 'Start the sign-in in the portal.',
          }),
        );
        return;
      }
      const opened =
        ticket === undefined
          ? await openLink(request, text(token))
          : await consentFlow.openTicket(text(ticket));
      await go(response, opened);
    } catch (error) {
      refuse(response, error);
    }
  });

  // Microsoft's answer to a sign-in.
  router.post('/consent/callback', readForm, (request, response) => {
    send(
      response,
      200,
      forwardPage({
        state: text(request.body?.state),
        code: text(request.body?.code),
        error: text(request.body?.error),
        error_description: text(request.body?.error_description),
      }),
    );
  });

  // Microsoft's answer to an administrator's approval. It changes nothing
  // here, and nothing in it is believed.
  router.get('/consent/callback', (request, response) => {
    const approved =
      request.query.admin_consent !== undefined &&
      request.query.error === undefined;
    send(
      response,
      200,
      messagePage(
        approved
          ? {
              title: 'Approved',
              text: 'Whoever asked for this can now go on. You can close this window.',
            }
          : {
              title: 'Nothing to do here',
              text: 'If an approval was declined, nothing has changed. You can close this window.',
            },
      ),
    );
  });

  router.post('/consent/finish', readForm, async (request, response) => {
    const signal = untilGone(response);
    try {
      const state = text(request.body?.state);
      // Before anything is on record, as for a link.
      const known = await consentFlow.recognize(state);
      const end = await context.audited<ConsentEnd>(
        {
          eventId: 'consent-give',
          request,
          severityLevel: 'high',
          meta: { ...known, by: 'sign-in' },
        },
        () =>
          consentFlow.finish(
            {
              state,
              code: text(request.body?.code) || undefined,
              error: text(request.body?.error) || undefined,
              errorDescription:
                text(request.body?.error_description) || undefined,
            },
            consentId => readCookie(request, `${COOKIE}${consentId}`),
            signal,
          ),
        ({ account, problem }) => ({
          meta: { account },
          refusal: problem?.code,
        }),
      );
      const { pathname } = new URL(await options.pagesUrl());
      response.clearCookie(`${COOKIE}${end.consentId}`, { path: pathname });
      send(response, end.status === 'given' ? 200 : 403, resultPage(end));
    } catch (error) {
      refuse(response, error);
    }
  });

  return router;
}

/**
 * Whether the portal's own page has sent a form. Another site could otherwise
 * send somebody through a sign-in for a connector of its choice.
 */
async function isFromPortal(
  request: Request,
  { appOrigin, pagesUrl }: ConsentPagesOptions,
): Promise<boolean> {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  return (
    site === 'same-origin' ||
    site === 'same-site' ||
    (origin !== undefined &&
      [appOrigin, new URL(await pagesUrl()).origin].includes(origin))
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function field(request: Request, name: string): string {
  return text(request.body?.[name]);
}

function readCookie(request: Request, name: string): string | undefined {
  const value = (request.get('cookie') ?? '')
    .split(';')
    .map(part => part.trim().split('='))
    .find(([key]) => key === name)?.[1];
  return value && RANDOM_TEXT.test(value) ? value : undefined;
}

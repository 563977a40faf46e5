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

import type {
  OnboardingEffect,
  OnboardingObject,
} from 'backstage-plugin-csp-costs-common';
import type { MicrosoftApiAccess } from '../microsoft/http/MicrosoftApi';

/** A person's access to a partner tenant, while it lasts. */
export interface OperatorAccess extends MicrosoftApiAccess {
  partnerTenantId: string;
}

/** An object that a run was about to make. */
export interface NotedObject {
  object: OnboardingObject;
  /** Names it before it exists, unique in its tenant: `${clientId}/${resourceAppId}` and the like. */
  key: string;
  /** Ids to find it by. Nothing secret. */
  details: Record<string, string>;
}

/** A note, and when it was made. */
export interface RecentNote extends NotedObject {
  notedAt: Date;
}

/** Notes what a run makes, so that it can be taken back. */
export interface OnboardingJournal {
  /**
   * Notes that an object, which was looked for and is not there, is about to
   * be made. What was noted before stays as it was. Gives whether the note is
   * new, rather than one of an earlier attempt.
   */
  note(noted: NotedObject): Promise<boolean>;

  /** Notes more of an object, such as an id that was told once it was made. */
  amend(noted: NotedObject): Promise<void>;

  /** What was noted of an object, unless it was taken back. */
  find(
    noted: Pick<NotedObject, 'object' | 'key'>,
  ): Promise<RecentNote | undefined>;

  /** What any run in the partner tenant has noted of an object, whoever began it, unless that was taken back. */
  findOfAnyRun(
    noted: Pick<NotedObject, 'object' | 'key'>,
  ): Promise<RecentNote[]>;

  /** Forgets what was noted and is not the run's: refused for good, or somebody else's. */
  forget(noted: Pick<NotedObject, 'object' | 'key'>): Promise<void>;
}

/** What a step of onboarding works with. */
export interface StepContext {
  access: OperatorAccess;
  runId: string;
  /** Nothing is written anywhere: neither at Microsoft, nor in the journal, nor here. */
  dryRun: boolean;
  /** Tells what this portal makes from what others make. See {@link installationIdOf}. */
  installationId: string;
  /** Entity ref of who onboards. */
  by: string;
  journal: OnboardingJournal;
  /** What was done so far. A step adds to it, so that a failure tells it too. */
  effects: OnboardingEffect[];
  now: () => Date;
  signal: AbortSignal;
}

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
  BreakdownDimension,
  ChargeCategory,
  Check,
  Connector,
  ConnectorSettings,
  ConnectorStatus,
  ConsentInfo,
  CostState,
  CredentialKind,
  RunJob,
  RunStatus,
  SliceCoverage,
  Source,
} from 'backstage-plugin-csp-costs-common';
import { words } from '../translation/english/words';
import type { Texts } from '../translation/useTexts';
import { formatMonth } from './dates';

/** How a state is marked besides its word. */
export type Tone = 'neutral' | 'active' | 'good' | 'attention' | 'bad';

/** A word and its tone. */
export interface StateWord {
  word: string;
  tone: Tone;
}

/** The name of a source in a sentence. */
export function sourceName(t: Texts, source: Source): string {
  // A backend that is newer than this page may know more sources.
  return `words.source.${source}` in words
    ? t(`words.source.${source}`)
    : source;
}

/** Which slice: `Unbilled usage · November 2026 · EUR`. */
export function sliceName(
  t: Texts,
  slice: {
    source: Source;
    billingPeriod?: string;
    billingCurrency?: string;
    invoiceId?: string;
  },
): string {
  return [
    sourceName(t, slice.source),
    slice.invoiceId ??
      (slice.billingPeriod && formatMonth(slice.billingPeriod)),
    slice.billingCurrency,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function costStateWord(t: Texts, state: CostState): string {
  return t(`words.cost.${state}`);
}

const SLICE_TONES: Record<SliceCoverage['status'], Tone> = {
  current: 'good',
  stale: 'attention',
  missing: 'bad',
  'not-yet-available': 'neutral',
  collecting: 'active',
};

export function sliceStateWord(
  t: Texts,
  status: SliceCoverage['status'],
): StateWord {
  return { word: t(`words.slice.${status}`), tone: SLICE_TONES[status] };
}

const RUN_TONES: Record<RunStatus, Tone> = {
  running: 'active',
  succeeded: 'good',
  partial: 'attention',
  failed: 'bad',
  cancelled: 'neutral',
};

export function runStateWord(t: Texts, status: RunStatus): StateWord {
  return { word: t(`words.run.${status}`), tone: RUN_TONES[status] };
}

/** How collecting from a connector goes, judged by its latest run. */
export function collectionStateWord(t: Texts, connector: Connector): StateWord {
  if (connector.paused) {
    return { word: t('words.collection.paused'), tone: 'attention' };
  }
  const status = connector.lastRun?.status;
  return status === undefined
    ? { word: t('words.collection.never'), tone: 'neutral' }
    : { word: t(`words.collection.${status}`), tone: RUN_TONES[status] };
}

const CONNECTOR_TONES: Record<ConnectorStatus, Tone> = {
  connected: 'good',
  expiring: 'attention',
  'needs-consent': 'attention',
  disconnected: 'bad',
};

export function connectorStateWord(
  t: Texts,
  status: ConnectorStatus,
): StateWord {
  return {
    word: t(`words.connector.${status}`),
    tone: CONNECTOR_TONES[status],
  };
}

const CHECK_TONES: Record<Check['status'], Tone> = {
  pass: 'good',
  warn: 'attention',
  fail: 'bad',
  skipped: 'neutral',
  unknown: 'neutral',
};

export function checkStateWord(t: Texts, status: Check['status']): StateWord {
  return { word: t(`words.check.${status}`), tone: CHECK_TONES[status] };
}

export function checkGroupName(t: Texts, group: Check['group']): string {
  return t(`words.checkGroup.${group}`);
}

export function credentialKindName(t: Texts, kind: CredentialKind): string {
  return t(`words.credential.${kind}`);
}

export function consentMethodName(
  t: Texts,
  method: ConsentInfo['method'],
): string {
  return t(`words.consentMethod.${method}`);
}

/** A cloud of app-config keeps the name it has there. */
export function cloudName(t: Texts, cloud: string): string {
  switch (cloud) {
    case 'global':
    case 'us-government':
    case 'china':
      return t(`words.cloud.${cloud}`);
    default:
      return cloud;
  }
}

export function sourceGroupName(
  t: Texts,
  group: keyof ConnectorSettings['sources'],
): string {
  return t(`words.sourceGroup.${group}`);
}

export function specializationName(
  t: Texts,
  value: ConnectorSettings['azureSpecialization'],
): string {
  return t(`words.specialization.${value}`);
}

const JOB_TONES: Record<RunJob['status'], Tone> = {
  queued: 'neutral',
  running: 'active',
  waiting: 'attention',
  published: 'good',
  unchanged: 'good',
  'no-data': 'neutral',
  held: 'attention',
  failed: 'bad',
  cancelled: 'neutral',
};

export function jobStateWord(t: Texts, status: RunJob['status']): StateWord {
  return { word: t(`words.job.${status}`), tone: JOB_TONES[status] };
}

export function jobStageWord(
  t: Texts,
  stage: NonNullable<RunJob['stage']>,
): string {
  return t(`words.stage.${stage}`);
}

export function dimensionName(t: Texts, dimension: BreakdownDimension): string {
  return t(`words.dimension.${dimension}`);
}

/** What to show for one value of a dimension. */
export function dimensionValueName(
  t: Texts,
  dimension: BreakdownDimension,
  name: string,
): string {
  if (dimension === 'chargeCategory' && `words.category.${name}` in words) {
    return t(`words.category.${name as ChargeCategory}`);
  }
  return name || t(`words.none.${dimension}`);
}

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
  DirectoryApplication,
  DirectoryRole,
} from '../../microsoft/directory/schemas';
import type { OperatorAccess } from '../StepContext';
import type { HIDDEN } from './visible';

/** What preflight looks with, and has seen first. */
export interface Looked {
  access: OperatorAccess;
  /** The active roles of the person in Microsoft Entra. */
  roles: DirectoryRole[] | typeof HIDDEN;
  /** The app registration; undefined when there is none yet. */
  application: DirectoryApplication | undefined | typeof HIDDEN;
  signal: AbortSignal;
}

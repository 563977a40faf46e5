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

import { API_ERRORS } from './apiErrors';
import { APPLICATION_ERRORS } from './applicationErrors';
import { COLLECTION_ERRORS } from './collectionErrors';
import { DOCTOR_ERRORS } from './doctorErrors';
import { ONBOARDING_ERRORS } from './onboardingErrors';
import { PERSON_ERRORS } from './personErrors';
import { VAULT_ERRORS } from './vaultErrors';

/** The parts of the table, as people meet them. */
export const ERROR_GROUPS = [
  { title: 'The application signs in', rows: APPLICATION_ERRORS },
  { title: 'A person signs in and consents', rows: PERSON_ERRORS },
  { title: "Microsoft's APIs answer", rows: API_ERRORS },
  { title: 'Credentials are kept', rows: VAULT_ERRORS },
  { title: 'Data is collected', rows: COLLECTION_ERRORS },
  { title: 'The doctor looks closer', rows: DOCTOR_ERRORS },
  { title: 'A partner tenant is onboarded', rows: ONBOARDING_ERRORS },
] as const;

/**
 * Every failure that is known: how Microsoft shows it, what is wrong, what to
 * do. The doctor, the run history and the documentation are made from it.
 */
export const ERROR_TABLE = ERROR_GROUPS.flatMap(group => [...group.rows]);

/** A code of ours. */
export type ProblemCode = (typeof ERROR_TABLE)[number]['code'];

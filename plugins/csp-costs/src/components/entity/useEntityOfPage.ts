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

import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { CLAIMING_ANNOTATIONS } from './annotationExamples';

/** The entity of the page that something stands on. */
export function useEntityOfPage() {
  const { entity } = useEntity();
  return useMemo(() => {
    const entityRef = stringifyEntityRef(entity);
    return {
      entityRef,
      scope: { entityRef },
      isAnnotated: isAnnotated(entity),
      hasParts: ['system', 'domain', 'group'].includes(
        entity.kind.toLocaleLowerCase('en-US'),
      ),
    };
  }, [entity]);
}

/** Whether somebody wrote on an entity that it has costs. */
function isAnnotated(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return CLAIMING_ANNOTATIONS.some(annotation => annotation in annotations);
}

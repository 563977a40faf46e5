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

import { BUILT_IN_CLOUDS } from '../MicrosoftCloud';
import { AppOnlyTokens } from './AppOnlyTokens';

describe('AppOnlyTokens', () => {
  it('says of a certificate that cannot be read what it is, and not that nobody answers', () => {
    expect(
      () =>
        new AppOnlyTokens({
          cloud: BUILT_IN_CLOUDS[0]!,
          tenantId: 'contoso',
          clientId: 'application',
          credential: {
            kind: 'certificate',
            certificate: 'none',
            privateKey: 'none',
          },
          now: () => new Date('2026-11-14T09:00:00Z'),
        }),
    ).toThrow(
      expect.objectContaining({
        kind: 'identity',
        code: 'certificate_unreadable',
        transient: false,
      }),
    );
  });
});

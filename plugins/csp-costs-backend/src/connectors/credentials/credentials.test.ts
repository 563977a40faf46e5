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

import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFederatedIssuer } from '@internal/microsoft-simulator';
import forge from 'node-forge';
import { CspCostsHarness } from '../../__testUtils__/CspCostsHarness';
import { testDatabases } from '../../__testUtils__/databases';
import { createCertificate } from '../../microsoft/identity/certificates';

const { databases } = testDatabases();

describe('the credential of an application', () => {
  let harness: CspCostsHarness;
  let directory: string;
  let tokenFile: string;
  let connectorId: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'csp-costs-token-'));
    tokenFile = join(directory, 'token');
    harness = await CspCostsHarness.create({
      knex: await databases.init('SQLITE_3'),
      simulator: { customers: 1, months: 0, linesPerCustomerDay: 1 },
      config: { connectors: {}, federatedTokenFiles: [tokenFile] },
    });
    ({ connectorId } = await harness.api.createConnector({
      settings: harness.settings(),
    }));
  });

  afterEach(async () => {
    await harness.stop();
    await rm(directory, { recursive: true });
  });

  async function collects(): Promise<void> {
    await harness.api.startRun(connectorId);
    const { status } = await harness.untilCollected(connectorId);
    expect(status).toBe('succeeded');
  }

  async function ownCertificate() {
    const made = await createCertificate({
      commonName: 'own',
      validDays: 90,
      now: harness.simulator.clock.now(),
    });
    harness.simulator.tenant.certificates = [made.certificate];
    return made;
  }

  it('may be a certificate of PEM files', async () => {
    const { certificate, privateKey, thumbprint, expiresAt } =
      await ownCertificate();
    // The older form of a key is taken too.
    const pkcs1 = createPrivateKey(privateKey)
      .export({ type: 'pkcs1', format: 'pem' })
      .toString();
    const connector = await harness.api.setCredential(connectorId, {
      kind: 'certificate',
      certificate,
      privateKey: pkcs1,
    });
    expect(connector).toMatchObject({
      health: { status: 'connected' },
      credential: { kind: 'certificate', thumbprint, expiresAt },
    });
    expect(JSON.stringify(connector)).not.toContain('PRIVATE');
    await collects();
  });

  it.each(['3des', 'aes256'] as const)(
    'may be a certificate of a .pfx file, encrypted with %s',
    async algorithm => {
      const { certificate, privateKey, thumbprint } = await ownCertificate();
      const file = forge.pkcs12.toPkcs12Asn1(
        forge.pki.privateKeyFromPem(privateKey),
        [forge.pki.certificateFromPem(certificate)],
        'the password',
        { algorithm },
      );
      const pfx = forge.util.encode64(forge.asn1.toDer(file).getBytes());
      await expect(
        harness.api.setCredential(connectorId, {
          kind: 'certificate',
          pfx,
          password: 'another password',
        }),
      ).rejects.toThrow('password does not open the file');
      const connector = await harness.api.setCredential(connectorId, {
        kind: 'certificate',
        pfx,
        password: 'the password',
      });
      expect(connector.credential).toMatchObject({ thumbprint });
      await collects();
    },
  );

  it('is refused with what Microsoft says, and nothing of the inside of the backend', async () => {
    const { status, body } = await harness.request(
      `/connectors/${connectorId}/credential`,
      {
        method: 'PUT',
        body: JSON.stringify({ kind: 'client-secret', clientSecret: 'wrong' }),
      },
    );
    expect(status).toBe(400);
    expect(body.error).toEqual({
      name: 'InputError',
      message: expect.stringMatching(
        /^The credential was tried.*AADSTS7000215/,
      ),
    });
  });

  it('must be a key that belongs to its certificate', async () => {
    const { certificate } = await ownCertificate();
    const { privateKey } = await ownCertificate();
    await expect(
      harness.api.setCredential(connectorId, {
        kind: 'certificate',
        certificate,
        privateKey,
      }),
    ).rejects.toThrow('privateKey does not belong to certificate');
  });

  it('may be the identity of a workload, whose token is read anew each time', async () => {
    const { credential, token } = createFederatedIssuer('system:portal');
    harness.simulator.tenant.federatedCredentials = [credential];
    const input = { kind: 'federated', tokenFile } as const;
    await expect(harness.api.setCredential(connectorId, input)).rejects.toThrow(
      /not kept/,
    );
    await writeFile(tokenFile, `${token()}\n`);
    const connector = await harness.api.setCredential(connectorId, input);
    expect(connector).toMatchObject({
      health: { status: 'connected' },
      credential: { kind: 'federated' },
    });
    await collects();

    const health = async () => {
      await harness.runTask('csp-costs-watch-connectors');
      return (await harness.api.getConnector(connectorId)).health;
    };
    const unreadable = { problem: { code: 'TOKEN_FILE_UNREADABLE' } };
    await rm(tokenFile);
    expect(await health()).toMatchObject(unreadable);
    await writeFile(tokenFile, token());
    expect(await health()).toEqual({ status: 'connected' });
    await writeFile(tokenFile, '');
    expect(await health()).toMatchObject(unreadable);
  });

  it('cannot be a .pfx file that takes hours to open, and nobody waits for one', async () => {
    const { certificate, privateKey } = await ownCertificate();
    const file = forge.pkcs12.toPkcs12Asn1(
      forge.pki.privateKeyFromPem(privateKey),
      [forge.pki.certificateFromPem(certificate)],
      'the password',
    );
    // PFX: version, contents, and macData: digest, salt, iterations.
    const [, , macData] = file.value as forge.asn1.Asn1[];
    const [, , iterations] = macData!.value as forge.asn1.Asn1[];
    iterations!.value = forge.asn1.integerToDer(2 ** 31 - 1).getBytes();
    const answers: string[] = [];
    const refusal = harness.api
      .setCredential(connectorId, {
        kind: 'certificate',
        pfx: forge.util.encode64(forge.asn1.toDer(file).getBytes()),
        password: 'the password',
      })
      .catch((error: unknown) => error)
      .finally(() => answers.push('file'));
    for (let count = 0; count < 10; count++) {
      await harness.api.getConnector(connectorId);
    }
    answers.push('others');
    expect(await refusal).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('pfx takes too much work to open'),
    });
    expect(answers).toEqual(['others', 'file']);
  });

  it('may be added to a refresh token from elsewhere, which is tried first', async () => {
    await harness.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret: harness.simulator.partner.clientSecret,
    });
    const { tenant } = harness.simulator;
    const scopes = [
      'https://api.partnercenter.microsoft.com/user_impersonation',
      'https://graph.microsoft.com/PartnerBilling.Read.All',
    ];
    tenant.consent(scopes);
    const refreshToken = harness.simulator.issueRefreshToken('billing-agent');
    await expect(
      harness.api.importRefreshToken(connectorId, {
        refreshToken: 'x'.repeat(40),
      }),
    ).rejects.toThrow(/refreshToken was tried and is not kept/);
    // Azure was not consented for it.
    await expect(
      harness.api.importRefreshToken(connectorId, { refreshToken }),
    ).rejects.toThrow(/refreshToken was tried and is not kept/);
    tenant.consent(['https://management.azure.com/user_impersonation']);
    const connector = await harness.api.importRefreshToken(connectorId, {
      refreshToken,
    });
    expect(connector.consent).toMatchObject({
      method: 'imported',
      account: expect.stringContaining('billing-agent@'),
      missingScopes: [],
    });
  });

  it('keeps nobody from being told first that the redirect URL is not registered', async () => {
    await harness.api.setCredential(connectorId, {
      kind: 'client-secret',
      clientSecret: harness.simulator.partner.clientSecret,
    });
    harness.simulator.tenant.redirectUris = ['https://elsewhere.example'];
    const { redirectUrl } = await harness.api.getConnectorOptions();
    for (const start of [
      () => harness.api.startConsent(connectorId),
      () => harness.api.createConsentLink(connectorId),
    ]) {
      await expect(start()).rejects.toMatchObject({
        statusCode: 409,
        message: expect.stringContaining(redirectUrl),
      });
    }
    harness.simulator.tenant.redirectUris = [redirectUrl];
    expect((await harness.api.startConsent(connectorId)).status).toBe(
      'started',
    );
  });
});

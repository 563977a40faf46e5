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

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { InputError } from '@backstage/errors';
import { VaultError } from './VaultError';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'v1';
const KEY_ID = /^[A-Za-z0-9._-]{1,100}$/;

/** A sealed text, and the key that opens it. */
export interface SealedText {
  keyId: string;
  sealed: string;
}

/**
 * Seals texts with AES-256-GCM: each with a data key of its own, which one key
 * of the ring wraps. The first key seals, all of them open.
 */
export class KeyRing {
  readonly #keys: Map<string, KeyObject>;
  readonly #activeId: string | undefined;

  private constructor(keys: Map<string, KeyObject>) {
    this.#keys = keys;
    [this.#activeId] = keys.keys();
  }

  /**
   * Reads the keys, the active one first.
   *
   * @throws InputError that names the field, and never shows a key.
   */
  static create(
    keys: ReadonlyArray<{ id: string; key: string }>,
    field = 'cspCosts.vault.keys',
  ): KeyRing {
    const ring = new Map<string, KeyObject>();
    for (const [index, { id, key }] of keys.entries()) {
      if (!KEY_ID.test(id)) {
        throw new InputError(
          `${field}[${index}].id must be made of letters, digits, dots, - and _`,
        );
      }
      if (ring.has(id)) {
        throw new InputError(`${field}[${index}].id "${id}" is there twice`);
      }
      const bytes = readKey(key.trim());
      if (!bytes) {
        throw new InputError(
          `${field}[${index}].key must be 32 bytes in base64 or hex; make one with: openssl rand -base64 32`,
        );
      }
      ring.set(id, createSecretKey(bytes));
    }
    return new KeyRing(ring);
  }

  /** Id of the key that seals. Undefined when there is none. */
  get activeId(): string | undefined {
    return this.#activeId;
  }

  /** Whether the ring can open what a key has sealed. */
  has(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  /**
   * Seals a text for one place.
   *
   * @param place - Where it belongs; it opens there only.
   * @throws VaultError when there is no key.
   */
  seal(text: string, place: string): SealedText {
    const keyId = this.#activeId;
    if (keyId === undefined) {
      throw new VaultError(
        'NOT_CONFIGURED',
        'There is no key in cspCosts.vault.keys',
      );
    }
    const dataKey = randomBytes(KEY_BYTES);
    const wrapped = encrypt(this.#key(keyId), dataKey, `${place}|${keyId}`);
    const body = encrypt(
      createSecretKey(dataKey),
      Buffer.from(text, 'utf8'),
      place,
    );
    dataKey.fill(0);
    return {
      keyId,
      sealed: [FORMAT, wrapped, body]
        .map(part =>
          Buffer.isBuffer(part) ? part.toString('base64url') : part,
        )
        .join('.'),
    };
  }

  /**
   * Opens what {@link KeyRing.seal} has sealed for the same place.
   *
   * @throws VaultError when its key is missing, or it was changed or moved.
   */
  open({ keyId, sealed }: SealedText, place: string): string {
    const key = this.#key(keyId);
    const [format, wrapped, body, ...rest] = sealed.split('.');
    try {
      if (format !== FORMAT || !wrapped || !body || rest.length > 0) {
        throw new Error('Unknown format');
      }
      const dataKey = decrypt(key, wrapped, `${place}|${keyId}`);
      const text = decrypt(createSecretKey(dataKey), body, place);
      dataKey.fill(0);
      return text.toString('utf8');
    } catch {
      // The cause would add nothing, and nobody knows what it holds.
      throw new VaultError(
        'DAMAGED',
        'A secret does not open: it was changed, or belongs elsewhere',
      );
    }
  }

  #key(keyId: string): KeyObject {
    const key = this.#keys.get(keyId);
    if (!key) {
      throw new VaultError(
        'KEY_MISSING',
        `The key "${keyId}" is not in cspCosts.vault.keys; put it back, behind the first`,
      );
    }
    return key;
  }
}

/** @returns Undefined when it is not a key. Node would skip what is no base64. */
function readKey(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) {
    return Buffer.from(text, 'hex');
  }
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
    ? Buffer.from(text, 'base64')
    : undefined;
}

function encrypt(key: KeyObject, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, {
    authTagLength: TAG_BYTES,
  });
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: KeyObject, sealed: string, place: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(tag);
  return Buffer.concat([
    decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
    decipher.final(),
  ]);
}

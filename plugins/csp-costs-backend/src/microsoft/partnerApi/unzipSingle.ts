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

import { createWriteStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { MicrosoftError } from '../MicrosoftError';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
/** The end of the directory may be followed by a comment of this length. */
const LONGEST_COMMENT = 65_535;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Stands in a 32-bit field whose value is in a ZIP64 record. */
const IN_ZIP64 = 0xffffffff;

interface Entry {
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  offset: number;
}

/** Whether a file begins as a ZIP archive does. */
export function isZip(head: Uint8Array): boolean {
  return head.length >= 4 && Buffer.from(head).readUInt32LE(0) === LOCAL_HEADER;
}

/**
 * Unpacks a ZIP archive that holds one file. Size and checksum are those that
 * the archive's directory names, or it fails.
 *
 * @throws MicrosoftError when it is damaged, or holds several files or none.
 */
export async function unzipSingle(options: {
  archive: string;
  target: string;
  signal: AbortSignal;
}): Promise<void> {
  const { archive, target, signal } = options;
  const handle = await open(archive, 'r');
  try {
    const { size } = await handle.stat();
    const entry = await findEntry(handle, size);
    const start = await findContent(handle, entry);
    let bytes = 0;
    let crc = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        crc = crc32(chunk, crc);
        // A few bytes can unpack to any number of them.
        done(
          bytes > entry.bytes ? damaged('it is longer than it says') : null,
          chunk,
        );
      },
    });
    const packed = handle.createReadStream({
      autoClose: false,
      start,
      end: start + entry.packedBytes - 1,
    });
    const file = createWriteStream(target);
    try {
      await (entry.method === DEFLATED
        ? pipeline(packed, createInflateRaw(), count, file, { signal })
        : pipeline(packed, count, file, { signal }));
    } catch (cause) {
      signal.throwIfAborted();
      const code = (cause as NodeJS.ErrnoException).code ?? '';
      throw code.startsWith('Z_')
        ? damaged('it cannot be unpacked', cause)
        : cause;
    }
    if (bytes !== entry.bytes || crc !== entry.crc) {
      throw damaged('its checksum is another one');
    }
  } finally {
    await handle.close();
  }
}

async function findEntry(handle: FileHandle, size: number): Promise<Entry> {
  const tailBytes = Math.min(size, END_BYTES + LONGEST_COMMENT);
  const tail = await read(handle, size - tailBytes, tailBytes);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) {
    end--;
  }
  if (end < 0) {
    throw damaged('its end is missing');
  }
  const entries = tail.readUInt16LE(end + 10);
  if (entries !== 1) {
    throw new MicrosoftError('The archive is not understood', {
      kind: 'content',
      words: `The ZIP archive holds ${entries} files, where one was expected`,
      transient: false,
    });
  }
  const central = await read(
    handle,
    tail.readUInt32LE(end + 16),
    CENTRAL_BYTES,
  );
  const entry: Entry = {
    method: central.readUInt16LE(10),
    crc: central.readUInt32LE(16),
    packedBytes: central.readUInt32LE(20),
    bytes: central.readUInt32LE(24),
    offset: central.readUInt32LE(42),
  };
  const isEncrypted = (central.readUInt16LE(8) & ENCRYPTED) !== 0;
  if (
    central.readUInt32LE(0) !== CENTRAL_HEADER ||
    isEncrypted ||
    ![STORED, DEFLATED].includes(entry.method) ||
    [entry.packedBytes, entry.bytes, entry.offset].includes(IN_ZIP64) ||
    entry.packedBytes === 0
  ) {
    throw damaged('it is of a kind that is not read here');
  }
  return entry;
}

/** Where the bytes of an entry begin: behind a header of its own. */
async function findContent(handle: FileHandle, entry: Entry): Promise<number> {
  const local = await read(handle, entry.offset, LOCAL_BYTES);
  if (local.readUInt32LE(0) !== LOCAL_HEADER) {
    throw damaged('its directory points elsewhere');
  }
  return (
    entry.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28)
  );
}

async function read(
  handle: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) {
    throw damaged('it is cut off');
  }
  return buffer;
}

function damaged(reason: string, cause?: unknown): MicrosoftError {
  return new MicrosoftError('The archive is damaged', {
    kind: 'content',
    words: `The ZIP archive is damaged: ${reason}`,
    transient: true,
    cause,
  });
}

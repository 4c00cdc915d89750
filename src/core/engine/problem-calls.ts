import { isUtf8 } from 'node:buffer';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { ExpectedError, messageOf } from '../../shared/result.ts';
import type { MirrorFile } from '../mirror/index.ts';
import { mirrorFile, prepare, type ReadContext } from '../query/index.ts';

interface IndexedFile {
  readonly bytes: number;
  readonly modified_ms: number;
}

/**
 * The bytes around a place in a file that the index was read from, an eighth of them before it. Throws `not-found` for any
 * other path, `unreadable` where the file is away or cannot be read now.
 */
export function problemRaw(context: ReadContext, { file: path, offset, length }: CallArguments<'problems.raw'>): CallAnswer<'problems.raw'> {
  const indexed = prepare<[string], IndexedFile>(context.database, 'SELECT bytes, modified_ms FROM source_file WHERE path = ?').get(path);
  if (!indexed) throw new ExpectedError('not-found', `${path} is no file that the index was read from.`);
  const file = mirrorFile(context, path);
  if (!file) throw new ExpectedError('unreadable', `${path} is not there now.`, 'Connect its disk, or index the mirror again.');
  const asked = Math.min(offset, file.bytes);
  const { start, bytes } = wholeCharacters(asked, readAround(file, asked, length));
  const cut = asked - start;
  return {
    file: path,
    start,
    length: bytes.length,
    fileBytes: file.bytes,
    before: decode(bytes.subarray(0, cut)),
    text: decode(bytes.subarray(cut)),
    hex: isUtf8(bytes) ? null : bytes.toString('hex'),
    changed: file.bytes !== indexed.bytes || file.modifiedMs !== indexed.modified_ms,
  };
}

interface Window {
  readonly start: number;
  readonly bytes: Buffer;
}

function readAround(file: MirrorFile, asked: number, length: number): Window {
  const start = Math.max(0, asked - Math.floor(length / 8));
  try {
    return { start, bytes: file.read(start, length) };
  } catch (error) {
    throw new ExpectedError('unreadable', `${file.path} cannot be read: ${messageOf(error)}`);
  }
}

/** Leaves out characters that the window's edges cut: they would show as damaged, and are not. */
function wholeCharacters(asked: number, { start, bytes }: Window): Window {
  const most = start === 0 ? 0 : Math.min(3, asked - start);
  let from = 0;
  while (from < most && isContinuation(bytes[from])) from += 1;
  let to = bytes.length;
  for (let back = 1; back <= 3 && bytes.length - back > asked - start; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    if (byte >= 0xc0 && lengthOfCharacter(byte) > back) to = bytes.length - back;
    break;
  }
  return { start: start + from, bytes: bytes.subarray(from, to) };
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** How long a character is by its first byte. */
function lengthOfCharacter(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

import type { CallArguments, ShownFile } from '../../../shared/contract/index.ts';
import { formatOfFile } from '../../mirror/index.ts';
import { insideClone, type OpenClone, type PackageClone } from '../clone.ts';
import { atCommit, noSuchCommit } from '../commit-name.ts';
import { lfsContentPath } from '../content.ts';
import { GitDataError, maxLfsPointerBytes, parseLfsPointer } from '../repository/index.ts';
import { TreeFinder } from '../tree-paths.ts';
import { csvLimits, guessDelimiter, readCsv } from './csv-table.ts';
import { decodeText, guessEncoding, headBytes, type Encoding } from './decode-text.ts';
import { imageFacts } from './image-size.ts';
import { magicBytes, magicOf } from './magic.ts';
import { prettyJson } from './pretty-json.ts';

export interface FileInput extends Pick<CallArguments<'packages.file'>, 'path' | 'commit' | 'offset' | 'limit' | 'form'> {
  readonly clone: PackageClone | null;
  readonly isStopped?: (() => boolean) | undefined;
}

type Stored = Pick<Exclude<ShownFile, { kind: 'none' }>, 'path' | 'resolvedPath' | 'commit' | 'sha' | 'size' | 'lfs' | 'format' | 'magic'>;

/** A blob is inflated from its beginning: what lies farther in is not shown. Files of Git LFS are read anywhere. */
const maxBlobReach = 64 << 20;
const maxImageBytes = 8 << 20;
/** A header of a few bytes can claim any size, and a browser takes four bytes for each pixel. */
const maxPixels = 50_000_000;
const maxTableBytes = 256 << 10;
const maxHexBytes = 4096;

/** One file of a commit to be looked at. Never throws for what a repository holds; throws `not-found` for a commit that is not there. */
export function readFile(input: FileInput): ShownFile {
  const { clone, commit, path } = input;
  const none = (reason: string): ShownFile => ({ kind: 'none', path, reason });
  if (clone === null) return none('This mirror has no clone of the package, so that its files cannot be read.');
  return insideClone(
    clone,
    (opened) => fileAt(atCommit(opened, commit, input.isStopped), input),
    (reason) => {
      if (commit !== null) throw noSuchCommit(commit, reason);
      return none(`The clone cannot be read: ${clone.reason ?? reason}`);
    },
  );
}

function fileAt(opened: OpenClone, input: FileInput): ShownFile {
  const { path } = input;
  const place = new TreeFinder(opened.repository, opened.head).find(path);
  if (place === null) return { kind: 'none', path, reason: 'The commit has no such file, or a link to it leads out of the clone.' };
  if (place.kind === 'folder') return { kind: 'none', path, reason: 'It is a folder.' };
  const stored: Stored = { path, resolvedPath: place.path === path ? null : place.path, commit: opened.head, sha: place.sha, size: null, lfs: null, format: formatOfFile(place.path), magic: null };
  if (place.kind === 'submodule') return { ...stored, kind: 'absent', reason: `It is another repository, at its commit ${place.sha}.` };
  const content = openContent(opened, place);
  if (typeof content === 'string') return { ...stored, kind: 'absent', reason: content };
  const facts: Stored = { ...stored, size: content.size, lfs: content.lfs };
  if (content.read === null) return { ...facts, kind: 'absent', reason: 'Git LFS keeps it, and its content is not in this mirror: only the pointer to it is here.' };
  try {
    const head = content.read(0, headBytes);
    return shown({ ...facts, magic: magicOf(head.subarray(0, magicBytes)) }, { ...content, read: content.read, head }, input);
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return { ...facts, kind: 'absent', reason: `It cannot be read: ${error.message}` };
  }
}

interface Content {
  readonly size: number;
  readonly lfs: Stored['lfs'];
  /** How far `read` reaches. */
  readonly reach: number;
  /** Null where the content is not here. */
  readonly read: ((offset: number, length: number) => Uint8Array) | null;
}

type ReadContent = Content & { readonly read: NonNullable<Content['read']>; readonly head: Uint8Array };

/** A file's content, or the reason why nothing is known of it. */
function openContent(opened: OpenClone, place: { readonly path: string; readonly sha: string }): Content | string {
  try {
    const start = opened.repository.readBlob(place.sha, maxLfsPointerBytes);
    const pointer = start.truncated ? null : parseLfsPointer(start.bytes);
    if (pointer === null) {
      const read = (offset: number, length: number): Uint8Array => opened.repository.readBlob(place.sha, Math.min(maxBlobReach, offset + length)).bytes.subarray(offset, offset + length);
      return { size: start.size, lfs: null, reach: Math.min(start.size, maxBlobReach), read };
    }
    const path = lfsContentPath(opened, place.path, pointer);
    const lfs = { oid: pointer.oid, present: path !== null };
    return { size: pointer.size, lfs, reach: pointer.size, read: path === null ? null : (offset, length) => opened.files.readRange(path, offset, Math.max(0, Math.min(length, pointer.size - offset))) };
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return `Its content cannot be read: ${error.message}`;
  }
}

function shown(stored: Stored, content: ReadContent, input: FileInput): ShownFile {
  const { form } = input;
  const encoding = guessEncoding(content.head);
  if (form === 'auto') {
    const image = imageOf(stored, content);
    if (image !== null) return image;
  }
  if (form === 'bytes' || encoding === null || (form === 'auto' && stored.magic !== null && content.head.includes(0))) return bytesOf(stored, content, input, null);
  if (form === 'auto' && isTable(stored)) return tableOf(stored, content, input, encoding);
  return textOf(stored, content, input, encoding);
}

function imageOf(stored: Stored, content: ReadContent): ShownFile | null {
  if (!/^(?:PNG|JPEG|GIF|WebP) image$/.test(stored.magic ?? '')) return null;
  const plain = (reason: string): ShownFile => bytesOf(stored, content, { offset: 0, limit: maxHexBytes }, reason);
  if (content.size > maxImageBytes) return plain(`Images of more than ${maxImageBytes >> 20} MB are not drawn.`);
  const bytes = content.read(0, maxImageBytes);
  const facts = imageFacts(bytes);
  if (facts === null) return plain('It begins as an image and ends before it tells its size.');
  if (facts.width * facts.height > maxPixels) return plain(`It claims ${facts.width} × ${facts.height} pixels: images of more than ${maxPixels / 1e6} million are not drawn.`);
  return { ...stored, kind: 'image', ...facts, base64: Buffer.from(bytes).toString('base64') };
}

function bytesOf(stored: Stored, content: ReadContent, { offset, limit }: Pick<FileInput, 'offset' | 'limit'>, reason: string | null): ShownFile {
  const bytes = stretch(content, offset, Math.min(limit, maxHexBytes));
  return { ...stored, kind: 'binary', from: offset, to: offset + bytes.length, base64: Buffer.from(bytes).toString('base64'), reason };
}

function isTable({ path }: Stored): boolean {
  return /\.(?:csv|tsv|tab)$/i.test(path);
}

function tableOf(stored: Stored, content: ReadContent, input: FileInput, encoding: Encoding): ShownFile {
  const { offset } = input;
  const bytes = stretch(content, offset, Math.min(input.limit, maxTableBytes));
  const goesOn = offset + bytes.length < content.reach;
  const { text, used } = decodeText(bytes, encoding, goesOn);
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const delimiter = guessDelimiter(decodeText(content.head, encoding, true).text, stored.path);
  const table = readCsv(text.slice(start), delimiter, goesOn);
  // What is not read yet is measured in bytes: wrong bytes read as another number of them, so that only a whole stretch is exact.
  const left = byteLength(text.slice(start + table.used), encoding);
  return { ...stored, kind: 'table', from: offset, to: offset + Math.max(1, used - left), delimiter, columns: Math.min(table.columns, csvLimits.columns), rows: table.rows, cut: table.cut };
}

function byteLength(text: string, encoding: Encoding): number {
  if (encoding === 'UTF-8') return Buffer.byteLength(text, 'utf8');
  return encoding === 'Windows-1252' ? text.length : text.length * 2;
}

function textOf(stored: Stored, content: ReadContent, { offset, limit, form }: FileInput, encoding: Encoding): ShownFile {
  const bytes = stretch(content, offset, limit);
  const { text, used } = decodeText(bytes, encoding, offset + bytes.length < content.reach);
  const isWhole = offset === 0 && used >= content.size;
  const pretty = isWhole && /\.(?:json|ipynb|geojson|webmanifest)$/i.test(stored.path) ? prettyJson(text) : null;
  const isPretty = form === 'auto' && pretty !== null;
  return { ...stored, kind: 'text', from: offset, to: offset + used, text: isPretty ? pretty : text, encoding, isPretty, hasForm: pretty !== null || isTable(stored) };
}

function stretch(content: ReadContent, offset: number, length: number): Uint8Array {
  return offset >= content.reach ? new Uint8Array() : content.read(offset, Math.min(length, content.reach - offset));
}

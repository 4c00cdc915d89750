import { createHash } from 'node:crypto';
import type { LfsCheck } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { cancelledError, ExpectedError } from '../../shared/result.ts';
import { insideClone, type OpenClone, type PackageClone } from './clone.ts';
import { workTreeFile } from './content.ts';
import { readFiles } from './file-list.ts';
import { GitDataError, type LfsPointer } from './repository/index.ts';

type Failure = LfsCheck['failures'][number];

export interface LfsCheckInput {
  readonly hub: HubId;
  readonly clone: PackageClone | null;
  readonly folder: string | null;
  /** One file, or null for all. */
  readonly path: string | null;
}

export interface LfsCheckControl {
  /** Bytes read so far, and in all. */
  progress(done: number, total: number): void;
  isCancelled(): boolean;
}

interface Copy {
  readonly place: Failure['place'];
  readonly file: string;
  readonly size: number;
}

interface Subject {
  readonly path: string;
  readonly pointer: LfsPointer;
  readonly copies: readonly Copy[];
}

/** Read at once: between two of them the wish to stop is seen. Bytes. */
const chunkBytes = 4 << 20;
const mostFailures = 500;

/**
 * Compares size and SHA-256 of every copy of the content (in the work tree, in what git-lfs keeps) with the pointer of HEAD. Throws `not-found` where
 * the path is no pointer, `unreadable` without a clone that can be read, `cancelled` when asked to.
 */
export function checkLfs(input: LfsCheckInput, control: LfsCheckControl): Omit<LfsCheck, 'package'> {
  const { clone, path } = input;
  const listing = readFiles({ ...input, metadata: null, isStopped: () => control.isCancelled() });
  if (clone === null || listing.source !== 'clone') throw new ExpectedError('unreadable', listing.reason ?? 'This mirror has no clone of the package.', 'Files are compared with the pointers of a clone.');
  const files = listing.files.flatMap((file) => (file.lfs !== null && file.size !== null && (path === null || file.path === path) ? [{ path: file.path, pointer: { oid: file.lfs.oid, size: file.size } }] : []));
  if (path !== null && files.length === 0) throw new ExpectedError('not-found', `${path} is no file of Git LFS at HEAD.`);
  return insideClone(
    clone,
    (opened) => ({ path, ...compareAll(opened, files.map((file) => ({ ...file, copies: copiesOf(opened, file) })), control), note: listing.total > listing.files.length ? listing.reason : null }),
    (reason) => {
      throw new ExpectedError('unreadable', `The clone cannot be read: ${reason}`);
    },
  );
}

function copiesOf(opened: OpenClone, { path, pointer }: Omit<Subject, 'copies'>): readonly Copy[] {
  const kept = opened.repository.lfsObject(pointer.oid);
  const inTree = workTreeFile(opened, path);
  return [
    ...(kept === null ? [] : [{ place: 'LFS store' as const, file: kept.path, size: kept.size }]),
    ...(inTree === null ? [] : [{ place: 'work tree' as const, file: inTree.path, size: inTree.bytes }]),
  ];
}

function compareAll(opened: OpenClone, subjects: readonly Subject[], control: LfsCheckControl): Omit<LfsCheck, 'package' | 'path' | 'note'> {
  const total = subjects.reduce((sum, { pointer, copies }) => sum + copies.reduce((bytes, { size }) => bytes + (size === pointer.size ? size : 0), 0), 0);
  const failures: Failure[] = [];
  // Several paths may share one content, which takes hours to read where it is large.
  const known = new Map<string, string | null>();
  let [good, notHere, failed, bytes] = [0, 0, 0, 0];
  const onBytes = (count: number): void => {
    if (control.isCancelled()) throw cancelledError();
    bytes += count;
    control.progress(bytes, total);
  };
  for (const { path, pointer, copies } of subjects) {
    const wrong = copies.flatMap(({ place, file, size }): Failure[] => {
      const key = `${pointer.oid} ${file}`;
      const reason = known.has(key) ? known.get(key) : compare(opened, file, size, pointer, onBytes);
      known.set(key, reason ?? null);
      return reason ? [{ path, place, reason }] : [];
    });
    if (copies.length === 0) notHere += 1;
    else if (wrong.length === 0) good += 1;
    else failed += 1;
    failures.push(...wrong.slice(0, mostFailures - failures.length));
  }
  return { files: subjects.length, good, notHere, failed, failures, bytes };
}

/** What is wrong with a copy, or null. */
function compare(opened: OpenClone, file: string, size: number, { oid, size: expected }: LfsPointer, onBytes: (count: number) => void): string | null {
  if (size !== expected) return `It has ${size.toLocaleString('en')} bytes; its pointer says ${expected.toLocaleString('en')}.`;
  try {
    const hash = createHash('sha256');
    for (let at = 0; at < size; at += chunkBytes) {
      const bytes = opened.files.readRange(file, at, Math.min(chunkBytes, size - at));
      if (bytes.length === 0) return 'It became shorter while it was read.';
      hash.update(bytes);
      onBytes(bytes.length);
    }
    const found = hash.digest('hex');
    return found === oid ? null : `Its SHA-256 is ${found}; its pointer says ${oid}.`;
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return `It cannot be read: ${error.message}`;
  }
}

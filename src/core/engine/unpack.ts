import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, normalize } from 'node:path';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { hubById, type HubId } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { WorkControl } from '../index/index.ts';
import type { JobOutcome } from '../jobs/index.ts';
import { checkUnpackTarget, isInside, locateMirror, peekArchive, unpackHub, type Unpacked } from '../mirror/index.ts';
import { archivedHubs } from '../query/index.ts';
import { explainWriteFailure, freeBytesAt, type FreeSpace, lackOfSpace, nearestRealFolder, protectedPlaces } from '../subset/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** What is known of a hub's archives before they are unpacked. */
interface Sizes {
  readonly archives: readonly string[];
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
  readonly counted: boolean;
  readonly files: number | null;
  readonly clones: number | null;
}

/** A file takes whole blocks of the disk: half a block more than its bytes, on average. */
const halfBlock = 2048;

export async function unpackEstimate(context: WorkerContext, { mirror, hub, target }: CallArguments<'mirrors.unpackEstimate'>): Promise<CallAnswer<'mirrors.unpackEstimate'>> {
  const { archives, ...sizes } = await sizesOf(context, mirror, hub);
  const answer = { archives: [...archives], ...sizes };
  if (target === null) return { ...answer, freeBytes: null, refusal: null };
  try {
    const place = targetOf(context, mirror, target);
    const freeBytes = freeBytesAt(place);
    const missing = missingSpace(place, sizes, freeBytes);
    return { ...answer, freeBytes, refusal: missing === null ? null : { message: missing.message, hint: missing.hint } };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { ...answer, freeBytes: null, refusal: { message: error.message, hint: error.hint } };
  }
}

/** Runs the job. Throws `refused`, `not-found`, `no-space`, `unreadable` or `cancelled`; nothing is left then. */
export async function unpackMirrorHub(
  context: WorkerContext,
  args: CallArguments<'mirrors.unpack'>,
  control: WorkControl,
  freeSpace: FreeSpace = freeBytesAt,
): Promise<{ outcome: JobOutcome; message: string }> {
  const { title } = hubById(args.hub);
  const target = targetOf(context, args.mirror, args.target);
  const sizes = await sizesOf(context, args.mirror, args.hub);
  const missing = missingSpace(target, sizes, freeSpace(target));
  if (missing !== null) throw missing;
  try {
    const unpacked = await unpackHub({
      archives: sizes.archives,
      hub: args.hub,
      target,
      progress: (done, total) => control.progress({ phase: `Unpacking ${title}`, done, total, unit: 'bytes' }),
      removing: () => control.progress({ phase: 'Removing what was written', done: 0, total: null, unit: 'steps' }),
      isCancelled: control.isCancelled,
    });
    return { outcome: { path: target, count: unpacked.files, bytes: unpacked.bytes }, message: messageOf(title, target, unpacked) };
  } catch (error) {
    throw explainWriteFailure(error, target);
  }
}

function messageOf(title: string, target: string, { files, skipped }: Unpacked): string {
  const left = skipped.map(({ reason, count, examples }) => ` Left out: ${count.toLocaleString('en')} (${reason.replace(/\.$/, '')}), such as ${examples[0]}.`);
  return `${title}: ${files.toLocaleString('en')} files unpacked to ${target}.${left.join('')}`;
}

/** The target as it will be written. Throws where nothing can be unpacked to it. */
function targetOf(context: WorkerContext, mirror: string, path: string): string {
  if (!isAbsolute(path) || path.includes('\0')) throw new ExpectedError('invalid-arguments', 'The target must be an absolute path.');
  const target = normalize(path).replace(/(?<=[^\\/:])[\\/]+$/, '');
  const real = nearestRealFolder(target);
  const inside = [...mirrorFolders(context, mirror)].find((folder) => isInside(real, folder));
  if (inside !== undefined) throw new ExpectedError('refused', `${target} lies inside the mirror (${inside}), which is never written to.`, 'Choose a folder outside the mirror.');
  if (isInside(real, realpathSync(context.start.dataDir))) throw new ExpectedError('refused', `${target} lies inside the data folder of this program.`, 'Choose another folder.');
  checkUnpackTarget(target);
  return target;
}

function mirrorFolders(context: WorkerContext, mirror: string): readonly string[] {
  const summary = context.summary(storedMirror(context, mirror));
  const hubFolders = summary.indexed ? context.read(mirror).hubFolders : {};
  // A folder in which archives lie is not the mirror: beside them is where people unpack.
  return protectedPlaces({ mirror: summary, hubFolders }).folders;
}

function storedMirror(context: WorkerContext, mirror: string): Parameters<WorkerContext['summary']>[0] {
  const stored = context.userDatabase.mirror(mirror);
  if (!stored) throw new ExpectedError('not-found', 'This mirror is not among the opened ones.', 'Open it first.');
  return stored;
}

/** Throws `not-found` where no archive of the mirror holds the hub, `unreadable` where one is away or known to be damaged. */
async function sizesOf(context: WorkerContext, mirror: string, hub: HubId): Promise<Sizes> {
  const stored = storedMirror(context, mirror);
  const indexed = context.summary(stored).indexed ? archivedHubs(context.read(mirror).database).filter((held) => held.hub === hub) : null;
  const archives = indexed?.map((held) => held.archive) ?? (await archivesWith(stored.sources, hub));
  if (archives.length === 0) throw new ExpectedError('not-found', `No archive of this mirror holds ${hubById(hub).title}.`);
  const gone = archives.find((archive) => !existsSync(archive));
  if (gone !== undefined) throw new ExpectedError('unreadable', `${gone} is not there now.`, 'Connect its disk, or index the mirror again.');
  const sizes = archives.map((archive) => statSync(archive).size);
  const compressedBytes = total(sizes);
  const damaged = indexed?.find((held, at) => !held.whole && held.archiveBytes === sizes[at]);
  if (damaged) throw new ExpectedError('unreadable', `${basename(damaged.archive)} is damaged: it cannot be unpacked whole.`, 'Fetch the archive again, then index it.');
  const counted = indexed !== null && indexed.every((held, at) => held.archiveBytes === sizes[at]);
  if (!counted) return { archives, compressedBytes, unpackedBytes: total(archives.map(guessedBytes)), counted, files: null, clones: null };
  return {
    archives, compressedBytes, counted,
    unpackedBytes: total(indexed.map((held) => held.bytes)), files: total(indexed.map((held) => held.files)), clones: total(indexed.map((held) => held.clones)),
  };
}

async function archivesWith(sources: readonly string[], hub: HubId): Promise<readonly string[]> {
  const found: string[] = [];
  for (const archive of locateMirror(sources).archives) if ((await peekArchive(archive)).includes(hub)) found.push(archive);
  return found;
}

/** A gzip file ends with its unpacked size modulo 2^32 (RFC 1952): the least size of that kind that is not below the packed one. */
function guessedBytes(archive: string): number {
  const { size } = statSync(archive);
  if (size < 18) return 0;
  const descriptor = openSync(archive, 'r');
  try {
    const last = Buffer.alloc(4);
    readSync(descriptor, last, 0, 4, size - 4);
    const rest = last.readUInt32LE();
    return rest + Math.max(0, Math.ceil((size - rest) / 2 ** 32)) * 2 ** 32;
  } finally {
    closeSync(descriptor);
  }
}

function missingSpace(target: string, { unpackedBytes, files }: Pick<Sizes, 'unpackedBytes' | 'files'>, free: number | null): ExpectedError | null {
  return lackOfSpace(target, unpackedBytes + (files ?? 0) * halfBlock, free, 'Unpacking');
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

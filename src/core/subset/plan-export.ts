import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../../shared/result.ts';
import type { WorkControl } from '../index/index.ts';
import { diskNamesOf } from '../mirror/index.ts';
import type { ReadContext } from '../query/index.ts';
import { columnsNamed, type ExportColumn } from './columns.ts';
import { canCome } from './mirror-folder/disk-target.ts';
import type { ChosenPackages } from './selection.ts';
import { lackOfSpace } from './space.ts';
import { partPathOf } from './target.ts';
import { writePackages } from './write-packages.ts';
import type { ExportChoices, ExportFormat, ExportOptions, FolderSize, LeftOut, TableFormat } from './types.ts';

/** Which option belongs to which choice, and what it is unless somebody chooses. */
const choiceOf = {
  withClones: ['clones', false], copyBy: ['clones', 'auto'], lfsContent: ['clones', true], renumber: ['renumber', false], packed: ['packed', false], byHub: ['hubs', false],
} as const satisfies { readonly [Name in keyof ExportChoices]: readonly [NonNullable<ExportFormat['info']['choices']>[number], ExportChoices[Name]] };

/** Throws `invalid-arguments` for an option that the form does not have. */
export function checkChoices({ info }: ExportFormat, options: ExportChoices & { readonly columns: readonly string[] | null }): void {
  if (options.columns !== null && !info.choosable) throw new ExpectedError('invalid-arguments', `${info.title} has no columns to choose.`);
  for (const [name, [choice, usual]] of Object.entries(choiceOf)) {
    if (options[name as keyof ExportChoices] !== usual && !info.choices?.includes(choice)) throw new ExpectedError('invalid-arguments', `${info.title} has no option ${name}.`);
  }
  if (!options.withClones && (options.copyBy !== 'auto' || !options.lfsContent)) throw new ExpectedError('invalid-arguments', 'How clones are copied is only asked where they are copied.');
  if (options.packed && options.copyBy !== 'auto') throw new ExpectedError('invalid-arguments', 'Files can only be copied into an archive.');
}

/** Whether a file or a folder is made. */
export function kindOfTarget({ info }: ExportFormat, { packed, byHub }: ExportChoices): 'file' | 'folder' {
  if (packed) return 'file';
  return byHub ? 'folder' : info.target;
}

/** The columns of a table. Throws `invalid-arguments` where it has not those. */
export function chosenColumns(format: TableFormat, columns: readonly string[] | null): readonly ExportColumn[] {
  return columnsNamed(columns ?? format.columns);
}

/** Packages that a table's size is judged by. */
const sampled = 400;

/** How large a table gets: some packages from everywhere of the selection are written to a file that is thrown away. */
export function estimateTable(context: ReadContext, chosen: ChosenPackages, format: TableFormat, columns: readonly ExportColumn[]): { readonly bytes: number; readonly counted: boolean } {
  const { ids } = chosen;
  const sample = ids.length <= sampled ? ids : Uint32Array.from({ length: sampled }, (_, at) => ids[Math.floor((at * ids.length) / sampled)] as number);
  const folder = mkdtempSync(join(tmpdir(), 'ptmx-size-'));
  const file = format.open(join(folder, 'sample'), columns);
  try {
    writePackages(context.database, sample, file, { withClaims: columns.some(({ kind }) => kind === 'claims'), onDone: () => undefined, hands: null });
    const { bytes } = file.finish();
    return { bytes: Math.round((bytes * ids.length) / Math.max(1, sample.length)), counted: sample === ids };
  } finally {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** More than a package takes in any table, unless it is a monster. Bytes. */
const largestRow = 20_000;
/** An estimate is no reason to refuse what may fit after all. */
const certainShare = 0.8;

/** Throws `no-space` where a table will not fit; what fits whatever the packages are is not judged. */
export function checkTableSpace(context: ReadContext, chosen: ChosenPackages, format: TableFormat, { columns, target, free }: { readonly columns: readonly ExportColumn[]; readonly target: string; readonly free: number | null }): void {
  if (free === null || free > chosen.ids.length * largestRow) return;
  const lack = lackOfSpace(target, estimateTable(context, chosen, format, columns).bytes * certainShare, free);
  if (lack) throw lack;
}

export interface FolderPlan {
  /** What will be written, of the clones what does not share its blocks. */
  readonly bytes: number;
  readonly sharesBlocks: boolean | null;
  readonly refusal: ExpectedError | null;
  readonly warnings: readonly LeftOut[];
}

/** What a folder's disk has to say to what is to be written there; `free` bytes are left on it. The folder is tried with files that are removed. */
export function planFolder(folder: string, { records, clones }: FolderSize, { copyBy, packed, target }: Pick<ExportOptions, 'copyBy' | 'packed' | 'target'>, free: number | null): FolderPlan {
  const warnings = clones.names.warnings();
  // Its records lie beside an archive until they are in it, and shrink to a tenth there; what clones have is deflated already.
  if (packed) return { bytes: records.bytes + clones.bytes, sharesBlocks: null, refusal: lackOfSpace(target, records.bytes + clones.bytes, free), warnings };
  const sample = clones.clones.find((clone) => clone.sample !== null)?.sample ?? null;
  const sharesBlocks = sample === null || copyBy === 'copy' ? null : canCome(copyBy === 'link' ? 'link' : 'reflink', sample, folder);
  const bytes = records.bytes + (sharesBlocks === true ? 0 : clones.bytes);
  const faults = clones.names.faultsOn(diskNamesOf(folder));
  return { bytes, sharesBlocks, warnings, refusal: refuseNames(faults) ?? refuseWay(copyBy, sharesBlocks, folder) ?? lackOfSpace(target, bytes, free) };
}

function refuseNames(faults: readonly LeftOut[]): ExpectedError | null {
  const [first] = faults;
  if (first === undefined) return null;
  const told = faults.map(({ reason, count, examples }) => `${reason} ${count.toLocaleString('en')}: ${examples.slice(0, 5).map((name) => JSON.stringify(name)).join(', ')}${count > 5 ? ' …' : ''}.`);
  return new ExpectedError('refused', `That disk cannot hold some names of the clones. ${told.join(' ')}`, 'Choose another disk, pack the subset as a .tar.gz, or leave the clones out. Nothing was written.');
}

function refuseWay(copyBy: ExportChoices['copyBy'], isPossible: boolean | null, folder: string): ExpectedError | null {
  if (isPossible !== false || copyBy === 'auto' || copyBy === 'copy') return null;
  return copyBy === 'link'
    ? new ExpectedError('refused', `Files of the mirror cannot get a second name in ${dirname(folder)}: it lies on another disk, or its disk has no hard links.`, 'Choose a folder on the mirror\'s disk, or have the files copied.')
    : new ExpectedError('refused', `The disk of ${dirname(folder)} cannot share blocks with the mirror.`, 'Choose a folder on the mirror\'s disk, or have the files copied.');
}

/** The same for a target that nothing has been written to: its disk is tried in a folder beside it, which is removed. */
export function planTarget(size: FolderSize, options: Pick<ExportOptions, 'copyBy' | 'packed' | 'target'>, free: number | null): FolderPlan {
  const folder = partPathOf(options.target);
  try {
    mkdirSync(folder);
    return planFolder(folder, size, options, free);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing to report to: a question is stopped by its reader. */
export function quietControl(isCancelled: () => boolean): WorkControl {
  return { progress: () => undefined, isCancelled };
}

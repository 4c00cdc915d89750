import type { z } from 'zod';
import type { exportOptionsSchema } from '../../shared/contract/exports.ts';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { HubId, PackageKey } from '../../shared/domain/index.ts';
import type { DefinedSubset, WorkControl } from '../index/index.ts';
import type { MeasureSource } from '../measures/index.ts';
import type { ReadContext } from '../query/index.ts';
import type { ExportColumn } from './columns.ts';
import type { ArchiveTarget } from './mirror-folder/archive-target.ts';
import type { MeasuredClones } from './mirror-folder/clones.ts';
import type { PartFile } from './part-file.ts';
import type { PartWriter, RowWriter } from './row-writer.ts';
import type { ChosenPackages } from './selection.ts';

export type ExportFormatInfo = CallAnswer<'exports.formats'>['formats'][number];
/** A subset as an export names it: all that is needed to know again what it held. */
export interface SubsetSnapshot extends DefinedSubset {
  readonly version: number;
}

/** Which packages an export takes; `subsets` say what `subset:` stands for, where that is not what the index was told. */
export type Selection =
  | { readonly kind: 'query'; readonly query: string; readonly subsets?: readonly SubsetSnapshot[] | undefined }
  | { readonly kind: 'list'; readonly packages: readonly PackageKey[] };

/** How an export is made, beyond form, selection and columns. */
export type ExportChoices = z.output<ReturnType<typeof exportOptionsSchema>>;

export interface ExportOptions extends ExportChoices {
  readonly format: ExportFormatInfo['id'];
  readonly selection: Selection;
  /** Absolute path of a file or folder that does not exist yet, unless `overwrite` is set. */
  readonly target: string;
  readonly overwrite: boolean;
  /** Tables only, by name; null: those of the format. */
  readonly columns: readonly string[] | null;
  readonly appVersion: string;
}

export interface ExportOutcome {
  readonly path: string;
  /** Packages written. */
  readonly count: number;
  /** Bytes of all that was written, the manifest left out. */
  readonly bytes: number;
  /** What is to be known of it. */
  readonly warnings: readonly LeftOut[];
}

/** A file of an export as its manifest names it: path below the target, forward slashes. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an export does not hold although it was asked for; `examples` are the first few. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** What a format has at hand while it writes. */
export interface ExportWork {
  readonly context: ReadContext;
  readonly chosen: ChosenPackages;
  readonly options: ExportChoices;
  readonly control: WorkControl;
}

interface CommonFormat {
  readonly info: ExportFormatInfo;
  /** Said in the manifest: how values are written. */
  readonly notes: readonly string[];
  /** Loads what it has and other forms do not; once, before anything else of it is called. */
  readonly prepare?: () => Promise<void>;
}

/** A format of one row per package in one file. */
export interface TableFormat extends CommonFormat {
  readonly kind: 'table';
  /** Columns unless others are chosen; none where the form has no columns. */
  readonly columns: readonly string[];
  /** Begins a new file; throws where it exists already or cannot be made. */
  open(path: string, columns: readonly ExportColumn[]): RowWriter | PartWriter;
}

/** A format that fills a folder. */
export interface FolderFormat extends CommonFormat {
  readonly kind: 'folder';
  /** How much there is to write, and what other systems could not hold of it. */
  measure(work: ExportWork): FolderSize;
  /** Writes what was measured into the folder, which is empty, or packs it; what is left when this throws is removed by the caller. */
  write(work: ExportWork, size: FolderSize, place: FolderPlace): FolderContent;
}

export interface FolderSize {
  /** Records and what goes with them. */
  readonly records: { readonly count: number; readonly bytes: number };
  readonly clones: MeasuredClones;
}

export interface FolderPlace {
  readonly folder: string;
  /** Takes clones in place of the folder, and what lies in it after that. */
  readonly archive: ArchiveTarget | null;
}

/** A format of one file that is more than a row per package. */
export interface DocumentFormat extends CommonFormat {
  readonly kind: 'document';
  /** Bytes that so many packages take, about: what is said before anything is written. */
  estimate(packages: number): number;
  readonly write: WriteDocument;
}

/** Writes into a new file, which the caller finishes, or removes when this throws. */
export type WriteDocument = (work: DocumentWork, file: PartFile) => DocumentContent;

export interface DocumentWork extends ExportWork {
  /** What measures are taken of; null for a form that has none. */
  readonly source: MeasureSource | null;
  readonly appVersion: string;
}

export type DocumentContent = Pick<FolderContent, 'packages' | 'byHub' | 'leftOut'>;

export interface FolderContent {
  readonly packages: number;
  readonly byHub: Partial<Readonly<Record<HubId, number>>>;
  readonly bytes: number;
  readonly files: readonly WrittenFile[];
  readonly clones: readonly CopiedClone[];
  readonly leftOut: readonly LeftOut[];
}

export interface CopiedClone {
  /** `data/<hub>/repos/<name>` */
  readonly path: string;
  readonly head: string | null;
  readonly files: number;
  readonly bytes: number;
}

export type ExportFormat = TableFormat | FolderFormat | DocumentFormat;

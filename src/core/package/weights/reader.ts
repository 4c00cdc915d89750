import type { BoundedFile } from './bytes.ts';
import type { Report } from './report.ts';
import type { ZipMember } from './zip.ts';

/** What a reader may ask of the package around the file. Names are looked up in its list of files; nothing is followed. */
export interface Surroundings {
  /** The file's path in the repository. */
  readonly path: string;
  /** Whether the package has a file of this path, which is relative to the folder of this one; null where the path leads out of the package. */
  readonly has: (relative: string) => boolean | null;
}

/** What a format is told by. */
export interface Probe {
  /** In lower case. */
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** The first bytes, 4,096 at most. */
  readonly start: Buffer;
  /** The members where it is a zip archive whose directory can be read, else null. */
  readonly members: readonly ZipMember[] | null;
}

/** One weight format: a new one is a file in `formats/` and a line in the registry. */
export interface WeightReader {
  readonly id: string;
  readonly title: string;
  /** The names that `formatOfFile` gives to files of this format; any other is a mismatch. */
  readonly names: readonly string[];
  /** By content; the name only decides between formats without a signature. */
  readonly recognises: (probe: Probe) => boolean;
  /** Throws `FormatError` where reading ends early; what it has reported by then stays. */
  readonly read: (file: BoundedFile, report: Report, around: Surroundings) => void;
}

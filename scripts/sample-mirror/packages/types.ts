import type { PythonObject } from '../python-json.ts';

/** One row of the Hugging Face tables. What can be derived (author, tags, commit, urls) is left out. */
export interface HuggingFacePackage {
  readonly id: string;
  /** Only null is written down: the hub names no author although the id has an owner. */
  readonly author?: null;
  readonly task?: string;
  /** `config.model_type`. */
  readonly type?: string;
  /** `config.architectures`. */
  readonly classes?: readonly string[];
  /** The whole `config`, where it is not just type and classes. */
  readonly config?: PythonObject | null;
  readonly frameworks?: readonly string[];
  readonly library?: string;
  /** Numbers of arXiv papers; they become tags. */
  readonly papers?: readonly string[];
  /** Tags beside the derived ones. */
  readonly tags?: readonly string[];
  /** The front matter as the hub read it; without it the key is left out. */
  readonly card?: PythonObject | null;
  readonly files: readonly string[];
  /** Bytes by file; the other files have `size: null`. */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly likes: number;
  readonly downloads?: number;
  /** UTC, without the zone. */
  readonly modified: string;
  /** The commit of the clone that the record names, counted from 0; HEAD by default. */
  readonly commitNumber?: number;
  /** A fork that was never changed has the commit of its origin. */
  readonly sharesCommitWith?: string;
  /** Why the unified records leave this entry out. */
  readonly dropped?: string;
  /** Keys that only later dumps have. */
  readonly extra?: PythonObject;
}

import type { ArchiveSink } from './archive-stream.ts';

/** What a small file of a clone is worth keeping for. */
export type KeptKind = 'git' | 'readme' | 'evaluation';

export interface KeptFile {
  readonly kind: KeptKind;
  readonly bytes: Buffer;
  /** Whether the file went on: only a README is kept in part. */
  readonly cut: boolean;
}

/** How much of a README is kept: real ones are under 100 kB. */
const maxReadmeBytes = 1 << 20;
const maxEvaluationBytes = 64 * 1024;
/** HEAD and loose references hold one line; git's own names have up to 1,024 characters. */
const maxReferenceBytes = 4096;
const maxConfigBytes = 64 * 1024;
/** Of packed references only the branches are kept. */
const maxPackedBytes = 16 << 20;
/** What a kept file takes besides its content, roughly: a million empty ones are not free. */
const bytesPerFile = 512;

export const readmeName = /^readme(\.(md|markdown|rst|txt))?$/i;
export const evaluationName = /\.ya?ml$/i;

/** The small files below one folder of `repos/` that tell of the clones in it. */
export class KeptFiles {
  private readonly budget: { bytes: number };
  /** By the first part of their path below the folder, then by the rest of it. */
  private readonly files = new Map<string, Map<string, KeptFile>>();
  leftOut = 0;

  /** `budget` is shared with others; what is kept is taken from it. */
  constructor(budget: { bytes: number }) {
    this.budget = budget;
  }

  /** `parts` is the path below the folder: the folder may be a clone itself, or hold clones. */
  begin(parts: readonly string[], bytes: number): ArchiveSink | null {
    const rule = ruleOf(parts) ?? ruleOf(parts.slice(1));
    if (rule === null) return null;
    if (bytes > rule.maxBytes && rule.kind !== 'readme') {
      this.leftOut += 1;
      return null;
    }
    const chunks: Buffer[] = [];
    let held = 0;
    return {
      write: (chunk) => {
        const part = chunk.subarray(0, rule.maxBytes - held);
        held += part.length;
        chunks.push(part);
      },
      end: () => {
        // A copy: the chunks are windows of buffers many times as large.
        const content = rule.branchesOnly ? branchesOf(Buffer.concat(chunks)) : Buffer.concat(chunks);
        this.put(parts, { kind: rule.kind, bytes: content, cut: bytes > rule.maxBytes });
      },
    };
  }

  /** The kept files of the clone in this folder, by their paths in it; of the folder itself for null. */
  ofClone(name: string | null): ReadonlyMap<string, KeptFile> {
    if (name !== null) return this.files.get(name) ?? new Map();
    const all = new Map<string, KeptFile>();
    for (const [top, files] of this.files) for (const [rest, file] of files) all.set(rest === '' ? top : `${top}/${rest}`, file);
    return all;
  }

  /** As unpacking would have it, of two members of one name the later counts. */
  private put([top = '', ...parts]: readonly string[], file: KeptFile): void {
    const rest = parts.join('/');
    const group = this.files.get(top) ?? new Map<string, KeptFile>();
    const before = group.get(rest);
    const cost = file.bytes.length + (before ? -before.bytes.length : bytesPerFile + 2 * (top.length + rest.length));
    if (cost > this.budget.bytes) {
      this.leftOut += 1;
      return;
    }
    this.budget.bytes -= cost;
    group.set(rest, file);
    this.files.set(top, group);
  }
}

interface Rule {
  readonly kind: KeptKind;
  readonly maxBytes: number;
  readonly branchesOnly: boolean;
}

/** What a file is to the clone that it would have this path in; null where it tells nothing. */
function ruleOf(parts: readonly string[]): Rule | null {
  const [top = '', second = ''] = parts;
  if (parts.length === 1 && readmeName.test(top)) return { kind: 'readme', maxBytes: maxReadmeBytes, branchesOnly: false };
  if (parts.length === 2 && top === '.eval_results' && evaluationName.test(second)) return { kind: 'evaluation', maxBytes: maxEvaluationBytes, branchesOnly: false };
  // A bare clone has at its top what others have below .git.
  const inGit = (top === '.git' ? parts.slice(1) : parts).join('/');
  if (inGit === 'HEAD' || /^refs\/heads\/./.test(inGit)) return { kind: 'git', maxBytes: maxReferenceBytes, branchesOnly: false };
  if (inGit === 'config') return { kind: 'git', maxBytes: maxConfigBytes, branchesOnly: false };
  return inGit === 'packed-refs' ? { kind: 'git', maxBytes: maxPackedBytes, branchesOnly: true } : null;
}

/** The lines of packed-refs that name branches: a large repository has a hundred times as many tags and pull requests. */
function branchesOf(packed: Buffer): Buffer {
  const lines = packed.toString('utf8').split('\n');
  return Buffer.from(lines.filter((line) => line.includes(' refs/heads/')).join('\n'));
}

import { type DiskNames, foldedName, windowsFault } from '../mirror/index.ts';
import type { LeftOut } from './types.ts';

/** Examples of each fault. */
const most = 20;

export const nameReasons = {
  reserved: 'Windows keeps these names for devices.',
  ending: 'Windows takes no name that ends with a dot or a space.',
  character: 'Windows takes no name with one of < > : " | ? * \\ or a control character.',
  case: 'These names differ from others beside them only in case: Windows and macOS hold one of them.',
} as const;

type Kind = keyof typeof nameReasons;

/** Counts names that not every system holds, folder by folder. */
export class NameCheck {
  private readonly found = new Map<Kind, { count: number; readonly examples: string[] }>();
  private folder: string | null = null;
  private folded = new Set<string>();

  /** A path below the export, forward slashes. Those of one folder come after each other. */
  add(path: string): void {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash + 1);
    const name = path.slice(slash + 1);
    if (folder !== this.folder) {
      this.folder = folder;
      this.folded = new Set();
    }
    const fault = windowsFault(name);
    if (fault !== null) this.note(fault, path);
    const key = foldedName(name);
    if (this.folded.has(key)) this.note('case', path);
    this.folded.add(key);
  }

  /** How many names a disk cannot hold, by reason. */
  faultsOn({ ignoresCase, windowsNames }: DiskNames): readonly LeftOut[] {
    return this.all().filter(({ kind }) => (kind === 'case' ? ignoresCase : windowsNames)).map(({ remark }) => remark);
  }

  /** All of them, as warnings for who takes the export elsewhere. */
  warnings(): readonly LeftOut[] {
    return this.all().map(({ remark }) => remark);
  }

  private all(): readonly { readonly kind: Kind; readonly remark: LeftOut }[] {
    return [...this.found].map(([kind, { count, examples }]) => ({ kind, remark: { reason: nameReasons[kind], count, examples } }));
  }

  private note(kind: Kind, path: string): void {
    const known = this.found.get(kind) ?? { count: 0, examples: [] };
    known.count += 1;
    if (known.examples.length < most) known.examples.push(path);
    this.found.set(kind, known);
  }
}

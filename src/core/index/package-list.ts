import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isHubId, type PackageKey } from '../../shared/domain/index.ts';

/** A package in one line that no other has: `["huggingface","google/bert",0]`. */
export function packageLine({ hub, name, ordinal }: PackageKey): string {
  return JSON.stringify([hub, name, ordinal]);
}

/** The package of such a line; null for a hub that only another version knows. */
export function packageOfLine(line: string): PackageKey | null {
  const [hub, name, ordinal] = JSON.parse(line) as [string, string, number];
  return isHubId(hub) ? { hub, name, ordinal } : null;
}

/** Packages by their lines, sorted by UTF-16 units, each once. Millions of them: whoever reads one goes through it block by block. */
export interface PackageList {
  readonly total: number;
  /** Over the lines, each ended by a line feed: equal for equal sets of packages, wherever they were found. */
  readonly sha256: string;
  /** The lines of a block, parted by line feeds and deflated. Every block but the last has `linesPerBlock`. */
  readonly packed: (block: number) => Uint8Array;
}

/** Some 250 kB of text, which shrink to 35 kB. */
export const linesPerBlock = 4096;

export function blocksOf({ total }: Pick<PackageList, 'total'>): number {
  return Math.ceil(total / linesPerBlock);
}

/** The text of a block: its lines with line feeds between them. */
export function blockText(list: PackageList, block: number): string {
  return inflateRawSync(list.packed(block)).toString('utf8');
}

export function* linesOf(list: PackageList): Generator<string> {
  for (let block = 0; block < blocksOf(list); block += 1) yield* blockText(list, block).split('\n');
}

/** Some lines from a position on. */
export function linesFrom(list: PackageList, position: number, count: number): readonly string[] {
  const [first, end] = [Math.floor(position / linesPerBlock), Math.min(list.total, position + count)];
  const lines: string[] = [];
  for (let block = first; block * linesPerBlock < end; block += 1) {
    const from = block * linesPerBlock;
    lines.push(...blockText(list, block).split('\n').slice(Math.max(0, position - from), end - from));
  }
  return lines;
}

/** The fastest level: the better ones take two times as long for a tenth less. */
const level = 1;

/** Packs lines that come in their order, each once. */
export class ListPacker {
  private readonly hash = createHash('sha256');
  private readonly blocks: Buffer[] = [];
  private lines: string[] = [];
  private packedLines = 0;

  get total(): number {
    return this.packedLines + this.lines.length;
  }

  add(line: string): void {
    this.lines.push(line);
    if (this.lines.length === linesPerBlock) this.flush();
  }

  finish(): PackageList {
    this.flush();
    const { blocks, packedLines: total } = this;
    return { total, sha256: this.hash.digest('hex'), packed: (block) => blocks[block] as Buffer };
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    const text = this.lines.join('\n');
    this.hash.update(text).update('\n');
    this.blocks.push(deflateRawSync(text, { level }));
    this.packedLines += this.lines.length;
    this.lines = [];
  }
}

export function packSorted(lines: Iterable<string>): PackageList {
  const packer = new ListPacker();
  for (const line of lines) packer.add(line);
  return packer.finish();
}

/** A list of packages in any order, of which some may be named again. */
export function listOfKeys(packages: readonly PackageKey[]): PackageList {
  return packSorted([...new Set(packages.map(packageLine))].sort());
}

/** Goes through two sorted runs of lines at once: -1 for a line that only the left one has, 1 for one of the right, 0 for one of both. */
export function* mergeLines(left: Iterable<string>, right: Iterable<string>): Generator<readonly [line: string, side: -1 | 0 | 1]> {
  const [lefts, rights] = [left[Symbol.iterator](), right[Symbol.iterator]()];
  let [one, other] = [lefts.next(), rights.next()];
  while (!one.done || !other.done) {
    if (other.done || (!one.done && one.value < other.value)) {
      yield [one.value as string, -1];
      one = lefts.next();
    } else if (one.done || other.value < one.value) {
      yield [other.value, 1];
      other = rights.next();
    } else {
      yield [other.value, 0];
      [one, other] = [lefts.next(), rights.next()];
    }
  }
}

import { fieldsOf, number, text, type Fields } from '../fields.ts';
import { formatOfFile, weightFormats, type WeightFormat } from '../formats.ts';
import type { ValueTeller } from '../json/known-values.ts';
import type { NameReader } from '../json/named-list.ts';
import { partsOfFile } from '../parts.ts';

/** What a list of files tells. */
export class FileList {
  count = 0;
  /** The sum of file sizes, null unless every file states one. */
  bytes: number | null = 0;
  readonly formats: WeightFormat[] = [];
  hasReadme = false;
  /** As bits of `fileParts`. */
  parts = 0;

  add({ format, parts, isReadme }: NameFacts, size: unknown): void {
    this.count += 1;
    if (isReadme) this.hasReadme = true;
    if (format !== null && !this.formats.includes(format)) this.formats.push(format);
    this.parts |= parts;
    if (this.bytes !== null) this.bytes = addSize(this.bytes, size);
  }

  get totalBytes(): number | null {
    return this.count === 0 ? null : this.bytes;
  }
}

function addSize(sum: number, size: unknown): number | null {
  const found = typeof size === 'number' ? size : number(size);
  return found !== null && found >= 0 ? sum + found : null;
}

/** What the list of files tells; null where there is none (newer clients write null). */
export function filesOf(siblings: unknown): FileList | null {
  if (siblings instanceof FileList) return siblings;
  if (!Array.isArray(siblings)) return null;
  const files = new FileList();
  for (let at = 0; at < siblings.length; at += 1) {
    const sibling = fieldsOf(siblings[at]);
    const facts = factsOf(sibling['rfilename'] ?? sibling['path']);
    if (facts) files.add(facts, sibling['size']);
  }
  return files;
}

/** What the name of a file tells. */
interface NameFacts {
  readonly format: WeightFormat | null;
  readonly parts: number;
  readonly isReadme: boolean;
}

/** Null for what is no name. */
function factsOf(value: unknown): NameFacts | null {
  const name = text(value);
  if (name === null) return null;
  const format = formatOfFile(name);
  return { format, parts: partsOfFile(name, format !== null), isReadme: name === 'README.md' };
}

const slotCount = 1 << 12;
const maxRemembered = slotCount / 2;
const maxNameBytes = 64;

/**
 * Reads the names of a record's files from its bytes. Nine in ten are among a few hundred names (`config.json`,
 * `pytorch_model.bin`), so that what those tell is remembered, and no text is made of them.
 */
export class FileNames implements NameReader {
  readonly listKey = 'siblings';
  readonly nameKey = 'rfilename';
  /** What is being read. */
  private files = new FileList();
  /** Numbers of names by hash, from 1; 0 where there is none. */
  private readonly slots = new Uint16Array(slotCount);
  private readonly hashes = new Int32Array(maxRemembered);
  private readonly bytes = Buffer.alloc(maxRemembered * maxNameBytes);
  private readonly lengths = new Uint8Array(maxRemembered);
  private readonly facts: (NameFacts | null)[] = [];

  /** Where sizes are known they differ from file to file; an equal one is left to the parser too. */
  begin(item: Fields): boolean {
    this.files = new FileList();
    return item['size'] === undefined || item['size'] === null;
  }

  add(bytes: Buffer, start: number, end: number, hash: number): void {
    const facts = this.find(bytes, start, end, hash);
    if (facts !== null) this.files.add(facts, null);
  }

  write(numbers: Int32Array, at: number): number {
    const { count, parts, hasReadme, formats } = this.files;
    numbers[at] = count;
    numbers[at + 1] = parts;
    numbers[at + 2] = hasReadme ? 1 : 0;
    numbers[at + 3] = formats.length;
    for (let place = 0; place < formats.length; place += 1) numbers[at + 4 + place] = weightFormats.indexOf(formats[place] as WeightFormat);
    return at + 4 + formats.length;
  }

  private find(bytes: Buffer, start: number, end: number, hash: number): NameFacts | null {
    let slot = (hash ^ (hash >>> 15)) & (slotCount - 1);
    for (let number = this.slots[slot] as number; number !== 0; number = this.slots[slot] as number) {
      if (this.hashes[number - 1] === hash && this.isEqual(number - 1, bytes, start, end)) return this.facts[number - 1] as NameFacts | null;
      slot = (slot + 1) & (slotCount - 1);
    }
    const facts = factsOf(bytes.toString('latin1', start, end));
    if (end - start <= maxNameBytes && this.facts.length < maxRemembered) {
      const place = this.facts.push(facts) - 1;
      this.slots[slot] = place + 1;
      this.hashes[place] = hash;
      this.lengths[place] = end - start;
      bytes.copy(this.bytes, place * maxNameBytes, start, end);
    }
    return facts;
  }

  private isEqual(place: number, bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (this.lengths[place] !== length) return false;
    const known = place * maxNameBytes;
    for (let at = 0; at < length; at += 1) if (this.bytes[known + at] !== bytes[start + at]) return false;
    return true;
  }
}

/** Makes a list of what `FileNames` has written. */
export const fileListTeller: ValueTeller = {
  key: 'siblings',
  tell(numbers, at) {
    const files = new FileList();
    files.count = numbers[at] as number;
    files.parts = numbers[at + 1] as number;
    files.hasReadme = numbers[at + 2] === 1;
    const formats = numbers[at + 3] as number;
    for (let place = 0; place < formats; place += 1) files.formats.push(weightFormats[numbers[at + 4 + place] as number] as WeightFormat);
    files.bytes = null;
    return files;
  },
};

import { pageBytes, type PageFile } from './page-file.ts';
import { writeVarint } from './record.ts';

const kinds = {
  table: { leaf: 0x0d, interior: 0x05, local: pageBytes - 35 },
  index: { leaf: 0x0a, interior: 0x02, local: Math.floor(((pageBytes - 12) * 64) / 255) - 23 },
} as const;

/** Of a payload that does not fit, at least this much stays in the cell (fileformat2.html §1.6). */
const leastLocal = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
const overflowBytes = pageBytes - 4;
const leafHeader = 8;
const interiorHeader = 12;

export type TreeKind = keyof typeof kinds;

/**
 * Writes one b-tree from cells that come in the order of their keys: leaves one after the other, full, and at the end
 * what leads to them. SQLite itself has made the tree, empty, and so told where its root is.
 */
export class TreeWriter {
  private readonly file: PageFile;
  private readonly kind: TreeKind;
  private readonly root: number;
  private readonly page = Buffer.alloc(pageBytes);
  private cells = 0;
  /** Where the content of the leaf starts: cells are laid from the page's end downwards. */
  private content = pageBytes;
  private lastRowid = 0;
  /** Numbers of the leaves that are written, and what separates each from the next: an entry, or in a table the last rowid, which takes less room. */
  private readonly leaves: number[] = [];
  private readonly separators: Separator[] = [];

  constructor(file: PageFile, kind: TreeKind, root: number) {
    this.file = file;
    this.kind = kind;
    this.root = root;
  }

  /** Adds a record: to a table with a rowid above all before it, to an index (or a table without rowids) with null. */
  add(rowid: number | null, record: Buffer, start: number, length: number): void {
    const local = this.localBytes(length);
    const size = varintBytes(length) + (rowid === null ? 0 : varintBytes(rowid)) + local + (local < length ? 4 : 0);
    if (leafHeader + 2 * (this.cells + 1) + size > this.content) this.breakLeaf();
    const at = this.content - size;
    let end = writeVarint(this.page, at, length);
    if (rowid !== null) {
      end = writeVarint(this.page, end, rowid);
      this.lastRowid = rowid;
    }
    if (local > 64) record.copy(this.page, end, start, start + local);
    else for (let index = 0; index < local; index += 1) this.page[end + index] = record[start + index] as number;
    if (local < length) this.page.writeUInt32BE(this.overflow(record, start + local, start + length), end + local);
    const pointer = leafHeader + 2 * this.cells;
    this.page[pointer] = at >> 8;
    this.page[pointer + 1] = at;
    this.content = at;
    this.cells += 1;
  }

  /** Writes what is left and what leads to the leaves. */
  finish(): void {
    const { leaf } = kinds[this.kind];
    this.closeLeaf(leaf);
    if (this.leaves.length === 0) {
      this.file.replace(this.root, this.page);
      return;
    }
    let pages: number[] = [...this.leaves, this.file.append(this.page)];
    let separators: readonly Separator[] = this.separators;
    for (;;) {
      const ends = this.groupEnds(pages.length, separators);
      const above: number[] = [];
      const between: Separator[] = [];
      let from = 0;
      for (const to of ends) {
        const node = this.interior(pages, separators, from, to);
        if (ends.length === 1) {
          this.file.replace(this.root, node);
          return;
        }
        above.push(this.file.append(node));
        if (to < pages.length) between.push(separators[to - 1] as Separator);
        from = to;
      }
      pages = above;
      separators = between;
    }
  }

  private localBytes(length: number): number {
    const most = kinds[this.kind].local;
    if (length <= most) return length;
    const fitting = leastLocal + ((length - leastLocal) % overflowBytes);
    return fitting <= most ? fitting : leastLocal;
  }

  /** Writes the rest of a record into a chain of pages, the last one first, since each names the next. */
  private overflow(record: Buffer, start: number, end: number): number {
    let next = 0;
    for (let part = Math.ceil((end - start) / overflowBytes) - 1; part >= 0; part -= 1) {
      const page = Buffer.alloc(pageBytes);
      page.writeUInt32BE(next, 0);
      const from = start + part * overflowBytes;
      record.copy(page, 4, from, Math.min(end, from + overflowBytes));
      next = this.file.append(page);
    }
    return next;
  }

  /** In an index the last entry moves up, where it separates the leaf from the next; in a table the last rowid does. */
  private breakLeaf(): void {
    if (this.kind === 'index') {
      this.cells -= 1;
      const before = this.cells === 0 ? pageBytes : this.page.readUInt16BE(leafHeader + 2 * (this.cells - 1));
      this.separators.push(Buffer.from(this.page.subarray(this.content, before)));
      this.page.fill(0, this.content, before);
      this.content = before;
    } else this.separators.push(this.lastRowid);
    this.closeLeaf(kinds[this.kind].leaf);
    this.leaves.push(this.file.append(this.page));
    this.page.fill(0);
    this.cells = 0;
    this.content = pageBytes;
  }

  private closeLeaf(type: number): void {
    writeHeader(this.page, type, this.cells, this.content);
    // Bytes of what moved up may stand between the pointers and the content.
    this.page.fill(0, leafHeader + 2 * this.cells, this.content);
  }

  /** Which pages go into one node: as many as fit, and never one alone, for a node has a cell at least. */
  private groupEnds(pages: number, separators: readonly Separator[]): readonly number[] {
    const ends: number[] = [];
    let room = pageBytes - interiorHeader;
    let from = 0;
    for (let page = 0; page < pages - 1; page += 1) {
      const cell = 2 + 4 + separatorBytes(separators[page] as Separator);
      if (cell > room && page > from) {
        ends.push(page + 1);
        from = page + 1;
        room = pageBytes - interiorHeader;
      } else room -= cell;
    }
    if (from === pages - 1 && ends.length > 0) ends[ends.length - 1] = pages - 2;
    ends.push(pages);
    return ends;
  }

  private interior(pages: readonly number[], separators: readonly Separator[], from: number, to: number): Buffer {
    const node = Buffer.alloc(pageBytes);
    let content = pageBytes;
    for (let page = from; page < to - 1; page += 1) {
      const separator = separators[page] as Separator;
      content -= 4 + separatorBytes(separator);
      node.writeUInt32BE(pages[page] as number, content);
      if (typeof separator === 'number') writeVarint(node, content + 4, separator);
      else separator.copy(node, content + 4);
      node.writeUInt16BE(content, interiorHeader + 2 * (page - from));
    }
    writeHeader(node, kinds[this.kind].interior, to - 1 - from, content);
    node.writeUInt32BE(pages[to - 1] as number, 8);
    return node;
  }
}

function writeHeader(page: Buffer, type: number, cells: number, content: number): void {
  page[0] = type;
  page.writeUInt16BE(0, 1);
  page.writeUInt16BE(cells, 3);
  page.writeUInt16BE(content, 5);
  page[7] = 0;
}

type Separator = Buffer | number;

function separatorBytes(separator: Separator): number {
  return typeof separator === 'number' ? varintBytes(separator) : separator.length;
}

function varintBytes(value: number): number {
  let bytes = 1;
  while (value >= 2 ** (7 * bytes)) bytes += 1;
  return bytes;
}

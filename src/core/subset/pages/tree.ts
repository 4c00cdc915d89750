import type { ReadDatabase } from '../stored.ts';
import { DamagedPagesError, type Pages } from './pages.ts';
export { firstNotBelow } from '../../../shared/numbers.ts';

const leafTypes: readonly number[] = [0x0a, 0x0d];
/** Where the places of a page's cells stand. */
export const leafHeader = 8;
const interiorHeader = 12;
/** Deeper than any tree that a file has room for. */
const deepest = 20;

/** The page that a table's tree begins with. */
export function rootOf(database: ReadDatabase, table: string): number {
  const root = database.prepare<[string], number>("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck().get(table);
  if (root === undefined) throw new Error(`The index has no table ${table}`);
  return root;
}

/**
 * Tells the leaves of a tree in their order, and of each two what stands between them: the place of an interior page's cell, without the page that it leads to. All leaves
 * of a tree are equally deep, so that none of them is read here.
 */
export function eachLeaf(pages: Pages, root: number, onLeaf: (page: number) => void, between: (place: number) => void): void {
  const { bytes } = pages;
  const cellOf = (page: number, cell: number): number => {
    const place = pages.place(page);
    return place + bytes.readUInt16BE(place + interiorHeader + 2 * cell);
  };
  const cellsOf = (page: number): number => bytes.readUInt16BE(pages.place(page) + 3);
  const lastOf = (page: number): number => bytes.readUInt32BE(pages.place(page) + leafHeader);
  const firstOf = (page: number): number => (cellsOf(page) === 0 ? lastOf(page) : bytes.readUInt32BE(cellOf(page, 0)));
  let depth = 0;
  for (let page = root; !leafTypes.includes(bytes[pages.place(page)] as number); page = firstOf(page)) {
    depth += 1;
    if (depth > deepest) throw new DamagedPagesError('A tree of the index goes round in a circle.');
  }
  const walk = (page: number, above: number): void => {
    if (above === 0) return onLeaf(page);
    const cells = cellsOf(page);
    for (let cell = 0; cell < cells; cell += 1) {
      walk(bytes.readUInt32BE(cellOf(page, cell)), above - 1);
      between(cellOf(page, cell) + 4);
    }
    walk(lastOf(page), above - 1);
  };
  walk(root, depth);
}

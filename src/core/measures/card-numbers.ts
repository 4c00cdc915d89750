import type { PackageKey } from '../../shared/domain/index.ts';
import { noNumber, type ReadDatabase } from '../index/index.ts';
import { numbersOfTables, type TableNumber } from '../package/index.ts';
import { addTo, eachNumbers, emptySet, lastPackage, type PackageSet, stopIfUnwanted } from '../query/index.ts';
import type { MeasureContext } from './types.ts';

/** Cards read for one measure at most: a clone takes some milliseconds. */
export const mostCards = 20_000;

/** Numbers of tables, by package, held as long as the index is open: reading clones takes longer than everything else. */
const held = new WeakMap<ReadDatabase, Map<number, readonly TableNumber[]>>();

/** Packages whose card’s text lay in the mirror when it was indexed. */
export function packagesWithCardText(database: ReadDatabase): PackageSet {
  const set = emptySet(lastPackage(database));
  eachNumbers(database, 'card_items', (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) if (numbers[at] !== noNumber && !Number.isNaN(numbers[at])) addTo(set, first + at);
  });
  return set;
}

/** The numbers in the tables of a package’s card, read from the mirror. */
export function numbersOfCard({ database, cardText }: MeasureContext, id: number, key: () => PackageKey): readonly TableNumber[] {
  if (cardText === null) return [];
  const known = held.get(database) ?? new Map<number, readonly TableNumber[]>();
  held.set(database, known);
  let numbers = known.get(id);
  if (numbers === undefined) {
    stopIfUnwanted(database);
    numbers = numbersOfTables(cardText(key()));
    known.set(id, numbers);
  }
  return numbers;
}

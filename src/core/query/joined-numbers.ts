import { noNumber, type ReadDatabase } from '../index/index.ts';
import type { z } from 'zod';
import type { joinedSourceSchema } from '../../shared/contract/peatmoss.ts';
import { forgetHeld, hold } from './held.ts';

export type JoinedSource = z.output<ReturnType<typeof joinedSourceSchema>>;

/** A number of each package that no index holds: who asks says where it comes from. */
export interface JoinedNumbers {
  /** Differs whenever a number may differ; everything that was worked out with them is then forgotten. Empty where there are none. */
  readonly revision: string;
  /** By package id; `noNumber` where a package has none. */
  readonly numbers: () => Int32Array;
  /** What they were read from. */
  readonly source?: JoinedSource;
}

const known = new WeakMap<ReadDatabase, JoinedNumbers>();
const asked = new WeakSet<ReadDatabase>();
const heldAs = 'joined numbers: dependents';

/** Says what the field `dependents` stands for in an open index; to be said again before each question, which costs nothing. */
export function setDependents(database: ReadDatabase, joined: JoinedNumbers): void {
  const before = known.get(database);
  known.set(database, joined);
  // Keys of what is held have the search in them, in one spelling or another.
  if (before && before.revision !== joined.revision) forgetHeld(database, (key) => /depend[ea]nts|reuses/i.test(key));
}

/** How many repositories use each package, by id; null where nothing is joined. Worked out once, at the first question. */
export function dependentNumbers(database: ReadDatabase): Int32Array | null {
  const joined = known.get(database);
  asked.add(database);
  return joined === undefined || joined.revision === '' ? null : hold(database, heldAs, (numbers) => numbers.byteLength, joined.numbers);
}

/** What is joined to an open index; null where nothing is. */
export function joinedSource(database: ReadDatabase): JoinedSource | null {
  return known.get(database)?.source ?? null;
}

/** The same, if anything was worked out with it since the index was opened: by a condition, an order, a column, or a measure. */
export function usedSource(database: ReadDatabase): JoinedSource | null {
  return asked.has(database) ? joinedSource(database) : null;
}

/** Of one package; null where it is not known. */
export function dependentsOf(database: ReadDatabase, id: number): number | null {
  const number = dependentNumbers(database)?.[id] ?? noNumber;
  return number === noNumber ? null : number;
}

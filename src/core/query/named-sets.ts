import { createHash } from 'node:crypto';
import { fold } from '../../shared/search/fold.ts';
import { fieldNamed, isSetFieldName, setFieldNames, type SetFieldName } from '../../shared/search/fields.ts';
import { valuesWritten } from '../../shared/search/written.ts';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { forgetHeld } from './held.ts';
import type { PackageSet } from './package-set.ts';

/** Sets that a field of the search language asks for by name, and that no index holds: who asks says what they are. */
export interface NamedSets {
  /** Differs whenever a set of any name may differ; everything that was worked out with them is then forgotten. */
  readonly revision: string;
  /** The packages of a folded name, as a set of this index; null where no set has the name. May itself search. */
  readonly packages: (name: string) => PackageSet | null;
  /** The names of the sets as they are shown, where they can be listed. */
  readonly names?: readonly string[];
  /** What a set is called now that was called so before; null where the name is that of a set, or of none. */
  readonly renamed?: (name: string) => string | null;
  /** The note under the search box for a name that no set has, which is shown as it was typed. */
  readonly unknown: (name: string) => string;
}

type SearchNotes = CallAnswer<'packages.search'>['notes'];

const known = new WeakMap<ReadDatabase, Map<SetFieldName, NamedSets>>();

/** Says what a field's names stand for in an open index; to be said again before each question, which costs nothing. */
export function setNamedSets(database: ReadDatabase, field: SetFieldName, sets: NamedSets): void {
  const fields = known.get(database) ?? new Map<SetFieldName, NamedSets>();
  known.set(database, fields);
  const before = fields.get(field);
  fields.set(field, sets);
  if (before && before.revision !== sets.revision) forgetHeld(database, (key) => asksForSet.test(key));
}

/** Whether a search may ask for such sets. */
export function asksForSets(query: string): boolean {
  return asksForSet.test(query);
}

/** What was said last of a field. */
export function namedSetsOf(database: ReadDatabase, field: SetFieldName): NamedSets | undefined {
  return known.get(database)?.get(field);
}

/**
 * Keys of what is held have the search in them, as its text (`subset:x`) or as its tree (`"field":"subset"`). A set may
 * be made of others, so that all fields for sets go together.
 */
const asksForSet = new RegExp(`(?:${setFieldNames.join('|')})(?::|\\\\*")`, 'i');

/**
 * Gives packages that no search finds a name among the user's sets, for as long as the index is open; answers with the search text that asks for
 * them. Only for a thread that ends with its work: its names are not seen by others.
 */
export function nameSet(database: ReadDatabase, name: string, packages: PackageSet): string {
  const before = known.get(database)?.get('subset');
  setNamedSets(database, 'subset', {
    revision: `${before?.revision ?? ''} ${createHash('sha256').update(packages).digest('hex')}`,
    names: before?.names ?? [],
    renamed: (asked) => before?.renamed?.(asked) ?? null,
    packages: (asked) => (asked === fold(name) ? packages : (before?.packages(asked) ?? null)),
    unknown: (asked) => before?.unknown(asked) ?? `Nothing is known of ${asked} here.`,
  });
  return `subset:"${name}"`;
}

/** Null where no set has the name. */
export function namedSet(database: ReadDatabase, field: SetFieldName, name: string): PackageSet | null {
  return known.get(database)?.get(field)?.packages(name) ?? null;
}

/** Remarks on the names in a search text that no set has: they hold no package. */
export function unknownSets(database: ReadDatabase, query: string): SearchNotes {
  return notesOn(database, query, (name, text, sets) => (namedSet(database, name, fold(text)) === null ? (sets?.unknown(text) ?? `Nothing is known of ${name}: here.`) : null));
}

/** Remarks on the names in a search text that sets had before. */
export function renamedSets(database: ReadDatabase, query: string): SearchNotes {
  return notesOn(database, query, (_name, text, sets) => {
    const now = sets?.renamed?.(fold(text)) ?? null;
    return now === null ? null : `“${text}” is named “${now}” now.`;
  });
}

function notesOn(database: ReadDatabase, query: string, noteOf: (name: SetFieldName, text: string, sets: NamedSets | undefined) => string | null): SearchNotes {
  if (!asksForSets(query)) return [];
  return valuesWritten(query).flatMap(({ field, text, from, to }) => {
    const name = fieldNamed(field)?.name;
    if (name === undefined || !isSetFieldName(name)) return [];
    const message = noteOf(name, text.trim(), known.get(database)?.get(name));
    return message === null ? [] : [{ severity: 'warning' as const, from, to, message }];
  });
}

import { hubs } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { numbersIn } from './held-columns.ts';
import { prepare, remember } from './statements.ts';

/**
 * The values of a field. Texts that fold to the same are one value, as they are to the search language; its number is
 * that of its first member (a term, a person, a hub), so that most need no table.
 */
export interface FacetValues {
  /** Above every value's number. */
  readonly end: number;
  /** The value of a member, where that is not its own number. */
  readonly valueOf: ReadonlyMap<number, number>;
  /** Further values by which a member is found. */
  readonly alsoOf: ReadonlyMap<number, number>;
  /** All values, or those with this folded text in them, in the order of their texts. */
  inOrder(part?: string): Iterable<number>;
  find(folded: string): number | undefined;
  textOf(value: number, countSpelling: SpellingCount): string;
}

/** Packages in which a value is spelt by this member. */
export type SpellingCount = (member: number) => number;

export function termValues(database: ReadDatabase, kind: TermKind): FacetValues {
  const number = termKinds[kind];
  const { end, valueOf, alsoOf } = remember(database, `facet values ${kind}`, () => readTerms(database, kind));
  const valueOfTerm = (id: number): number => valueOf.get(id) ?? id;
  return {
    end,
    valueOf,
    alsoOf,
    *inOrder(part = '') {
      const terms = prepare<[number, string], { id: number }>(database, 'SELECT id FROM term WHERE kind = ? AND instr(folded, ?) > 0 AND live() ORDER BY folded');
      for (const { id } of terms.iterate(number, part)) if (valueOfTerm(id) === id) yield id;
    },
    find(folded) {
      const first = prepare<[number, string], { id: number | null }>(database, 'SELECT min(id) AS id FROM term WHERE kind = ? AND folded = ?');
      return first.get(number, folded)?.id ?? undefined;
    },
    textOf(value, countSpelling) {
      const spellings = prepare<[number, number], { id: number; text: string }>(
        database,
        'SELECT id, text FROM term WHERE kind = ? AND folded = (SELECT folded FROM term WHERE id = ?) ORDER BY text',
      ).all(number, value);
      return spellings.length < 2 ? (spellings[0]?.text ?? '') : mostFrequent(spellings, countSpelling);
    },
  };
}

function mostFrequent(spellings: readonly { readonly id: number; readonly text: string }[], countSpelling: SpellingCount): string {
  const counted = spellings.map(({ id, text }) => ({ text, count: countSpelling(id) }));
  return counted.reduce((best, spelling) => (spelling.count > best.count ? spelling : best)).text;
}

function readTerms(database: ReadDatabase, kind: TermKind): Pick<FacetValues, 'end' | 'valueOf' | 'alsoOf'> {
  const number = termKinds[kind];
  const end = (prepare<[], { last: number | null }>(database, 'SELECT max(id) AS last FROM term').get()?.last ?? 0) + 1;
  const repeated = prepare<[number], { ids: string }>(database, 'SELECT group_concat(id) AS ids FROM term WHERE kind = ? GROUP BY folded HAVING count(*) > 1').all(number);
  const valueOf = new Map<number, number>();
  for (const { ids } of repeated) {
    const members = numbersIn(ids);
    for (const member of members) valueOf.set(member, Math.min(...members));
  }
  const alsoOf = new Map<number, number>();
  if (kind === 'paper') {
    // Papers are stored with their kind, and asked for with or without it.
    const pairs = prepare<[number, number], { long: number; short: number }>(
      database,
      `SELECT long.id AS long, min(short.id) AS short FROM term AS long
         CROSS JOIN term AS short ON short.kind = ? AND short.folded = substr(long.folded, instr(long.folded, ':') + 1)
       WHERE long.kind = ? AND (long.folded GLOB 'arxiv:*' OR long.folded GLOB 'doi:*') GROUP BY long.id`,
    ).all(number, number);
    for (const { long, short } of pairs) alsoOf.set(long, short);
  }
  return { end, valueOf, alsoOf };
}

/** Hubs by their numbers, named by their ids. */
export function hubValues(): FacetValues {
  return listedValues(hubs.map((hub, id) => ({ id, names: [hub.id] })));
}

/** People by name, and found by e-mail too; those without a name by e-mail only. */
export function maintainerValues(database: ReadDatabase): FacetValues {
  return remember(database, 'facet values maintainer', () => {
    const people = prepare<[], { id: number; name: string; email: string }>(database, 'SELECT id, name, email FROM person WHERE live() ORDER BY id').all();
    return listedValues(people.map(({ id, name, email }) => ({ id, names: name.trim() === '' ? [email] : [name, email] })));
  });
}

interface Listed {
  readonly id: number;
  /** The first one names the value. */
  readonly names: readonly string[];
}

function listedValues(members: readonly Listed[]): FacetValues {
  const byText = new Map<string, number>();
  const texts = new Map<number, string>();
  const valueOf = new Map<number, number>();
  for (const { id, names } of members) {
    const text = (names[0] ?? '').trim();
    const folded = fold(text);
    const value = byText.get(folded) ?? id;
    byText.set(folded, value);
    if (value === id) texts.set(id, text);
    else valueOf.set(id, value);
  }
  const alsoOf = new Map<number, number>();
  for (const { id, names } of members) {
    const other = names[1] === undefined ? undefined : byText.get(fold(names[1].trim()));
    if (other !== undefined && other !== (valueOf.get(id) ?? id)) alsoOf.set(id, other);
  }
  const ordered = [...byText].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    end: members.reduce((end, { id }) => Math.max(end, id + 1), 0),
    valueOf,
    alsoOf,
    inOrder: (part = '') => ordered.filter(([folded]) => folded.includes(part)).map(([, value]) => value),
    find: (folded) => byText.get(folded),
    textOf: (value) => texts.get(value) ?? '',
  };
}

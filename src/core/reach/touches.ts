import type { ReachScope } from '../../shared/contract/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { hold, prepare } from '../query/index.ts';
import { compare } from './compare.ts';
import { offsetsOf } from './cover.ts';
import { type People, type ReachContext, readPeople } from './people.ts';

/**
 * Which identities committed to which repositories, over the whole index: those of identity `i` are entries `offsets[i]` to
 * `offsets[i + 1]`, each repository once, ascending.
 */
export interface Touches {
  readonly people: People;
  /** The name under which an identity made most commits; its key where it gives none. */
  readonly names: readonly string[];
  readonly offsets: Uint32Array;
  readonly repositories: Uint32Array;
  readonly commits: Uint32Array;
  readonly signed: Uint32Array;
  /** First and last commit there, seconds since 1970: by the author's date for authors, by the commit's for committers. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Entries of an identity whose repository is in scope (1 by its id). */
export function entriesOf({ offsets, repositories }: Touches, identity: number, inScope: Uint8Array): readonly number[] {
  const entries: number[] = [];
  for (let entry = offsets[identity] as number; entry < (offsets[identity + 1] as number); entry += 1) if (inScope[repositories[entry] as number] === 1) entries.push(entry);
  return entries;
}

export interface TouchSums {
  readonly commits: number;
  readonly signed: number;
  /** Null where there is no commit. */
  readonly first: number | null;
  readonly last: number | null;
}

/** Commits of some entries together. */
export function sumEntries(touches: Touches, entries: readonly number[]): TouchSums {
  let [commits, signed, first, last] = [0, 0, Infinity, -Infinity];
  for (const entry of entries) {
    commits += touches.commits[entry] as number;
    signed += touches.signed[entry] as number;
    first = Math.min(first, touches.first[entry] as number);
    last = Math.max(last, touches.last[entry] as number);
  }
  return { commits, signed, ...(commits === 0 ? { first: null, last: null } : { first, last }) };
}

interface StoredTouch {
  readonly repository: number;
  readonly person: number;
  /** The other one who counts for the same commits; 0 is nobody. */
  readonly other: number;
  readonly commits: number;
  readonly signed: number;
  readonly first: number;
  readonly last: number;
}

/** Each statement counts every commit that HEAD reaches once. */
const statements = {
  author: 'SELECT repository, person, 0 AS other, commits, signed, first, last FROM contribution WHERE live() ORDER BY repository',
  committer: `SELECT repository, committer AS person, 0 AS other, count(*) AS commits, sum(signature <> 0) AS signed, min(committed) AS first, max(committed) AS last
    FROM commits WHERE live() GROUP BY repository, committer`,
  either: `SELECT repository, author AS person, committer AS other, count(*) AS commits, sum(signature <> 0) AS signed, min(min(authored, committed)) AS first, max(max(authored, committed)) AS last
    FROM commits WHERE live() GROUP BY repository, author, committer`,
} as const satisfies Record<ReachScope['role'], string>;

export function readTouches(context: Pick<ReachContext, 'database' | 'aliases'>, { key, role }: Pick<ReachScope, 'key' | 'role'>): Touches {
  const { database, aliases } = context;
  const bytesOf = ({ repositories, names }: Touches): number => 32 * repositories.length + 100 * names.length;
  return hold(database, `touches ${key} ${role} ${aliases.revision}`, bytesOf, () => sumTouches(database, readPeople(context, key), role));
}

function sumTouches(database: ReadDatabase, people: People, role: ReachScope['role']): Touches {
  const sums: { readonly identity: number; readonly repository: number; commits: number; signed: number; first: number; last: number }[] = [];
  const commitsOfPeople = new Float64Array(people.identityOf.length);
  let repository = 0;
  let here = new Map<number, (typeof sums)[number]>();
  // The rows of one repository follow one another.
  for (const row of prepare<[], StoredTouch>(database, statements[role]).iterate()) {
    if (row.repository !== repository) here = new Map();
    repository = row.repository;
    const identities = new Set([row.person, row.other].filter((person) => person !== 0).map((person) => people.identityOf[person] as number));
    for (const person of new Set([row.person, row.other])) commitsOfPeople[person] = (commitsOfPeople[person] ?? 0) + row.commits;
    for (const identity of identities) {
      const known = here.get(identity);
      if (!known) {
        const sum = { identity, repository, commits: row.commits, signed: row.signed, first: row.first, last: row.last };
        here.set(identity, sum);
        sums.push(sum);
        continue;
      }
      known.commits += row.commits;
      known.signed += row.signed;
      known.first = Math.min(known.first, row.first);
      known.last = Math.max(known.last, row.last);
    }
  }
  sums.sort((left, right) => left.identity - right.identity || left.repository - right.repository);
  const counts = people.keys.map(() => 0);
  for (const { identity } of sums) counts[identity] = (counts[identity] ?? 0) + 1;
  return {
    people,
    names: namesOf(people, commitsOfPeople),
    offsets: offsetsOf(counts),
    repositories: Uint32Array.from(sums, (sum) => sum.repository),
    commits: Uint32Array.from(sums, (sum) => sum.commits),
    signed: Uint32Array.from(sums, (sum) => sum.signed),
    first: Float64Array.from(sums, (sum) => sum.first),
    last: Float64Array.from(sums, (sum) => sum.last),
  };
}

/** By all commits, whatever the scope, so that nobody changes their name with a filter. */
function namesOf({ identityOf, keys, people }: People, commitsOfPeople: Float64Array): readonly string[] {
  const commits = keys.map(() => new Map<string, number>());
  people.forEach(({ name }, id) => {
    const [names, shown] = [commits[identityOf[id] as number], name.trim()];
    if (names && shown !== '') names.set(shown, (names.get(shown) ?? 0) + (commitsOfPeople[id] ?? 0));
  });
  return keys.map((key, identity) => {
    const [most] = [...(commits[identity] ?? [])].sort(([left, leftCommits], [right, rightCommits]) => rightCommits - leftCommits || compare(left, right));
    return most?.[0] ?? (key === 'name:' || key === 'email:' || key === ' <>' ? 'No name, no e-mail' : key);
  });
}

import { historyLimits } from '../../shared/contract/history-limits.ts';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { prepare } from './statements.ts';

export type HistorySums = Omit<CallAnswer<'packages.historySummary'>, 'clone'>;

type Author = HistorySums['people'][number];

const noSums: HistorySums = { people: [], authors: 0, busFactor: null, months: [], first: null, last: null };

const peopleSql = `
  SELECT person.name, person.email_key AS email, c.commits, c.signed, c.first, c.last
  FROM contribution c JOIN person ON person.id = c.person
  WHERE c.repository = ? ORDER BY c.commits DESC, person.id`;

const monthsSql = `
  SELECT strftime('%Y-%m', authored, 'unixepoch') AS month, count(*) AS commits FROM commits
  WHERE repository = ? GROUP BY month HAVING month IS NOT NULL ORDER BY month LIMIT 5000`;

interface EndRow {
  readonly sha: string;
  readonly authored: number;
}

const endSql = (order: 'ASC' | 'DESC'): string => `SELECT lower(hex(sha)) AS sha, authored FROM commits WHERE repository = ? ORDER BY authored ${order}, sha LIMIT 1`;

/** Who wrote how much of a repository, and when. A repository that has no number in the index has no sums. */
export function summariseHistory(database: ReadDatabase, repository: number | null): HistorySums {
  if (repository === null) return noSums;
  const people = joinByAddress(prepare<[number], Author>(database, peopleSql).all(repository));
  return {
    people: people.slice(0, historyLimits.people),
    authors: people.length,
    busFactor: busFactor(people.map(({ commits }) => commits)),
    months: prepare<[number], HistorySums['months'][number]>(database, monthsSql).all(repository),
    first: prepare<[number], EndRow>(database, endSql('ASC')).get(repository) ?? null,
    last: prepare<[number], EndRow>(database, endSql('DESC')).get(repository) ?? null,
  };
}

/** The smallest number of authors whose commits together are more than half of all; null where there are none. `commits`: most first. */
function busFactor(commits: readonly number[]): number | null {
  const all = commits.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  for (const [place, one] of commits.entries()) {
    sum += one;
    if (sum * 2 > all) return place + 1;
  }
  return null;
}

/** One person for each address, under the name that most of the commits have; most commits first. */
function joinByAddress(authors: readonly Author[]): readonly Author[] {
  const people = new Map<string, Author>();
  for (const author of authors) {
    const known = people.get(author.email);
    people.set(author.email, known === undefined ? author : {
      ...known,
      commits: known.commits + author.commits,
      signed: known.signed + author.signed,
      first: Math.min(known.first, author.first),
      last: Math.max(known.last, author.last),
    });
  }
  return [...people.values()].sort((left, right) => right.commits - left.commits || (left.email < right.email ? -1 : 1));
}

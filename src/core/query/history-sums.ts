import { historyLimits } from '../../shared/contract/history-limits.ts';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { ReadDatabase } from '../index/index.ts';
import { prepare } from './statements.ts';

export type HistorySums = Omit<CallAnswer<'packages.historySummary'>, 'clone'>;

const noSums: HistorySums = { people: [], authors: 0, busFactor: null, months: [], first: null, last: null };

const peopleSql = `
  SELECT person.name, person.email_key AS email, sum(c.commits) AS commits, sum(c.signed) AS signed, min(c.first) AS first, max(c.last) AS last
  FROM contribution c JOIN person ON person.id = c.person
  WHERE c.repository = ? GROUP BY person.email_key ORDER BY commits DESC, person.email_key`;

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
  const people = prepare<[number], HistorySums['people'][number]>(database, peopleSql).all(repository);
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

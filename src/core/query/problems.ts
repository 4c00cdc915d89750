import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { problemKinds } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, nameOf, severities, type ReadDatabase } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { packageOfProblem } from './problem-package.ts';
import { prepare, remember } from './statements.ts';

interface StoredProblem {
  readonly severity: number;
  readonly code: string;
  readonly hub: number | null;
  readonly file: string | null;
  readonly offset: number | null;
  readonly record: string | null;
  readonly message: string;
}

interface StoredKind {
  readonly hub: number | null;
  readonly code: string;
  readonly severity: number;
  readonly count: number;
}

interface Filter {
  readonly hub: number | null;
  readonly code: string | null;
  readonly file: string | null;
}

type ProblemFilter = Pick<CallArguments<'problems.list'>, 'hub' | 'code' | 'file'>;
type Problem = Omit<CallAnswer<'problems.list'>['rows'][number], 'package'>;

const columns = 'severity, code, hub, file, offset, record, message';
const kindSql = '(@hub IS NULL OR hub = @hub) AND (@code IS NULL OR code = @code)';
const filterSql = `${kindSql} AND (@file IS NULL OR file = @file) AND live()`;
const filesListed = 100;

/**
 * One page of problems, the gravest first and else as they were met; `kinds` counts all of them, whatever the filter, and
 * `files` those of the hub and kind.
 */
export function listProblems(context: ReadContext, args: CallArguments<'problems.list'>): CallAnswer<'problems.list'> {
  const { database } = context;
  const filter = storedFilter(args);
  const total = prepare<[Filter], { count: number }>(database, `SELECT count(*) AS count FROM problem WHERE ${filterSql}`).get(filter);
  const rows = prepare<[Filter & { limit: number; offset: number }], StoredProblem>(
    database,
    `SELECT ${columns} FROM problem WHERE ${filterSql} ORDER BY severity, id LIMIT @limit OFFSET @offset`,
  ).all({ ...filter, limit: args.limit, offset: args.offset });
  return {
    total: total?.count ?? 0,
    rows: rows.map((row) => ({ ...problemOf(row), package: packageOfProblem(database, row) })),
    kinds: remember(database, 'problem kinds', () => listKinds(context)),
    ...remember(database, JSON.stringify(['problem files', filter.hub, filter.code]), () => listFiles(database, filter)),
  };
}

/** The problems that meet the filter, one after another, as they were met while the mirror was read. */
export function* eachProblem({ database }: ReadContext, args: ProblemFilter): Generator<Problem> {
  // A statement of its own: one that is being iterated serves nobody else.
  const statement = database.prepare<[Filter], StoredProblem>(`SELECT ${columns} FROM problem WHERE ${filterSql} ORDER BY id`);
  for (const row of statement.iterate(storedFilter(args))) yield problemOf(row);
}

function storedFilter({ hub, code, file }: ProblemFilter): Filter {
  return { hub: hub === null ? null : hubNumber(hub), code, file };
}

function problemOf(row: StoredProblem): Problem {
  return {
    severity: nameOf(severities, row.severity),
    code: row.code,
    hub: row.hub === null ? null : hubOfNumber(row.hub),
    file: row.file,
    offset: row.offset,
    record: row.record,
    message: row.message,
  };
}

function listKinds(context: ReadContext): CallAnswer<'problems.list'>['kinds'] {
  return prepare<[], StoredKind>(
    context.database,
    `SELECT hub, code, severity, count(*) AS count FROM problem WHERE live()
     GROUP BY hub, code, severity ORDER BY severity, count DESC, code, hub`,
  )
    .all()
    .map((kind) => ({
      hub: kind.hub === null ? null : hubOfNumber(kind.hub),
      code: kind.code,
      severity: nameOf(severities, kind.severity),
      explanation: explain(kind.code),
      count: kind.count,
    }));
}

function listFiles(database: ReadDatabase, { hub, code }: Filter): Pick<CallAnswer<'problems.list'>, 'files' | 'moreFiles'> {
  const counted = prepare<[Omit<Filter, 'file'>], { file: string; count: number; files: number }>(
    database,
    `SELECT file, count(*) AS count, count(*) OVER () AS files FROM problem
     WHERE file IS NOT NULL AND ${kindSql} AND live() GROUP BY file ORDER BY count DESC, file LIMIT ${filesListed}`,
  ).all({ hub, code });
  return { files: counted.map(({ file, count }) => ({ file, count })), moreFiles: (counted[0]?.files ?? 0) - counted.length };
}

/** The sentence of `problemKinds`; a code from an index of another version explains itself by its name. */
export function explain(code: string): string {
  const known: Readonly<Record<string, string>> = problemKinds;
  return Object.hasOwn(known, code) ? (known[code] ?? code) : code;
}

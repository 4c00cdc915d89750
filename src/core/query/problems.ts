import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { problemKinds } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, nameOf, severities } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { prepare } from './statements.ts';

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
}

const filterSql = `(@hub IS NULL OR hub = @hub) AND (@code IS NULL OR code = @code) AND live()`;

/** One page of problems, the gravest first and else as they were met; `kinds` counts all of them, whatever the filter. */
export function listProblems(context: ReadContext, args: CallArguments<'problems.list'>): CallAnswer<'problems.list'> {
  const { database } = context;
  const filter: Filter = { hub: args.hub === null ? null : hubNumber(args.hub), code: args.code };
  const total = prepare<[Filter], { count: number }>(database, `SELECT count(*) AS count FROM problem WHERE ${filterSql}`).get(filter);
  const rows = prepare<[Filter & { limit: number; offset: number }], StoredProblem>(
    database,
    `SELECT severity, code, hub, file, offset, record, message FROM problem
     WHERE ${filterSql} ORDER BY severity, id LIMIT @limit OFFSET @offset`,
  ).all({ ...filter, limit: args.limit, offset: args.offset });
  return {
    total: total?.count ?? 0,
    rows: rows.map((row) => ({
      severity: nameOf(severities, row.severity),
      code: row.code,
      hub: row.hub === null ? null : hubOfNumber(row.hub),
      file: row.file,
      offset: row.offset,
      record: row.record,
      message: row.message,
    })),
    kinds: listKinds(context),
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

/** The sentence of `problemKinds`; a code from an index of another version explains itself by its name. */
export function explain(code: string): string {
  const known: Readonly<Record<string, string>> = problemKinds;
  return Object.hasOwn(known, code) ? (known[code] ?? code) : code;
}

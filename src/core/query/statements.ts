import type { Statement } from 'better-sqlite3';
import type { ReadDatabase } from '../index/index.ts';

/** What one open index has had worked out for it; dropped with the connection, since an index never changes in place. */
interface Memory {
  readonly statements: Map<string, unknown>;
  readonly answers: Map<string, unknown>;
}

const memories = new WeakMap<ReadDatabase, Memory>();

function memoryOf(database: ReadDatabase): Memory {
  const known = memories.get(database);
  if (known) return known;
  const made: Memory = { statements: new Map(), answers: new Map() };
  memories.set(database, made);
  return made;
}

/**
 * The prepared statement of that text, made once per connection. Only for fixed texts: one that is put together from a
 * search goes through `database.prepare`, or the store would grow with every search.
 */
export function prepare<Params extends unknown[], Row>(database: ReadDatabase, sql: string): Statement<Params, Row> {
  const { statements } = memoryOf(database);
  const known = statements.get(sql) as Statement<Params, Row> | undefined;
  if (known !== undefined) return known;
  const made = withModes(database, sql, database.prepare<Params, Row>(sql));
  statements.set(sql, made);
  return made;
}

/**
 * Plucked and raw rows come from statements of their own: one that changes its mode compiles anew how it makes rows, which takes as long as
 * reading some.
 */
function withModes<Params extends unknown[], Row>(database: ReadDatabase, sql: string, statement: Statement<Params, Row>): Statement<Params, Row> {
  if (!statement.reader) return statement;
  for (const mode of ['pluck', 'raw'] as const) {
    let other: unknown;
    Object.defineProperty(statement, mode, { value: () => (other ??= database.prepare(sql)[mode]()) });
  }
  return statement;
}

const answersKept = 64;

/** Works a value out once per connection and key; the oldest of more than 64 is forgotten. */
export function remember<Value>(database: ReadDatabase, key: string, compute: () => Value): Value {
  const { answers } = memoryOf(database);
  if (answers.has(key)) return answers.get(key) as Value;
  const value = compute();
  const oldest = answers.keys().next();
  if (answers.size >= answersKept && !oldest.done) answers.delete(oldest.value);
  answers.set(key, value);
  return value;
}

/** What the index says of itself: a value of its table `meta`; empty where it says nothing. */
export function metaText(database: ReadDatabase, key: string): string {
  return prepare<[string], { value: string }>(database, 'SELECT value FROM meta WHERE key = ?').get(key)?.value ?? '';
}

import type { UserDatabase } from '../index/index.ts';
import { measureSets, type MeasureSource } from '../measures/index.ts';
import { type ReadContext, setNamedSets } from '../query/index.ts';
import { reachContext, userAliases } from './alias-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** An index with what the user adds to it, as measures ask for it. */
export function measureSource(context: WorkerContext, mirror: string): MeasureSource {
  return { ...reachContext(context, mirror), measured: context.userDatabase.measured, other: (id) => context.read(id) };
}

/** Says what `measure:` stands for in an index. Rows change with what the user adds: aliases, and measured results. */
export function bindMeasureSets({ aliases, measured }: UserDatabase, read: ReadContext, other: MeasureSource['other']): void {
  const revision = `${aliases.revision()} ${measured.list().map(({ id }) => id).join(',')}`;
  setNamedSets(read.database, 'measure', measureSets(() => ({ ...read, aliases: userAliases({ aliases }), measured, other }), revision));
}

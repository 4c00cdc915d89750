import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { stateOfValue } from '../../shared/domain/index.ts';
import { earlierIndexes, removeStates, stateLimits, type UserDatabase } from '../index/index.ts';
import { measureSets, type MeasureResult, type MeasureSource, runMeasure } from '../measures/index.ts';
import { type ReadContext, setNamedSets } from '../query/index.ts';
import { userAliases } from './alias-calls.ts';
import { packageCardText } from './package-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** An index with what the user adds to it, as measures ask for it: the mirror's own, or that of an earlier state. */
function measureSource(context: WorkerContext, mirror: string, state: string | null = null): MeasureSource {
  const { userDatabase } = context;
  const read = state === null ? context.read(mirror) : context.readState(mirror, state);
  return { ...read, aliases: userAliases(userDatabase), measured: userDatabase.measured, other: otherOf(context, mirror), cardText: state === null ? cardTextIn(read) : null };
}

/** The same for a report, which is asked for without a choice of what to compare with. */
export function reportSource(context: WorkerContext, mirror: string): MeasureSource {
  const lastState = earlierIndexes(context.start.dataDir, mirror).find(({ readable, damage }) => readable && damage === null);
  return { ...measureSource(context, mirror), ...(lastState && { lastState }) };
}

/** Cards as they lie in the mirror now. */
function cardTextIn(read: ReadContext): MeasureSource['cardText'] {
  return (of) => {
    const card = packageCardText(read, { mirror: read.mirror.id, package: of });
    return card.kind === 'card' ? card.text : '';
  };
}

/** What a measure of a mirror may be compared with: another mirror's index, or an earlier state of its own. */
export function otherOf(context: WorkerContext, mirror: string): MeasureSource['other'] {
  return (id) => {
    const state = stateOfValue(id);
    return state === null ? context.read(id) : context.readState(mirror, state);
  };
}

export function answerMeasure(context: WorkerContext, args: CallArguments<'measures.run'>): MeasureResult {
  return runMeasure(measureSource(context, args.mirror, args.state), args);
}

export function listStates({ start: { dataDir } }: WorkerContext, { mirror }: CallArguments<'measures.states'>): CallAnswer<'measures.states'> {
  const states = earlierIndexes(dataDir, mirror).map(({ id, fingerprint, builtAt, packages, seal, readable, damage }) => ({
    id, fingerprint, builtAt, packages, bytes: seal?.bytes ?? null, readable: readable && damage === null,
  }));
  return { states, most: stateLimits.states, mostBytes: stateLimits.bytes };
}

/** Answers with the states that are left. */
export function removeKeptStates(context: WorkerContext, args: CallArguments<'measures.removeStates'>): CallAnswer<'measures.removeStates'> {
  context.forget(args.mirror);
  removeStates(context.start.dataDir, args.mirror, args.states);
  return listStates(context, args);
}

/** Says what `measure:` stands for in an index. Rows change with what the user adds: aliases, and measured results. */
export function bindRows({ aliases, measured }: UserDatabase, read: ReadContext, other: MeasureSource['other'], isState: boolean): void {
  const revision = `${aliases.revision()} ${measured.list().map(({ id }) => id).join(',')}`;
  setNamedSets(read.database, 'measure', measureSets(() => ({ ...read, aliases: userAliases({ aliases }), measured, other, cardText: isState ? null : cardTextIn(read) }), revision));
}

import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { ReadDatabase } from '../index/index.ts';
import { countChanges, GitDataError, historyNotes, type HistoryQuestion, openHistory, type OpenHistory, type PackageClone, readCommitDetail } from '../package/index.ts';
import { cloneIn, cloneOf, packagePlaces, storedDetail, summariseHistory, type ReadContext } from '../query/index.ts';

/** The history that each connection walked last: its pages follow one another, and the walk need not begin anew. */
const heldHistories = new WeakMap<ReadDatabase, OpenHistory>();

export function packageHistory(context: ReadContext, args: CallArguments<'packages.history'>, isStopped: () => boolean): CallAnswer<'packages.history'> {
  const stored = cloneOf(context.database, storedDetail(context.database, args.package));
  const opened = cloneIn(context, packagePlaces(context.database, args.package));
  if (!opened || stored.commits === 0) return { clone: stored, commits: [], total: 0, notes: [] };
  const { refs, text, offset, limit } = args;
  try {
    return withHistory(context.database, opened, { refs, text: text.trim() }, ({ history, head }) => {
      const commits = history.page(offset, limit, isStopped);
      // The index knows how many commits HEAD reaches, as long as it is the same HEAD.
      const isKnown = refs === 'head' && text.trim() === '' && head === stored.head;
      if (!isKnown) history.walkToEnd(isStopped);
      return { clone: stored, commits: [...commits], total: isKnown ? stored.commits : history.count, notes: historyNotes(history) };
    });
  } catch (error) {
    // A clone that has gone since it was indexed keeps its sums; only its commits cannot be listed.
    if (!(error instanceof ExpectedError) || error.code !== 'unreadable') throw error;
    return { clone: { ...stored, reason: error.message }, commits: [], total: 0, notes: [] };
  }
}

export function packageHistorySummary({ database }: ReadContext, args: CallArguments<'packages.historySummary'>): CallAnswer<'packages.historySummary'> {
  const places = packagePlaces(database, args.package);
  return { clone: cloneOf(database, storedDetail(database, args.package)), ...summariseHistory(database, places.repository?.id ?? null) };
}

export function packageCommit(context: ReadContext, args: CallArguments<'packages.commit'>, isStopped: () => boolean): CallAnswer<'packages.commit'> {
  const clone = cloneToRead(context, args.package);
  const allNames = (): readonly string[] => withHistory(context.database, clone, { refs: 'all', text: '' }, ({ history }) => history.shas(0, maxCommitsNamed, isStopped));
  const held = heldHistories.get(context.database);
  const refsOf = held?.clone === clone.absolute ? held.history.refsOf.bind(held.history) : withHistory(context.database, clone, { refs: 'head', text: '' }, ({ history }) => history.refsOf.bind(history));
  const detail = readCommitDetail(clone, args.commit, { shas: allNames, refsOf }, isStopped);
  const place = args.locate ? withHistory(context.database, clone, { refs: 'head', text: '' }, ({ history }) => history.placeOf(detail.commit.sha, isStopped)) : null;
  return { ...detail, place };
}

/** A name that is cut short is looked for among as many. */
const maxCommitsNamed = 2_000_000;

export function packageHeat(context: ReadContext, args: CallArguments<'packages.heat'>, isStopped: () => boolean): CallAnswer<'packages.heat'> {
  const clone = cloneToRead(context, args.package);
  return withHistory(context.database, clone, { refs: 'head', text: '' }, ({ history }) => {
    history.walkToEnd(isStopped);
    const piece = countChanges(history, args.offset, args.limit, isStopped);
    return { ...piece, files: [...piece.files], total: history.count, isLast: args.offset + piece.commits >= history.count };
  });
}

function cloneToRead(context: ReadContext, key: PackageKey): PackageClone {
  const clone = cloneIn(context, packagePlaces(context.database, key));
  if (!clone) throw new ExpectedError('not-found', 'No clone of this package is in the mirror.');
  return clone;
}

/** Runs `read` on the clone's history. What was held is dropped where its objects have gone, and opened anew. */
function withHistory<Value>(database: ReadDatabase, clone: PackageClone, question: HistoryQuestion, read: (opened: OpenHistory) => Value): Value {
  const held = heldHistories.get(database) ?? null;
  const opened = openHistory(clone, question, held);
  if (opened !== held) {
    held?.history.repository.close();
    heldHistories.set(database, opened);
  }
  try {
    return read(opened);
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    heldHistories.delete(database);
    if (opened === held) return withHistory(database, clone, question, read);
    throw new ExpectedError('unreadable', `The history of ${clone.path} cannot be read: ${error.message}`);
  }
}

import { ExpectedError } from '../../shared/result.ts';
import type { StoredMirror } from '../index/index.ts';
import type { MirrorPlaces } from '../subset/index.ts';
import { indexOf } from './annotation-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** Where a file of a mirror is not written: into the mirror, nor beside what the user made. */
export function placesOf(context: WorkerContext, stored: StoredMirror): MirrorPlaces {
  return { mirror: context.summary(stored), hubFolders: indexOf(context, stored.id)?.hubFolders ?? {}, dataDir: context.start.dataDir };
}

/** The same for what belongs to no mirror, and is written into none. */
export function placesOfAll(context: WorkerContext): MirrorPlaces {
  return { mirror: { title: '', sources: context.userDatabase.mirrors().flatMap(({ sources }) => sources) }, hubFolders: {}, dataDir: context.start.dataDir };
}

/** Those with the ids, all where `ids` is null. Throws `not-found`; `what` names one: "A view". */
export function chosenToWrite<Saved extends { readonly id: string }>(what: string, all: readonly Saved[], ids: readonly string[] | null): readonly Saved[] {
  if (ids?.some((id) => !all.some((saved) => saved.id === id))) throw new ExpectedError('not-found', `${what} that was to be written is not there any more.`);
  return ids === null ? all : all.filter(({ id }) => ids.includes(id));
}

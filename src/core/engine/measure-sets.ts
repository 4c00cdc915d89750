import { bindRows, otherOf } from './measure-calls.ts';
import { bindUserSets } from './user-sets.ts';
import type { BindSets } from './worker-context.ts';

/** Says all that a search may ask for that no index holds: what `bindUserSets` does, and rows of measures. */
export const bindMeasureSets: BindSets = (context, read, isState) => {
  bindUserSets(context, read, isState);
  bindRows(context.userDatabase, read, otherOf(context, read.mirror.id), isState);
};

import { bindPeatmoss } from '../peatmoss/index.ts';
import { bindMeasureSets, otherOf } from './measure-calls.ts';
import { bindNamedSets } from './named-sets.ts';
import type { BindSets } from './worker-context.ts';

/** Says what a search may ask for that no index holds: subsets, rows of measures, and what a joined PeaTMOSS database says. */
export const bindUserSets: BindSets = (context, read, isState) => {
  const { start, userDatabase } = context;
  const mirror = read.mirror.id;
  bindPeatmoss(start.dataDir, mirror, read.database);
  bindNamedSets(userDatabase, mirror, read.database);
  bindMeasureSets(userDatabase, read, otherOf(context, mirror), isState);
};

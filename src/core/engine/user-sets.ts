import { bindPeatmoss } from '../peatmoss/index.ts';
import { bindNamedSets } from './named-sets.ts';
import type { BindSets } from './worker-context.ts';

/** Says what the user's subsets are, and what a joined PeaTMOSS database says. A search that asks for rows of measures needs `bindMeasureSets`, which takes longer to load. */
export const bindUserSets: BindSets = ({ start, userDatabase }, { database, mirror }) => {
  bindPeatmoss(start.dataDir, mirror.id, database);
  bindNamedSets(userDatabase, mirror.id, database);
};

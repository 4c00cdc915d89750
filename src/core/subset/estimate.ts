import type { CallAnswer } from '../../shared/contract/index.ts';
import type { ReadContext } from '../query/index.ts';
import { choosePackages, countByHub, countClones } from './selection.ts';
import type { Selection } from './types.ts';

/** What an export of the selection would hold; `clones` counts repositories, each once. Throws as `choosePackages` does. */
export function estimateExport({ database }: ReadContext, { selection }: { readonly selection: Selection }): CallAnswer<'exports.estimate'> {
  const chosen = choosePackages(database, selection);
  const hubs = countByHub(database, chosen);
  return { packages: hubs.reduce((sum, hub) => sum + hub.packages, 0), hubs, clones: countClones(database, chosen) };
}

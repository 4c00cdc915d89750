export { attachedTo, detach, sourceState, writeJoined, type AttachedPeatmoss } from './joined-file.ts';
export { bindPeatmoss, dependentsOf } from './bind.ts';
export { readPeatmoss } from './read-peatmoss.ts';

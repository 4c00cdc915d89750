export { allAttached, attachedTo, detach, sourceOf, sourceState, writeJoined } from './joined-file.ts';
export { bindPeatmoss, dependentsOf } from './bind.ts';
export { checkPeatmossFile, readPeatmoss } from './read-peatmoss.ts';

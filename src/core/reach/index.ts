export { reachCurve } from './curve.ts';
export { reachGraph, reachRest } from './graph.ts';
export { listMaintainers } from './list.ts';
export { type Mailmap, makeMailmap } from './mailmap.ts';
export { mailmapLine, readMailmap } from './mailmap-text.ts';
export { mergeIdentities, peopleOf } from './merge.ts';
export { identityOf, type ReachContext } from './people.ts';
export { suggestAliases } from './suggestions.ts';
export { reachTimes } from './times.ts';

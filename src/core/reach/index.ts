export { isAutomated } from '../../shared/domain/index.ts';
export { reachCurve } from './curve.ts';
export { reachGraph, reachRest } from './graph.ts';
export { listMaintainers } from './list.ts';
export { reachRules } from './rules.ts';
export { drawGraph, drawMap, expandNode, findNodes, mapNodes, restOf, whatIf } from './network/index.ts';
export { noAliases } from './mailmap.ts';

export { drawGraph } from './draw.ts';
export { expandNode, restOf } from './expand.ts';
export { findNodes } from './find.ts';
export { drawMap, mapNodes } from './map.ts';
export { transitiveReach, type TransitiveReach } from './transitive.ts';
export { whatIf } from './what-if.ts';
export { licenceConflict } from './licences.ts';

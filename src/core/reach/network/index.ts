export { drawGraph } from './draw.ts';
export { transitiveReach, type TransitiveReach } from './transitive.ts';

export { transitiveReach, type TransitiveReach } from './transitive.ts';

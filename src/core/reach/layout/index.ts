export { layOut, type Layout, type LayoutGraph } from './force.ts';

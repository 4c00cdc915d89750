export { compareSides } from './compare.ts';
export type { Side } from './side.ts';

import { hash } from 'node:crypto';
import type { PackageKey } from '../../shared/domain/index.ts';
import { packageLine } from '../index/index.ts';

/**
 * The number that a package draws with a seed: the first 13 hex digits of the SHA-256 of the seed, a line feed and the package's line.
 * Lower numbers are drawn first, so that a draw depends on nothing but seed and names: not on the machine, the order of packages, or others.
 */
export function drawnNumber(seed: string, key: PackageKey): number {
  return Number.parseInt(hash('sha256', `${seed}\n${packageLine(key)}`).slice(0, 13), 16);
}

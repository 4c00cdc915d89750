import { packageText, type PackageKey } from '../../../../shared/domain/index.ts';

/**
 * A key of a signature as a line to import. Whose key it is, nobody has said: its comment tells where it was met. A package's name is a
 * stranger's text, which must not bring a line or a block, and with it a key, of its own.
 */
export function keySeenIn(publicKey: string, key: PackageKey): string {
  return `${publicKey} seen in ${packageText(key).replaceAll(/[\s\p{Cc}]+/gu, ' ').replaceAll(/-{3,}/g, '-')}`;
}

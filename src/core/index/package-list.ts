import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isHubId, type PackageKey } from '../../shared/domain/index.ts';

/** A package in one line that no other has: `["huggingface","google/bert",0]`. */
export function packageLine({ hub, name, ordinal }: PackageKey): string {
  return JSON.stringify([hub, name, ordinal]);
}

/** The package of such a line; null for a hub that only another version knows. */
export function packageOfLine(line: string): PackageKey | null {
  const [hub, name, ordinal] = JSON.parse(line) as [string, string, number];
  return isHubId(hub) ? { hub, name, ordinal } : null;
}

/** Lines as a deflated text. */
export function packLines(lines: readonly string[]): Buffer {
  return deflateRawSync(lines.join('\n'));
}

export function unpackLines(data: Uint8Array): readonly string[] {
  const text = inflateRawSync(data).toString('utf8');
  return text === '' ? [] : text.split('\n');
}

/** SHA-256 over sorted lines, each ended by a line feed: equal for equal sets of packages, whatever index they were found in. */
export function hashOfLines(sorted: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of sorted) hash.update(`${line}\n`);
  return hash.digest('hex');
}

import { inflateRawSync } from 'node:zlib';
import type { ReadDatabase } from '../index/index.ts';
import type { PackagePlaces } from './record-places.ts';
import { prepare } from './statements.ts';

interface StoredReadme {
  readonly readme: string;
  readonly card: Buffer;
  readonly card_bytes: number;
}

/** The README of a package's clone inside an archive, kept when the archive was read; null where there is none. */
export function archivedReadme(database: ReadDatabase, { repository }: PackagePlaces): { readonly label: string; readonly markdown: string } | null {
  if (repository?.state !== 'archived') return null;
  const stored = prepare<[number], StoredReadme>(database, 'SELECT readme, card, card_bytes FROM archived_clone WHERE repository = ? AND card IS NOT NULL').get(repository.id);
  if (!stored) return null;
  const bytes = inflateRawSync(stored.card, { maxOutputLength: Math.max(1, stored.card_bytes) });
  return { label: `${repository.path}/${stored.readme}`, markdown: bytes.toString('utf8') };
}

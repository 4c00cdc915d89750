import type { ReadDatabase } from './stored.ts';

/** An export goes through the index once: pages that stay mapped or cached are memory that nobody asks for again. */
export function readInTurn(database: ReadDatabase): void {
  database.pragma('mmap_size = 0');
  database.pragma('cache_size = -4096');
}

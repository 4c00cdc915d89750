import type { ChunkScanner, ValueTeller } from '../json/known-values.ts';
import { NamedListScanner } from '../json/named-list.ts';
import { fileListTeller, FileNames } from './file-list.ts';
import { UnifiedScanner, unifiedTeller } from './unified-scanner.ts';

/** What may be read of a file by its bytes: lists of files in metadata, unified records. */
export type ScanKind = 'file-lists' | 'unified';

export function scannerOf(kind: ScanKind): ChunkScanner {
  return kind === 'unified' ? new UnifiedScanner() : new NamedListScanner(new FileNames());
}

export function tellerOf(kind: ScanKind): ValueTeller {
  return kind === 'unified' ? unifiedTeller : fileListTeller;
}

import type { ArchivedHub } from '../../shared/contract/index.ts';
import { hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { prepare } from './statements.ts';

interface StoredArchive extends Omit<ArchivedHub, 'hub' | 'whole'> {
  readonly hub: number;
  readonly whole: number;
}

/** What the mirror's archives hold, hub by hub, as it was counted in the one pass over each. */
export function archivedHubs(database: ReadDatabase): ArchivedHub[] {
  return prepare<[], StoredArchive>(
    database,
    `SELECT hub, archive, archive_bytes AS archiveBytes, files, bytes, json_files AS jsonFiles, html_files AS htmlFiles, clones, whole
     FROM archive_hub ORDER BY hub, archive`,
  )
    .all()
    .map((row) => ({ ...row, hub: hubOfNumber(row.hub), whole: row.whole !== 0 }));
}

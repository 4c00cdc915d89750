import type { MirrorSummary } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import type { ReadDatabase } from '../index/index.ts';

/** What a read-only question has at hand: an open index, and where the mirror's hubs lie on disk now. */
export interface ReadContext {
  readonly database: ReadDatabase;
  readonly mirror: MirrorSummary;
  /** Bytes of the index file. */
  readonly indexBytes: number;
  /** Absolute folder of each hub that lies unpacked on disk: `data/<hub>` of a path is this folder. */
  readonly hubFolders: Partial<Readonly<Record<HubId, string>>>;
  /** Folder of indexes and of what users wrote: nothing else is written there. Absent where nothing is written at all. */
  readonly dataDir?: string;
}

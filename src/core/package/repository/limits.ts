/** Bounds for one repository: a hostile one can be refused, never exhaust memory or time. Sizes in bytes. */
export interface RepositoryLimits {
  /** Packs above this are left out. Packs are read in ranges, so it is no bound on memory. */
  readonly maxPackBytes: number;
  /** A pack's index is held in memory whole. */
  readonly maxIndexBytes: number;
  readonly maxPacks: number;
  /** Objects that must be rebuilt whole (delta chains, trees, tags). */
  readonly maxObjectBytes: number;
  readonly maxCommitBytes: number;
  /** A longer message is cut and `Commit.messageTruncated` says so. */
  readonly maxMessageBytes: number;
  /** git itself writes chains of at most 4,095. */
  readonly maxDeltaDepth: number;
  /** Memory for delta bases, and again for ranges of packs. */
  readonly cacheBytes: number;
  readonly maxReferences: number;
  /** HEAD, config, loose references and other one-line files are far smaller. */
  readonly maxConfigBytes: number;
  readonly maxPackedReferencesBytes: number;
  readonly maxAlternates: number;
  readonly maxAlternateDepth: number;
}

const kibi = 1024;
const mebi = kibi * kibi;
const gibi = kibi * mebi;

export const defaultLimits: RepositoryLimits = {
  maxPackBytes: 512 * gibi,
  maxIndexBytes: gibi,
  maxPacks: 4096,
  maxObjectBytes: 256 * mebi,
  maxCommitBytes: 8 * mebi,
  maxMessageBytes: mebi,
  maxDeltaDepth: 4096,
  cacheBytes: 16 * mebi,
  maxReferences: 200_000,
  maxConfigBytes: mebi,
  maxPackedReferencesBytes: 64 * mebi,
  maxAlternates: 32,
  maxAlternateDepth: 5,
};

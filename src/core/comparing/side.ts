import type { CallAnswer, PackageDetail, PackageEvidence } from '../../shared/contract/index.ts';
import type { Ancestor, SignedSums } from '../query/index.ts';

/** All that is known of one package that is compared. */
export interface Side {
  readonly detail: PackageDetail;
  readonly ancestors: readonly Ancestor[];
  readonly attributes: PackageEvidence['attributes'];
  readonly claims: CallAnswer<'packages.claims'>['claims'];
  /** Whether its card was looked at, so that a claim it does not make is not there. */
  readonly looksForClaims: boolean;
  /** Null where only the index was asked. */
  readonly evidence: PackageEvidence | null;
  readonly files: CallAnswer<'packages.files'> | null;
  /** What the signed commits of its clone are; null where it has none that can be read. */
  readonly signed: SignedSums | null;
  /** Keys that signed; null where only the index was asked, or no clone can be read. */
  readonly keys: Pick<CallAnswer<'packages.signatures'>, 'keys' | 'moreKeys' | 'complete'> | null;
}

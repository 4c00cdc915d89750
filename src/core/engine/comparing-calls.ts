import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { compareSides, type Side } from '../comparing/index.ts';
import { compareCommits, folderInRepository, lookForAttributes } from '../package/index.ts';
import { ancestorsOf, cloneIn, getPackage, metadataRecord, packagePlaces, signedSums, storedDetail } from '../query/index.ts';
import { packageClaims } from './claim-calls.ts';
import { keyRing } from './key-calls.ts';
import { packageEvidence, packageFiles, packageSignatures } from './package-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** Throws `not-found` for the first package that the mirror lacks. */
export async function comparePackages(worker: WorkerContext, { mirror, packages, deep }: CallArguments<'packages.compare'>): Promise<CallAnswer<'packages.compare'>> {
  const sides: Side[] = [];
  for (const key of packages) sides.push(await (deep ? deepSide : indexedSide)(worker, { mirror, package: key }));
  return compareSides(sides, deep);
}

type One = CallArguments<'packages.get'>;

function indexedSide(worker: WorkerContext, args: One): Side {
  const context = worker.read(args.mirror);
  const detail = getPackage(context, args);
  return {
    detail,
    ancestors: ancestorsOf(context.database, storedDetail(context.database, args.package).id, worker.isStopped),
    attributes: [...lookForAttributes({ detail, card: null, files: null })],
    claims: detail.claimList.map((claim) => ({ ...claim, elsewhere: [] })),
    // A card that makes claims was read; of one that makes none, the index does not tell whether it was.
    looksForClaims: detail.claims > 0 || detail.clone === 'whole',
    evidence: null,
    files: null,
    signed: signedSums(context.database, storedDetail(context.database, args.package).repository),
    keys: null,
  };
}

async function deepSide(worker: WorkerContext, args: One): Promise<Side> {
  const context = worker.read(args.mirror);
  const side = indexedSide(worker, args);
  const evidence = packageEvidence(context, args, worker.isStopped);
  return {
    ...side,
    attributes: evidence.attributes,
    claims: packageClaims(worker, args).claims,
    looksForClaims: side.looksForClaims || evidence.card !== null || hasCardData(metadataRecord(context, packagePlaces(context.database, args.package))),
    evidence,
    files: packageFiles(context, { ...args, commit: null }, worker.isStopped),
    keys: side.signed === null || side.signed.kinds.length === 0 ? null : await packageSignatures(context, { ...args, state: null, key: null, offset: 0, limit: 1 }, keyRing(worker), worker.isStopped),
  };
}

/** The hub's metadata holds the front matter of the card, claims and all. */
function hasCardData(record: Readonly<Record<string, unknown>> | null): boolean {
  return ['cardData', 'card_data'].some((field) => typeof record?.[field] === 'object' && record[field] !== null);
}

export function comparePackageCommits(worker: WorkerContext, { mirror, package: key, from, to }: CallArguments<'packages.compareCommits'>): CallAnswer<'packages.compareCommits'> {
  const context = worker.read(mirror);
  const places = packagePlaces(context.database, key);
  const clone = cloneIn(context, places);
  if (clone === null) throw new ExpectedError('not-found', 'No clone of this package is in the mirror.', 'Commits can be compared only where the clone lies in the mirror.');
  const record = metadataRecord(context, places);
  return compareCommits(clone, from, to, record === null ? null : folderInRepository(key.hub, record), worker.isStopped);
}

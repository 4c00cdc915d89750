import type { DecisionContent, DecisionState } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { pointsApart, statedElsewhere } from '../package/index.ts';
import { getPackage, type ReadContext } from '../query/index.ts';

type Candidate = DecisionContent['candidates'][number];

/** Claims told of a candidate; all of them are compared. */
const mostClaims = 200;

/** The exact version of a package now. Throws `not-found`. */
export function readVersion(context: ReadContext, key: PackageKey, fingerprint: string): Candidate['version'] {
  const { sha, repository } = getPackage(context, { mirror: context.mirror.id, package: key });
  return { sha, head: repository.head, fingerprint, recordedAt: Date.now() };
}

/** How a candidate stands to the mirror as it is now, and its own results to its claims. */
export function stateOf(context: ReadContext | null, candidate: Candidate, threshold: number): DecisionState {
  const detail = context === null ? null : detailOf(context, candidate.package);
  if (detail === null) {
    return { package: candidate.package, state: context === null ? 'unknown' : 'gone', sha: null, head: null, task: null, license: null, bytes: null, parameters: null, purl: null, claims: [], totalClaims: 0, checks: candidate.results.map(() => []) };
  }
  const { sha, repository, task, license, bytes, parameters, purl, claimList } = detail;
  return {
    package: candidate.package,
    state: compareVersions(candidate.version, { sha, head: repository.head }),
    sha, head: repository.head, task, license, bytes, parameters, purl,
    claims: claimList.slice(0, mostClaims),
    totalClaims: claimList.length,
    checks: candidate.results.map((result) => checkResult(result, claimList, threshold)),
  };
}

function detailOf(context: ReadContext, key: PackageKey): ReturnType<typeof getPackage> | null {
  try {
    return getPackage(context, { mirror: context.mirror.id, package: key });
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'not-found') return null;
    throw error;
  }
}

interface Version {
  readonly sha: string | null;
  readonly head: string | null;
}

/** A commit that one side does not know tells nothing: a mirror without clones has no HEAD. */
function compareVersions(recorded: Version, now: Version): 'same' | 'differs' | 'unknown' {
  const pairs = ([[recorded.sha, now.sha], [recorded.head, now.head]] as const).filter(([left, right]) => left !== null && right !== null);
  if (pairs.length === 0) return 'unknown';
  return pairs.every(([left, right]) => left === right) ? 'same' : 'differs';
}

/** The claims that speak about the same as an own result, by the rule of `packages.claims`. */
function checkResult(result: Candidate['results'][number], claims: DecisionState['claims'], threshold: number): DecisionState['checks'][number] {
  return statedElsewhere(claims, [{ ...result, place: null }]).flatMap((found, at) => {
    const claim = claims[at];
    const [other] = found;
    if (claim === undefined || other === undefined) return [];
    const points = pointsApart(claim.metric, claim.value, result.value);
    return [{ ...claim, points, agrees: other.agrees, beyond: !other.agrees && (points === null || Math.abs(points) > threshold) }];
  });
}

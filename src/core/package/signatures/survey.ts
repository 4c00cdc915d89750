import { cancelledError } from '../../../shared/result.ts';
import type { OpenClone } from '../clone.ts';
import { GitDataError, type Identity, signatureOf, type SignatureKind } from '../repository/index.ts';
import { checkSignature, type Verdict } from './check.ts';
import type { KeyRing } from './key-ring.ts';
import { plainLine } from './plain-text.ts';
import { platformOfCommit } from './platforms.ts';

/** A commit with a signature, and what is known of it with the present keys; null until it was checked. */
export interface SurveyedCommit {
  readonly sha: string;
  readonly author: Identity;
  readonly committer: Identity;
  readonly kind: Exclude<SignatureKind, 'none'>;
  verdict: CheckedVerdict | null;
}

export type CheckedVerdict = Verdict & { readonly platform: string | null };

/** The signed commits of one clone at one HEAD. */
export interface Survey {
  readonly head: string;
  readonly commits: number;
  /** Commits by year, signed or not. */
  readonly years: ReadonlyMap<number, number>;
  readonly signed: readonly SurveyedCommit[];
  /** Signed commits beyond the limit of `signed`. */
  readonly leftOut: number;
  /** Of the keys that the verdicts were made with. */
  revision: string;
  /** Commits of `signed` from the first on that have a verdict. */
  checked: number;
}

/** A hostile history may have millions; a row takes half a kilobyte. */
const mostSigned = 100_000;
/** Clones whose survey a thread keeps: a user looks at one at a time, and pages of it come one by one. */
const mostKept = 2;

const kept = new Map<string, Survey>();

/** The clone's survey, as far as it is known: walked anew where HEAD has moved, without verdicts where the keys are others. */
export function surveyOf(opened: OpenClone, ring: KeyRing, isStopped: () => boolean): Survey {
  const name = `${opened.clone.mirrorRoot}\n${opened.clone.absolute}`;
  const known = kept.get(name);
  const survey = known?.head === opened.head ? known : walk(opened, isStopped);
  if (survey.revision !== ring.revision) {
    for (const commit of survey.signed) commit.verdict = null;
    survey.checked = 0;
    survey.revision = ring.revision;
  }
  kept.delete(name);
  kept.set(name, survey);
  const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return survey;
}

function walk({ repository, head }: OpenClone, isStopped: () => boolean): Survey {
  const years = new Map<number, number>();
  const signed: SurveyedCommit[] = [];
  let leftOut = 0;
  const { visited, stopped } = repository.walkCommits([head], ({ sha, author, committer, signature }) => {
    const year = yearOf(committer.time);
    years.set(year, (years.get(year) ?? 0) + 1);
    if (signature === 'none') return;
    if (signed.length < mostSigned) signed.push({ sha, author: short(author), committer: short(committer), kind: signature, verdict: null });
    else leftOut += 1;
  }, { withMessage: false, signal: isStopped });
  if (stopped) throw cancelledError();
  return { head, commits: visited, years, signed, leftOut, revision: '', checked: 0 };
}

/** Checks signatures in the order of the history until all are, or the time has come; `until` as `performance.now()` tells it. */
export async function checkOnward(survey: Survey, opened: OpenClone, ring: KeyRing, until: number, isStopped: () => boolean): Promise<void> {
  while (survey.checked < survey.signed.length) {
    if (isStopped()) throw cancelledError();
    const commit = survey.signed[survey.checked];
    if (commit) await checkCommit(commit, opened, ring);
    survey.checked += 1;
    if (performance.now() > until) return;
  }
}

/** Checks one commit unless it was. */
export async function checkCommit(commit: SurveyedCommit, { repository }: OpenClone, ring: KeyRing): Promise<CheckedVerdict> {
  if (commit.verdict) return commit.verdict;
  const verdict = await verdictOf(commit, () => signatureOf(repository.readObject(commit.sha).bytes), ring);
  const checked: CheckedVerdict = {
    ...verdict,
    signer: verdict.signer === null ? null : plainLine(verdict.signer),
    platform: platformOfCommit(verdict.key, commit.committer.email),
  };
  commit.verdict = checked;
  return checked;
}

async function verdictOf(commit: SurveyedCommit, read: () => ReturnType<typeof signatureOf>, ring: KeyRing): Promise<Verdict> {
  const unreadable = (reason: string): Verdict => ({ state: 'unreadable', reason, notes: [], key: null, signer: null, algorithm: null, publicKey: null });
  try {
    const signature = read();
    return signature === null ? unreadable('Its header is malformed.') : await checkSignature(signature, commit, ring);
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return unreadable(error.message);
  }
}

/** A name may be megabytes long. */
function short(identity: Identity): Identity {
  return { ...identity, name: plainLine(identity.name.slice(0, 1000), 200), email: plainLine(identity.email.slice(0, 1000), 200) };
}

export function yearOf(seconds: number | null): number {
  const year = new Date((seconds ?? 0) * 1000).getUTCFullYear();
  return Number.isNaN(year) ? 1970 : year;
}

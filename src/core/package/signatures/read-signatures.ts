import type { CallAnswer, CallArguments, SeenKey, SignedCommit } from '../../../shared/contract/index.ts';
import { signatureKinds, type SignatureState, signatureStates } from '../../../shared/domain/index.ts';
import { type OpenClone, type PackageClone, withOpenClone } from '../clone.ts';
import { GitDataError } from '../repository/index.ts';
import type { KeyRing } from './key-ring.ts';
import { plainLine } from './plain-text.ts';
import { checkCommit, checkOnward, type CheckedVerdict, type Survey, surveyOf, type SurveyedCommit, yearOf } from './survey.ts';

type Signatures = Omit<CallAnswer<'packages.signatures'>, 'clone'>;
type Asked = Pick<CallArguments<'packages.signatures'>, 'state' | 'key' | 'offset' | 'limit'>;

export interface SignatureOptions {
  readonly isStopped: () => boolean;
  /** How long this question may check signatures beyond its page; the next one goes on. Milliseconds. */
  readonly checkMs?: number;
}

const mostKeys = 200;
const mostCommitters = 5;
/** The first page is wanted at once; whoever asks on waits for the sums. */
const firstCheckMs = 300;
const onwardCheckMs = 1500;

/**
 * The signatures of the commits that HEAD reaches: sums over those that could be checked in the time, and a page of them. Throws `cancelled` when
 * `isStopped` says so.
 */
export async function readSignatures(clone: PackageClone | null, asked: Asked, ring: KeyRing, { isStopped, checkMs }: SignatureOptions): Promise<Signatures> {
  if (clone === null) return nothing('Signatures stand in the commits of a clone, and this mirror has no clone of the package.');
  return withOpenClone(
    clone,
    async (opened) => {
      const survey = surveyOf(opened, ring, isStopped);
      const until = performance.now() + (checkMs ?? (survey.checked === 0 ? firstCheckMs : onwardCheckMs));
      const isFiltered = asked.state !== null || asked.key !== null;
      // What is on screen first, then the rest for the sums.
      const page = isFiltered ? [] : survey.signed.slice(asked.offset, asked.offset + asked.limit);
      for (const commit of page) await checkCommit(commit, opened, ring);
      await checkOnward(survey, opened, ring, until, isStopped);
      const found = isFiltered ? survey.signed.filter(({ verdict }) => verdict !== null && (asked.state ?? verdict.state) === verdict.state && (asked.key ?? verdict.key) === verdict.key) : survey.signed;
      const rows: SignedCommit[] = [];
      for (const commit of found.slice(asked.offset, asked.offset + asked.limit)) rows.push(rowOf(commit, await checkCommit(commit, opened, ring), opened));
      return { ...sumsOf(survey, ring), total: found.length, rows, reason: survey.leftOut === 0 ? null : `${survey.leftOut} more signed commits are not looked at.` };
    },
    async (reason) => nothing(`The clone cannot be read: ${clone.reason ?? reason}`),
  );
}

function nothing(reason: string): Signatures {
  return { reason, commits: 0, signed: 0, checked: 0, complete: true, states: [], kinds: [], platform: 0, keys: [], moreKeys: 0, years: [], total: 0, rows: [] };
}

type Sums = Omit<Signatures, 'reason' | 'total' | 'rows'>;

function sumsOf(survey: Survey, ring: KeyRing): Sums {
  const checked = survey.signed.slice(0, survey.checked).flatMap((commit) => (commit.verdict ? [{ commit, verdict: commit.verdict }] : []));
  const count = <Name extends string>(names: readonly Name[], nameOf: (at: (typeof checked)[number]) => string): { name: Name; count: number }[] => {
    const counts = new Map<string, number>();
    for (const one of checked) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
    return names.flatMap((name) => (counts.has(name) ? [{ name, count: counts.get(name) ?? 0 }] : []));
  };
  const keys = keysOf(checked, ring);
  return {
    commits: survey.commits,
    signed: survey.signed.length + survey.leftOut,
    checked: survey.checked,
    complete: survey.checked === survey.signed.length,
    states: count(signatureStates, ({ verdict }) => verdict.state).map(({ name, count: commits }) => ({ state: name, count: commits })),
    kinds: kindsOf(survey),
    platform: checked.filter(({ verdict }) => verdict.platform !== null).length,
    keys: keys.slice(0, mostKeys),
    moreKeys: Math.max(0, keys.length - mostKeys),
    years: yearsOf(survey),
  };
}

function kindsOf(survey: Survey): Sums['kinds'] {
  return signatureKinds.map((kind) => ({ kind, count: survey.signed.filter((commit) => commit.kind === kind).length })).filter(({ count }) => count > 0);
}

function yearsOf(survey: Survey): Sums['years'] {
  const years = new Map([...survey.years].map(([year, commits]) => [year, { year, commits, signed: 0, valid: 0 }]));
  for (const { committer, verdict } of survey.signed) {
    const year = years.get(yearOf(committer.time));
    if (!year) continue;
    year.signed += 1;
    if (verdict?.state === 'valid') year.valid += 1;
  }
  return [...years.values()].sort((left, right) => left.year - right.year);
}

function keysOf(checked: readonly { readonly commit: SurveyedCommit; readonly verdict: CheckedVerdict }[], ring: KeyRing): SeenKey[] {
  const seen = new Map<string, { key: SeenKey; states: Map<SignatureState, number>; committers: Map<string, number> }>();
  for (const { commit, verdict } of checked) {
    if (verdict.key === null) continue;
    let entry = seen.get(verdict.key);
    if (!entry) {
      const { key, signer, algorithm, platform, publicKey } = verdict;
      entry = { key: { kind: commit.kind, key, signer, algorithm, platform, publicKey, imported: isImported(commit, key, ring), commits: 0, states: [], committers: [] }, states: new Map(), committers: new Map() };
      seen.set(key, entry);
    }
    entry.key = { ...entry.key, commits: entry.key.commits + 1, signer: entry.key.signer ?? verdict.signer };
    entry.states.set(verdict.state, (entry.states.get(verdict.state) ?? 0) + 1);
    entry.committers.set(commit.committer.email, (entry.committers.get(commit.committer.email) ?? 0) + 1);
  }
  return [...seen.values()]
    .map(({ key, states, committers }) => ({
      ...key,
      states: signatureStates.flatMap((state) => (states.has(state) ? [{ state, count: states.get(state) ?? 0 }] : [])),
      committers: [...committers].sort((left, right) => right[1] - left[1]).slice(0, mostCommitters).map(([email]) => email),
    }))
    .sort((left, right) => right.commits - left.commits || (left.key < right.key ? -1 : 1));
}

function isImported(commit: SurveyedCommit, key: string, ring: KeyRing): boolean {
  if (commit.kind === 'ssh') return ring.ssh(key).length > 0;
  return commit.kind === 'pgp' && ring.pgp(key).length > 0;
}

function rowOf({ sha, author, committer, kind }: SurveyedCommit, verdict: CheckedVerdict, opened: OpenClone): SignedCommit {
  const { state, reason, notes, key, signer, algorithm, platform } = verdict;
  return {
    sha, kind, state, reason, notes: [...notes], key, signer, algorithm, platform, subject: subjectOf(sha, opened),
    authorName: author.name, authorEmail: author.email, committerName: committer.name, committerEmail: committer.email, committed: committer.time ?? 0,
  };
}

function subjectOf(sha: string, { repository }: OpenClone): string {
  try {
    return plainLine(/\S[^\r\n]*/.exec(repository.readCommit(sha).message)?.[0].slice(0, 1000) ?? '', 200);
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return '';
  }
}

import type { CallAnswer } from '../../shared/contract/index.ts';
import { cancelledError, ExpectedError } from '../../shared/result.ts';
import { insideClone, type OpenClone, type PackageClone } from './clone.ts';
import { GitDataError, type Reference } from './repository/index.ts';

type References = CallAnswer<'packages.references'>;

const maxReferences = 2000;
/** Commits looked through for an abbreviated hash. */
const maxWalked = 500_000;

/** The clone as it is at a commit: a branch, a tag, a hash or seven or more digits of one. Throws `not-found` where it has no such commit. */
export function atCommit(opened: OpenClone, name: string | null, isStopped?: () => boolean): OpenClone {
  if (name === null) return opened;
  const named = name === 'HEAD' ? opened.head : (referenced(opened, name) ?? hashed(opened, name, isStopped));
  const commit = named === null ? null : commitAt(opened, named);
  if (commit === null) throw noSuchCommit(name, 'It is no branch, tag or commit of the clone.');
  return { ...opened, head: commit, hasWorkTree: opened.hasWorkTree && commit === opened.head };
}

export function noSuchCommit(name: string, reason: string): ExpectedError {
  return new ExpectedError('not-found', `There is no ${name.slice(0, 200)} to show. ${reason}`);
}

/** Branches and tags of a clone with the commits that they lead to. */
export function readReferences(clone: PackageClone | null): References {
  const none = (reason: string): References => ({ head: null, references: [], total: 0, reason });
  if (clone === null) return none('This mirror has no clone of the package.');
  return insideClone<References>(
    clone,
    (opened) => {
      const head = opened.repository.head();
      const all = opened.repository.refs().flatMap(({ name, sha }): References['references'] => {
        const [, folder, short] = /^refs\/(heads|remotes|tags)\/(.+)$/s.exec(name) ?? [];
        return folder === undefined || short === undefined ? [] : [{ name: short, kind: folder === 'heads' ? 'branch' : folder === 'tags' ? 'tag' : 'remote', commit: sha }];
      });
      // Which commit a tag object leads to is looked up for those alone that are told.
      const references = all.slice(0, maxReferences).map((reference) => ({ ...reference, commit: commitAt(opened, reference.commit) ?? reference.commit }));
      return { head: { branch: head?.ref?.replace(/^refs\/heads\//, '') ?? null, commit: opened.head }, references, total: all.length, reason: null };
    },
    (reason) => none(`The clone cannot be read: ${clone.reason ?? reason}`),
  );
}

function referenced({ repository }: OpenClone, name: string): string | null {
  const byName = new Map(repository.refs().map((reference: Reference) => [reference.name, reference.sha]));
  for (const prefix of ['', 'refs/heads/', 'refs/tags/', 'refs/', 'refs/remotes/', 'refs/remotes/origin/']) {
    const sha = byName.get(prefix + name);
    if (sha !== undefined) return sha;
  }
  return null;
}

function hashed({ repository, head }: OpenClone, name: string, isStopped?: () => boolean): string | null {
  const digits = name.toLowerCase();
  if (!/^[\da-f]{7,64}$/.test(digits)) return null;
  if (digits.length === head.length) return digits;
  const found = new Set<string>();
  let walked = 0;
  repository.walkCommits(
    [head, ...repository.refs().map(({ sha }) => sha)],
    ({ sha }) => {
      walked += 1;
      if (sha.startsWith(digits)) found.add(sha);
      return found.size > 1 || walked >= maxWalked ? 'stop' : undefined;
    },
    { withMessage: false, signal: () => isStopped?.() === true },
  );
  if (isStopped?.() === true) throw cancelledError();
  if (found.size > 1) throw noSuchCommit(name, 'More than one commit begins with these digits.');
  return [...found][0] ?? null;
}

function commitAt({ repository }: OpenClone, sha: string): string | null {
  try {
    return repository.readCommit(sha).sha;
  } catch (error) {
    if (!(error instanceof GitDataError)) throw error;
    return null;
  }
}

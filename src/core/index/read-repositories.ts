import type { Database } from 'better-sqlite3';
import { cancelledError } from '../../shared/result.ts';
import type { FoundClone, HubFolder } from '../mirror/index.ts';
import { GitDataError, openRepository, type Repository } from '../package/index.ts';
import { cloneStates, recordCommits, type RecordCommit } from './codes.ts';
import type { WorkControl } from './control.ts';
import type { PackageWriter } from './package-writer.ts';
import type { ProblemWriter } from './problem-writer.ts';
import { repositoryPath, type RepositoryFacts, type RepositoryWriter } from './repository-writer.ts';

/** A clone with the row that stands for it. */
export interface ListedClone {
  readonly id: number;
  readonly clone: FoundClone;
  readonly folder: HubFolder;
}

export interface RepositoryWork {
  readonly database: Database;
  readonly repositories: RepositoryWriter;
  readonly packages: PackageWriter;
  readonly problems: ProblemWriter;
  readonly control: WorkControl;
}

/** How much of a model card goes into full text: real cards are under 100 kB, hostile ones are not. */
const maxCardBytes = 256 * 1024;

interface LinkedPackage {
  readonly id: number;
  readonly sha: string | null;
  readonly name: string;
  readonly owner: string | null;
  readonly tags: string | null;
  readonly description: string | null;
}

/** Reads the commits of every listed repository once, and gives the packages that share it their clone state and card. */
export function readRepositories(work: RepositoryWork, clones: readonly ListedClone[]): void {
  const linked = work.database.prepare<[number], LinkedPackage>(
    `SELECT p.id, p.sha, p.name, o.text AS owner, p.description,
            (SELECT group_concat(text, ' ') FROM (SELECT t.text FROM package_term pt JOIN term t ON t.id = pt.term WHERE pt.package = p.id AND t.kind = 5 ORDER BY t.id)) AS tags
     FROM package p LEFT JOIN term o ON o.id = p.owner WHERE p.repository = ? ORDER BY p.id`,
  );
  const update = work.database.prepare<[number, number, number, number]>(
    'UPDATE package SET clone = ?, record_commit = ?, has_card = max(has_card, ?) WHERE id = ?',
  );
  // The packages of a repository are asked for once each, long before the other indexes are made.
  work.database.exec('CREATE INDEX package_repository ON package (repository) WHERE repository IS NOT NULL');
  clones.forEach((listed, done) => {
    if (work.control.isCancelled()) throw cancelledError();
    work.control.progress({ phase: 'Reading repositories', done, total: clones.length, unit: 'repositories' });
    const packages = linked.all(listed.id);
    const read = readOne(work, listed, new Set(packages.map((found) => found.sha).filter((sha) => sha !== null)));
    for (const found of packages) {
      update.run(cloneStates.indexOf(read.facts.state), recordCommits.indexOf(standing(found.sha, read)), read.card === '' ? 0 : 1, found.id);
      work.packages.addText(found.id, found.name, found.owner ?? '', found.tags ?? '', found.description ?? '', read.card);
    }
  });
}

interface ReadRepository {
  readonly facts: RepositoryFacts;
  /** Which of the wanted commits HEAD reaches. */
  readonly reached: ReadonlySet<string>;
  readonly card: string;
}

function standing(sha: string | null, read: ReadRepository): RecordCommit {
  if (sha === null) return 'not-stated';
  if (read.facts.state !== 'whole') return 'unknown';
  if (sha === read.facts.head) return 'equal';
  return read.reached.has(sha) ? 'ancestor' : 'absent';
}

function readOne(work: RepositoryWork, listed: ListedClone, wanted: ReadonlySet<string>): ReadRepository {
  const writing = work.repositories.begin(listed.id);
  const file = repositoryPath(listed.clone.hub, listed.clone.name);
  const fail = (state: 'empty' | 'broken', reason: string, facts?: Partial<RepositoryFacts>): ReadRepository => {
    const found: RepositoryFacts = { state, reason, head: null, branch: null, origin: null, ...facts };
    writing.finish(found);
    work.problems.report({
      severity: state === 'empty' ? 'warning' : 'error', code: state === 'empty' ? 'empty-clone' : 'broken-clone', hub: listed.clone.hub, file, offset: null,
      record: listed.clone.name, message: reason,
    });
    return { facts: found, reached: new Set(), card: '' };
  };
  if (listed.clone.layout === 'empty') return fail('empty', 'The folder is empty: the clone failed.');
  if (listed.clone.layout === 'no-repository') return fail('broken', 'The folder holds files but no git repository.');
  const repository = openRepository(listed.clone.absolute, { mirrorRoot: listed.folder.folder });
  try {
    const head = repository.head();
    const origin = withoutSecrets(repository.remoteOrigin());
    if (repository.state.kind !== 'readable' || !head) {
      const { state } = repository;
      const reason = state.kind === 'readable' ? 'HEAD names no commit.' : state.reason;
      return fail(state.kind === 'empty' || state.kind === 'unborn' ? 'empty' : 'broken', reason, { origin, head: head?.sha ?? null });
    }
    const reached = new Set<string>();
    const outcome = repository.walkCommits(
      [head.sha],
      (commit) => {
        writing.commit(commit);
        if (wanted.has(commit.sha)) reached.add(commit.sha);
      },
      { signal: work.control.isCancelled, withMessage: false },
    );
    if (outcome.stopped) throw cancelledError();
    const lost = outcome.missing.length + outcome.unreadable.length;
    if (lost > 0) {
      return fail('broken', `${lost} of its commits are missing or damaged; ${outcome.visited} were read.`, { head: head.sha, branch: branchOf(head.ref), origin });
    }
    const facts: RepositoryFacts = { state: 'whole', reason: null, head: head.sha, branch: branchOf(head.ref), origin };
    writing.finish(facts);
    return { facts, reached, card: cardText(repository, head.sha) };
  } finally {
    repository.close();
  }
}

function branchOf(ref: string | null): string | null {
  return ref?.replace(/^refs\/heads\//, '') ?? null;
}

/** A clone made with a token keeps it in its address; the index does not. */
function withoutSecrets(origin: string | null): string | null {
  return origin?.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1').slice(0, 2000) ?? null;
}

function cardText(repository: Repository, head: string): string {
  try {
    const entries = repository.readTree(head);
    const readme = entries.find((entry) => entry.name === 'README.md') ?? entries.find((entry) => /^readme(\.(md|markdown|rst|txt))?$/i.test(entry.name));
    if (!readme || readme.kind === 'folder' || readme.kind === 'submodule') return '';
    return Buffer.from(repository.readBlob(readme.sha, maxCardBytes).bytes).toString('utf8');
  } catch (error) {
    // A missing tree or blob leaves the commits as good as they are; anything else is a bug.
    if (!(error instanceof GitDataError)) throw error;
    return '';
  }
}

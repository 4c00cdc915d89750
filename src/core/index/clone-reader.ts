import type { Database, Statement } from 'better-sqlite3';
import type { CloneState } from '../../shared/domain/index.ts';
import { cancelledError } from '../../shared/result.ts';
import type { FoundClone, HubFolder } from '../mirror/index.ts';
import { openRepository, readCloneTexts, type CloneTexts } from '../package/index.ts';
import type { RecordCommit } from './codes.ts';
import type { WorkControl } from './control.ts';
import { withoutSecrets } from './origin.ts';
import type { ProblemWriter } from './problem-writer.ts';
import { repositoryPath, type RepositoryFacts, type RepositoryWriter } from './repository-writer.ts';

/** A clone with the row that stands for it. */
export interface ListedClone {
  readonly id: number;
  readonly clone: FoundClone;
  readonly folder: HubFolder;
}

/** What a package learns from its clone. */
export interface CloneKnowledge {
  readonly state: CloneState;
  readonly origin: string | null;
  readonly texts: CloneTexts;
  /** How a commit that a record names stands to HEAD. */
  standing(sha: string | null): RecordCommit;
}


/** Cards kept for packages that share a repository and follow each other in the records. */
const cachedTexts = 8;

const noTexts: CloneTexts = { card: '', facts: null, evaluations: [] };

/** Reads each clone once, when its first package asks or at the end, and writes its commits. */
export class CloneReader {
  private readonly known = new Map<number, RepositoryFacts>();
  private readonly texts = new Map<number, CloneTexts>();
  private readonly hasCommit: Statement<[number, Buffer], { found: number }>;
  private readonly repositories: RepositoryWriter;
  private readonly problems: ProblemWriter;
  private readonly control: WorkControl;

  constructor(database: Database, repositories: RepositoryWriter, problems: ProblemWriter, control: WorkControl) {
    this.hasCommit = database.prepare('SELECT 1 AS found FROM commits WHERE repository = ? AND sha = ?');
    this.repositories = repositories;
    this.problems = problems;
    this.control = control;
  }

  /** Repositories read so far. */
  get count(): number {
    return this.known.size;
  }

  read(listed: ListedClone): CloneKnowledge {
    const facts = this.known.get(listed.id) ?? this.readCommits(listed);
    return {
      state: facts.state,
      origin: facts.origin,
      texts: facts.state === 'whole' ? this.textsOf(listed) : noTexts,
      standing: (sha) => {
        if (sha === null) return 'not-stated';
        if (facts.state !== 'whole') return 'unknown';
        if (sha === facts.head) return 'equal';
        return this.hasCommit.get(listed.id, Buffer.from(sha, 'hex')) ? 'ancestor' : 'absent';
      },
    };
  }

  private textsOf(listed: ListedClone): CloneTexts {
    const cached = this.texts.get(listed.id);
    if (cached) return cached;
    const repository = openRepository(listed.clone.absolute, { mirrorRoot: listed.folder.folder });
    try {
      return this.keepTexts(listed.id, readCloneTexts(repository));
    } finally {
      repository.close();
    }
  }

  private keepTexts(id: number, texts: CloneTexts): CloneTexts {
    const oldest = this.texts.size >= cachedTexts ? this.texts.keys().next().value : undefined;
    if (oldest !== undefined) this.texts.delete(oldest);
    this.texts.set(id, texts);
    return texts;
  }

  private readCommits(listed: ListedClone): RepositoryFacts {
    if (this.control.isCancelled()) throw cancelledError();
    const facts = this.readRepository(listed);
    this.known.set(listed.id, facts);
    return facts;
  }

  private readRepository(listed: ListedClone): RepositoryFacts {
    const writing = this.repositories.begin(listed.id);
    const fail = (state: 'empty' | 'broken', reason: string, known?: Partial<RepositoryFacts>): RepositoryFacts => {
      const facts: RepositoryFacts = { state, reason, head: null, branch: null, origin: null, ...known };
      writing.finish(facts);
      this.problems.report({
        severity: state === 'empty' ? 'warning' : 'error', code: state === 'empty' ? 'empty-clone' : 'broken-clone', hub: listed.clone.hub,
        file: repositoryPath(listed.clone.hub, listed.clone.name), offset: null, record: listed.clone.name, message: reason,
      });
      return facts;
    };
    if (listed.clone.layout === 'empty') return fail('empty', 'The folder is empty: the clone failed.');
    if (listed.clone.layout === 'no-repository') return fail('broken', 'The folder holds files but no git repository.');
    const repository = openRepository(listed.clone.absolute, { mirrorRoot: listed.folder.folder });
    try {
      const head = repository.head();
      const origin = withoutSecrets(repository.remoteOrigin());
      const { state } = repository;
      if (state.kind !== 'readable' || !head) {
        const reason = state.kind === 'readable' ? 'HEAD names no commit.' : state.reason;
        return fail(state.kind === 'empty' || state.kind === 'unborn' ? 'empty' : 'broken', reason, { origin, head: head?.sha ?? null });
      }
      const outcome = repository.walkCommits([head.sha], writing.commit, { signal: this.control.isCancelled, withMessage: false });
      if (outcome.stopped) throw cancelledError();
      const branch = head.ref?.replace(/^refs\/heads\//, '') ?? null;
      const lost = outcome.missing.length + outcome.unreadable.length;
      if (lost > 0) return fail('broken', `${lost} of its commits are missing or damaged; ${outcome.visited} were read.`, { head: head.sha, branch, origin });
      const facts: RepositoryFacts = { state: 'whole', reason: null, head: head.sha, branch, origin };
      writing.finish(facts);
      this.keepTexts(listed.id, readCloneTexts(repository));
      return facts;
    } finally {
      repository.close();
    }
  }
}

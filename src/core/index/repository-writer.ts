import type { Database, Statement } from 'better-sqlite3';
import type { HubId } from '../../shared/domain/index.ts';
import { isAutomated } from '../../shared/domain/index.ts';
import type { FoundClone } from '../mirror/index.ts';
import type { Commit, Identity } from '../package/index.ts';
import { cloneStates, hubNumber, signatureKinds } from './codes.ts';

/** What reading a repository told, besides its commits. */
export interface RepositoryFacts {
  readonly state: 'whole' | 'empty' | 'broken';
  readonly reason: string | null;
  readonly head: string | null;
  readonly branch: string | null;
  readonly origin: string | null;
}

interface Contribution {
  commits: number;
  signed: number;
  first: number;
  last: number;
}

/** Writes repositories, their people and their commits into an index that is being built. */
export class RepositoryWriter {
  private readonly insertRepository: Statement<(string | number | null)[]>;
  private readonly updateRepository: Statement<(string | number | null)[]>;
  private readonly insertPerson: Statement<(string | number)[]>;
  private readonly insertCommit: Statement<(number | Buffer)[]>;
  private readonly insertContribution: Statement<number[]>;
  private readonly people = new Map<string, number>();
  private count = 0;

  constructor(database: Database) {
    this.insertRepository = database.prepare('INSERT INTO repository (id, hub, path, layout, state) VALUES (?, ?, ?, ?, ?)');
    this.updateRepository = database.prepare(
      `UPDATE repository SET state = ?, reason = ?, head = ?, branch = ?, origin = ?, commits = ?, signed_commits = ?, authors = ?, first_commit = ?, last_commit = ?
       WHERE id = ?`,
    );
    this.insertPerson = database.prepare('INSERT INTO person (id, name, email, email_key, automated) VALUES (?, ?, ?, ?, ?)');
    this.insertCommit = database.prepare('INSERT INTO commits (repository, sha, author, committer, authored, committed, parents, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
    this.insertContribution = database.prepare('INSERT INTO contribution (repository, person, commits, signed, first, last) VALUES (?, ?, ?, ?, ?, ?)');
  }

  /** Adds a repository that has been found but not read, and returns its id. */
  addFound(clone: FoundClone): number {
    this.count += 1;
    this.insertRepository.run(this.count, hubNumber(clone.hub), repositoryPath(clone.hub, clone.name), clone.layout, cloneStates.indexOf('broken'));
    return this.count;
  }

  /** Takes a repository's commits one by one; `finish` writes what they add up to. */
  begin(repository: number): { commit(commit: Commit): void; finish(facts: RepositoryFacts): void } {
    const contributions = new Map<number, Contribution>();
    const authors = new Set<string>();
    let commits = 0;
    let signed = 0;
    let first: number | null = null;
    let last: number | null = null;
    return {
      commit: (commit) => {
        const author = this.personId(commit.author);
        const authored = commit.author.time ?? commit.committer.time ?? 0;
        const isSigned = commit.signature !== 'none';
        this.insertCommit.run(
          repository, Buffer.from(commit.sha, 'hex'), author, this.personId(commit.committer), authored, commit.committer.time ?? authored,
          commit.parents.length, signatureKinds.indexOf(commit.signature),
        );
        add(contributions, author, authored, isSigned);
        authors.add(emailKey(commit.author.email));
        commits += 1;
        if (isSigned) signed += 1;
        first = first === null ? authored : Math.min(first, authored);
        last = last === null ? authored : Math.max(last, authored);
      },
      finish: (facts) => {
        for (const [person, sum] of contributions) this.insertContribution.run(repository, person, sum.commits, sum.signed, sum.first, sum.last);
        this.updateRepository.run(
          cloneStates.indexOf(facts.state), facts.reason, facts.head, facts.branch, facts.origin, commits, signed, authors.size, first, last, repository,
        );
      },
    };
  }

  private personId(identity: Identity): number {
    const key = `${identity.name}\n${identity.email}`;
    const known = this.people.get(key);
    if (known !== undefined) return known;
    const id = this.people.size + 1;
    this.people.set(key, id);
    this.insertPerson.run(id, identity.name, identity.email, emailKey(identity.email), isAutomated(identity.name, identity.email) ? 1 : 0);
    return id;
  }
}

function add(contributions: Map<number, Contribution>, person: number, time: number, signed: boolean): void {
  const sum = contributions.get(person);
  if (!sum) {
    contributions.set(person, { commits: 1, signed: signed ? 1 : 0, first: time, last: time });
    return;
  }
  sum.commits += 1;
  if (signed) sum.signed += 1;
  sum.first = Math.min(sum.first, time);
  sum.last = Math.max(sum.last, time);
}

/** A maintainer's default identity: the e-mail without regard to case (domain.md section 2). */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** A clone's path below the mirror. */
export function repositoryPath(hub: HubId, name: string): string {
  return `data/${hub}/repos/${name}`;
}

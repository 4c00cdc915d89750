import type { HubId } from '../../shared/domain/index.ts';
import { isAutomated } from '../../shared/domain/index.ts';
import type { FoundClone } from '../mirror/index.ts';
import { cloneStates, hubNumber } from './codes.ts';
import type { BulkWriter, RecordValue } from './pages/index.ts';
import type { ScannedClone, ScannedCommits } from './scan-clone.ts';

type AddRow = (row: readonly RecordValue[]) => void;

interface Contribution {
  commits: number;
  signed: number;
  first: number;
  last: number;
}

/** Writes repositories, their people and their commits into an index that is being built. */
export class RepositoryWriter {
  private readonly addRepository: AddRow;
  private readonly addText: AddRow;
  private readonly addPerson: AddRow;
  private readonly addCommit: AddRow;
  private readonly addContribution: AddRow;
  private readonly people = new Map<string, number>();
  private readonly emails: string[] = [];
  private count = 0;

  constructor(bulk: BulkWriter) {
    this.addRepository = bulk.table('repository');
    this.addText = bulk.table('clone_text');
    this.addPerson = bulk.table('person');
    this.addCommit = bulk.table('commits');
    this.addContribution = bulk.table('contribution');
  }

  /** Adds a repository with all that was read of it and returns its id: 1, 2, 3 … */
  add(clone: Pick<FoundClone, 'hub' | 'name' | 'layout'>, { facts, commits, texts }: ScannedClone): number {
    this.count += 1;
    const id = this.count;
    const people = this.peopleOf(commits);
    const sums = new Map<number, Contribution>();
    let signed = 0;
    let first: number | null = null;
    let last: number | null = null;
    for (let at = 0; at < commits.count; at += 1) {
      const author = people[commits.authors[at] as number] as number;
      const authored = commits.authored[at] as number;
      const isSigned = commits.signatures[at] !== 0;
      this.addCommit([
        id, commits.shas.subarray(at * commits.shaBytes, (at + 1) * commits.shaBytes), author, people[commits.committers[at] as number] as number, authored,
        commits.committed[at] as number, commits.parents[at] as number, commits.signatures[at] as number,
      ]);
      add(sums, author, authored, isSigned);
      if (isSigned) signed += 1;
      first = first === null ? authored : Math.min(first, authored);
      last = last === null ? authored : Math.max(last, authored);
    }
    for (const [person, sum] of [...sums].sort(([left], [right]) => left - right)) this.addContribution([id, person, sum.commits, sum.signed, sum.first, sum.last]);
    const authors = new Set([...sums.keys()].map((person) => this.emails[person - 1])).size;
    this.addRepository([
      null, hubNumber(clone.hub), repositoryPath(clone.hub, clone.name), clone.layout, cloneStates.indexOf(facts.state), facts.reason, facts.head, facts.branch,
      facts.origin, commits.count, signed, authors, first, last,
    ]);
    this.addTexts(texts);
    return id;
  }

  /** Every repository has a row, so that their numbers agree; one without texts has an empty one. */
  private addTexts(texts: Uint8Array | null): void {
    this.addText([null, texts ?? new Uint8Array(0)]);
  }

  private peopleOf({ people }: ScannedCommits): readonly number[] {
    const ids: number[] = [];
    for (let at = 0; at < people.length; at += 2) ids.push(this.personId(people[at] as string, people[at + 1] as string));
    return ids;
  }

  private personId(name: string, email: string): number {
    const key = `${name}\n${email}`;
    const known = this.people.get(key);
    if (known !== undefined) return known;
    const id = this.people.size + 1;
    this.people.set(key, id);
    this.emails.push(emailKey(email));
    this.addPerson([null, name, email, emailKey(email), isAutomated(name, email) ? 1 : 0]);
    return id;
  }
}

function add(sums: Map<number, Contribution>, person: number, time: number, signed: boolean): void {
  const sum = sums.get(person);
  if (!sum) {
    sums.set(person, { commits: 1, signed: signed ? 1 : 0, first: time, last: time });
    return;
  }
  sum.commits += 1;
  if (signed) sum.signed += 1;
  sum.first = Math.min(sum.first, time);
  sum.last = Math.max(sum.last, time);
}

/** A maintainer's default identity: the e-mail without regard to case (domain.md section 2). */
function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** A clone's path below the mirror. */
export function repositoryPath(hub: HubId, name: string): string {
  return `data/${hub}/repos/${name}`;
}

/** Whether a repository's commits, sorted, hold one of this name (hexadecimal). */
export function hasCommit({ shas, shaBytes, count }: Pick<ScannedCommits, 'shas' | 'shaBytes' | 'count'>, sha: string): boolean {
  const wanted = Buffer.from(sha, 'hex');
  if (wanted.length !== shaBytes) return false;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = Buffer.compare(shas.subarray(middle * shaBytes, (middle + 1) * shaBytes), wanted);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}


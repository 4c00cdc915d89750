import type { CloneState } from '../../shared/domain/index.ts';
import type { FoundClone, HubFolder } from '../mirror/index.ts';
import type { CloneTexts } from '../package/index.ts';
import { scanClones } from './clone-pool.ts';
import type { RecordCommit } from './codes.ts';
import type { WorkControl } from './control.ts';
import type { PreviousIndex } from './previous.ts';
import type { ReportProblem } from './problem-writer.ts';
import { hasCommit, repositoryPath, type RepositoryWriter } from './repository-writer.ts';
import { headOf, noTexts, unpackTexts, type CloneQuestion, type RepositoryFacts, type ScannedClone, type ScannedCommits } from './scan-clone.ts';

/** A clone that was found, where it lies. */
export interface ListedClone {
  readonly clone: FoundClone;
  readonly folder: HubFolder;
}

/** A clone that was read: what packages learn from it. */
export interface KnownClone {
  /** Its row. */
  readonly id: number;
  readonly clone: FoundClone;
  readonly facts: RepositoryFacts;
  /** Whether it is what it was when the previous index was built. */
  readonly isUnchanged: boolean;
  texts(): CloneTexts;
  /** How a commit that a record names stands to HEAD. */
  standing(sha: string | null): RecordCommit;
}

export interface CloneReading {
  readonly workerFile: string;
  readonly repositories: RepositoryWriter;
  readonly report: ReportProblem;
  readonly previous: PreviousIndex | null;
  readonly control: WorkControl;
}

/** Reads clones and writes their rows, in the order given; those whose HEAD is where it was are taken from the previous index. */
export async function readClones(listed: readonly ListedClone[], { workerFile, repositories, report, previous, control }: CloneReading): Promise<readonly KnownClone[]> {
  const known: KnownClone[] = [];
  const kept = new Map<number, number>();
  const questions: CloneQuestion[] = [];
  const askedAt: number[] = [];
  for (const [place, { clone, folder }] of listed.entries()) {
    const question = { absolute: clone.absolute, layout: clone.layout, mirrorRoot: folder.folder };
    const before = unchangedBefore(previous, clone, question);
    if (before !== null) kept.set(place, before);
    else {
      questions.push(question);
      askedAt.push(place);
    }
    if (previous) control.progress({ phase: 'Comparing clones', done: place + 1, total: listed.length, unit: 'repositories' });
    if (control.isCancelled()) break;
  }
  const add = (place: number, scanned: ScannedClone, isUnchanged: boolean): void => {
    const { clone } = listed[place] as ListedClone;
    reportFailure(clone, scanned.facts, report);
    known.push(knownClone(repositories.add(clone, scanned), clone, scanned, isUnchanged));
    control.progress({ phase: 'Reading repositories', done: known.length, total: listed.length, unit: 'repositories' });
  };
  const addKeptUpTo = (place: number): void => {
    for (let at = known.length; at < place; at += 1) add(at, (previous as PreviousIndex).clone(kept.get(at) as number), true);
  };
  await scanClones(questions, workerFile, control.isCancelled, (number, scanned) => {
    const place = askedAt[number] as number;
    addKeptUpTo(place);
    add(place, scanned, false);
  });
  addKeptUpTo(listed.length);
  return known;
}

/** The row that the previous index has of the clone, where it was whole and its HEAD still stands where it stood. */
function unchangedBefore(previous: PreviousIndex | null, clone: FoundClone, question: CloneQuestion): number | null {
  const before = previous?.wholeClone(repositoryPath(clone.hub, clone.name), clone.layout) ?? null;
  if (before === null) return null;
  const now = headOf(question);
  return now !== null && now.head === before.head && now.branch === before.branch && now.origin === before.origin ? before.id : null;
}

function reportFailure(clone: FoundClone, { state, reason }: RepositoryFacts, report: ReportProblem): void {
  if (state === 'whole') return;
  report({
    severity: state === 'empty' ? 'warning' : 'error', code: state === 'empty' ? 'empty-clone' : 'broken-clone', hub: clone.hub,
    file: repositoryPath(clone.hub, clone.name), offset: null, record: clone.name, message: reason ?? '',
  });
}

function knownClone(id: number, clone: FoundClone, { facts, commits, texts }: ScannedClone, isUnchanged: boolean): KnownClone {
  const named: Pick<ScannedCommits, 'shas' | 'shaBytes' | 'count'> = { shas: commits.shas, shaBytes: commits.shaBytes, count: commits.count };
  return {
    id, clone, facts, isUnchanged,
    texts: () => (texts === null || texts.length === 0 ? noTexts : unpackTexts(texts)),
    standing: (sha) => {
      if (sha === null) return 'not-stated';
      if (facts.state !== 'whole') return 'unknown';
      if (sha === facts.head) return 'equal';
      return hasCommit(named, sha) ? 'ancestor' : 'absent';
    },
  };
}

/** The state that packages of a clone have. */
export function stateOf(known: KnownClone | undefined): CloneState {
  return known?.facts.state ?? 'missing';
}

import type { CloneState } from '../../shared/domain/index.ts';
import type { FoundClone } from '../mirror/index.ts';
import type { CloneTexts } from '../package/index.ts';
import { scanClones } from './clone-pool.ts';
import type { RecordCommit } from './codes.ts';
import type { WorkControl } from './control.ts';
import type { Hire } from './hands.ts';
import type { PreviousIndex } from './previous.ts';
import type { ReportProblem } from './problem-writer.ts';
import { hasCommit, repositoryPath, type RepositoryWriter } from './repository-writer.ts';
import { noTexts, unpackTexts, type RepositoryFacts, type ScannedClone, type ScannedCommits } from './scan-clone.ts';
import type { ListedClone, Survey } from './survey.ts';

/** A clone that was read: what packages learn from it. */
export interface KnownClone {
  /** Its row. */
  readonly id: number;
  readonly clone: Pick<FoundClone, 'hub' | 'name' | 'layout'>;
  readonly facts: RepositoryFacts;
  /** Its row in the previous index, where it is as it was. */
  readonly keptId: number | null;
  texts(): CloneTexts;
  /** How a commit that a record names stands to HEAD. */
  standing(sha: string | null): RecordCommit;
}

export interface CloneReading {
  readonly survey: Survey;
  readonly hire: Hire;
  readonly repositories: RepositoryWriter;
  readonly report: ReportProblem;
  readonly previous: PreviousIndex | null;
  readonly control: WorkControl;
}

/** Reads clones and writes their rows, in the order in which they were listed; those that are as they were come from the previous index. */
export async function readClones({ survey, hire, repositories, report, previous, control }: CloneReading): Promise<readonly KnownClone[]> {
  const { clones, keptClones } = survey;
  const known: KnownClone[] = [];
  const keptOf = ({ clone }: ListedClone) => keptClones.get(repositoryPath(clone.hub, clone.name)) ?? null;
  const asked = clones.flatMap((listed, place) => (keptOf(listed) === null ? [{ listed, place }] : []));
  const add = (place: number, scanned: ScannedClone, keptId: number | null): void => {
    const { clone } = clones[place] as ListedClone;
    reportFailure(clone, scanned, report);
    known.push(knownClone(repositories.add(clone, scanned), clone, scanned, keptId));
    control.progress({ phase: 'Reading repositories', done: known.length, total: clones.length, unit: 'repositories' });
  };
  const addKeptUpTo = (end: number): void => {
    for (let place = known.length; place < end; place += 1) {
      const kept = keptOf(clones[place] as ListedClone);
      if (kept && previous) add(place, previous.clone(kept), kept.id);
    }
  };
  const questions = asked.map(({ listed: { clone, folder } }) => ({ absolute: clone.absolute, layout: clone.layout, mirrorRoot: folder.folder }));
  await scanClones(questions, hire, control.isCancelled, (number, scanned) => {
    const place = asked[number]?.place ?? 0;
    addKeptUpTo(place);
    add(place, scanned, null);
  });
  addKeptUpTo(clones.length);
  return known;
}

/** Tells of a clone that is empty or cannot be read whole, or whose model card cannot. */
export function reportFailure(clone: KnownClone['clone'], { facts: { state, reason }, cardDamage }: ScannedClone, report: ReportProblem): void {
  if (cardDamage !== null) {
    report({ severity: 'warning', code: 'unreadable-card', hub: clone.hub, file: repositoryPath(clone.hub, clone.name), offset: null, record: clone.name, message: cardDamage });
  }
  if (state === 'whole' || state === 'archived') return;
  report({
    severity: state === 'empty' ? 'warning' : 'error', code: state === 'empty' ? 'empty-clone' : 'broken-clone', hub: clone.hub,
    file: repositoryPath(clone.hub, clone.name), offset: null, record: clone.name, message: reason ?? '',
  });
}

export function knownClone(id: number, clone: KnownClone['clone'], { facts, commits, texts }: ScannedClone, keptId: number | null): KnownClone {
  // No more of the commits is held than their names.
  const named: Pick<ScannedCommits, 'shas' | 'shaBytes' | 'count'> = { shas: commits.shas, shaBytes: commits.shaBytes, count: commits.count };
  return {
    id, clone, facts, keptId,
    texts: () => (texts === null || texts.length === 0 ? noTexts : unpackTexts(texts)),
    standing: (sha) => {
      if (sha === null) return 'not-stated';
      if (sha === facts.head && (facts.state === 'whole' || facts.state === 'archived')) return 'equal';
      if (facts.state !== 'whole') return 'unknown';
      return hasCommit(named, sha) ? 'ancestor' : 'absent';
    },
  };
}

/** The state that packages of a clone have. */
export function stateOf(known: KnownClone | undefined): CloneState {
  return known?.facts.state ?? 'missing';
}

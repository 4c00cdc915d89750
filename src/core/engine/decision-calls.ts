import { decisionMarkdown } from '../../shared/choosing/index.ts';
import { decisionFileSchema } from '../../shared/contract/decisions.ts';
import type { CallAnswer, CallArguments, Decision, DecisionContent } from '../../shared/contract/index.ts';
import { decisionLimits, isSamePackage, type PackageKey } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { changedElsewhere, contentOf } from '../index/index.ts';
import { metaText } from '../query/index.ts';
import { writeSingleFile } from '../subset/index.ts';
import { indexOf, openedMirror } from './annotation-calls.ts';
import { readVersion, stateOf } from './decision-states.ts';
import { readJsonFile } from './read-json-file.ts';
import type { WorkerContext } from './worker-context.ts';
import { placesOf } from './write-user-file.ts';

export function listDecisions(context: WorkerContext, { mirror }: CallArguments<'decisions.list'>): CallAnswer<'decisions.list'> {
  openedMirror(context, mirror);
  const decisions = context.userDatabase.decisions.list(mirror).map(({ id, title, stage, candidates, createdAt, changedAt }) => {
    const count = (wanted: 'taken' | 'dropped'): number => candidates.filter(({ verdict }) => verdict === wanted).length;
    return { id, title, stage, candidates: candidates.length, taken: count('taken'), dropped: count('dropped'), createdAt, changedAt };
  });
  return { decisions };
}

export function getDecision(context: WorkerContext, { mirror, id }: CallArguments<'decisions.get'>): CallAnswer<'decisions.get'> {
  openedMirror(context, mirror);
  return withStates(context, mirror, context.userDatabase.decisions.get(mirror, id));
}

function withStates(context: WorkerContext, mirror: string, decision: Decision): CallAnswer<'decisions.get'> {
  const index = indexOf(context, mirror);
  return { decision, fingerprint: index === null ? null : metaText(index.database, 'fingerprint'), states: decision.candidates.map((candidate) => stateOf(index, candidate, decision.threshold)) };
}

export function createDecision(context: WorkerContext, { mirror, title, query, packages }: CallArguments<'decisions.create'>): CallAnswer<'decisions.create'> {
  openedMirror(context, mirror);
  const requirements = { purpose: '', task: '', inputs: '', outputs: '', licences: [], maxBytes: null, maxParameters: null, keepUnknown: true, latency: '' };
  return context.userDatabase.decisions.create(mirror, {
    title, stage: 'assessment', requirements, query, candidates: candidatesOf(context, mirror, distinct(packages)), threshold: 1, evaluation: '', deployment: '', history: [],
  });
}

export function changeDecision(context: WorkerContext, { mirror, id, content, was }: CallArguments<'decisions.change'>): CallAnswer<'decisions.change'> {
  openedMirror(context, mirror);
  return context.userDatabase.decisions.update(mirror, id, (now) => {
    // Both come from the same schema, so that their fields stand in the same order.
    if (was !== undefined && JSON.stringify(was) !== JSON.stringify(now)) throw changedElsewhere('decision', now.title);
    return content;
  });
}

export function addCandidates(context: WorkerContext, { mirror, id, packages }: CallArguments<'decisions.addCandidates'>): CallAnswer<'decisions.addCandidates'> {
  openedMirror(context, mirror);
  return changeCandidates(context, mirror, id, (now) => {
    const added = candidatesOf(context, mirror, distinct(packages).filter((key) => !now.candidates.some((candidate) => isSamePackage(candidate.package, key))));
    if (now.candidates.length + added.length > decisionLimits.candidates) throw new ExpectedError('refused', `A decision has ${decisionLimits.candidates} candidates at most.`, 'Narrow the search first, or drop and remove some.');
    return [...now.candidates, ...added];
  });
}

export function recordVersions(context: WorkerContext, { mirror, id, packages }: CallArguments<'decisions.recordVersions'>): CallAnswer<'decisions.recordVersions'> {
  openedMirror(context, mirror);
  const index = context.read(mirror);
  const { decision, before } = changeCandidates(context, mirror, id, (now) =>
    now.candidates.map((candidate) => (packages.some((key) => isSamePackage(key, candidate.package)) ? { ...candidate, version: readVersion(index, candidate.package, metaText(index.database, 'fingerprint')) } : candidate)),
  );
  return { decision, before };
}

function changeCandidates(context: WorkerContext, mirror: string, id: string, change: (now: DecisionContent) => DecisionContent['candidates']): CallAnswer<'decisions.addCandidates'> {
  let before: DecisionContent | null = null;
  const decision = context.userDatabase.decisions.update(mirror, id, (now) => {
    before = now;
    return { ...now, candidates: change(now) };
  });
  const was = before ?? contentOf(decision);
  return { decision, before: was, added: decision.candidates.length - was.candidates.length };
}

/** With the versions that they have now. Throws `not-found` for a package that the mirror lacks, `no-index` where none can be asked. */
function candidatesOf(context: WorkerContext, mirror: string, packages: readonly PackageKey[]): DecisionContent['candidates'] {
  if (packages.length === 0) return [];
  const index = context.read(mirror);
  return packages.map((key) => ({ package: key, version: readVersion(index, key, metaText(index.database, 'fingerprint')), verdict: 'open', reason: '', results: [] }));
}

export function removeDecision(context: WorkerContext, { mirror, id }: CallArguments<'decisions.remove'>): CallAnswer<'decisions.remove'> {
  openedMirror(context, mirror);
  return { removed: context.userDatabase.decisions.remove(mirror, id) };
}

export function restoreDecision(context: WorkerContext, { mirror, decision }: CallArguments<'decisions.restore'>): CallAnswer<'decisions.restore'> {
  openedMirror(context, mirror);
  return context.userDatabase.decisions.restore(mirror, decision);
}

export function decisionText(context: WorkerContext, { mirror, id, form }: CallArguments<'decisions.text'>): CallAnswer<'decisions.text'> {
  const { title } = openedMirror(context, mirror);
  const found = withStates(context, mirror, context.userDatabase.decisions.get(mirror, id));
  const suggestion = `decision-${found.decision.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60) || id}.${form === 'json' ? 'json' : 'md'}`;
  if (form === 'markdown') return { text: decisionMarkdown({ ...found, mirror: title }), suggestion };
  const { createdAt, changedAt } = found.decision;
  const file = { format: 'ptmx-decision', version: 1, mirror: title, program: `PTMTorrent Explorer ${context.start.version}`, index: found.fingerprint, createdAt, changedAt, decision: contentOf(found.decision) };
  return { text: `${JSON.stringify(file, null, 2)}\n`, suggestion };
}

export function exportDecision(context: WorkerContext, { mirror, id, form, ...place }: CallArguments<'decisions.export'>): CallAnswer<'decisions.export'> {
  const stored = openedMirror(context, mirror);
  const { text } = decisionText(context, { mirror, id, form });
  return writeSingleFile(placesOf(context, stored), place, (file) => {
    file.write(text);
    return 1;
  });
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importDecision(context: WorkerContext, { mirror, path }: CallArguments<'decisions.import'>): CallAnswer<'decisions.import'> {
  openedMirror(context, mirror);
  const { decision: content } = readJsonFile(path, 'a decision', decisionFileSchema());
  const { decisions } = context.userDatabase;
  const same = decisions.list(mirror).find((other) => JSON.stringify(contentOf(other)) === JSON.stringify(content));
  const decision = same ?? decisions.create(mirror, content);
  const { states } = withStates(context, mirror, decision);
  const count = (wanted: 'differs' | 'gone' | 'unknown'): number => states.filter(({ state }) => state === wanted).length;
  return { decision, known: same !== undefined, differing: count('differs'), gone: count('gone'), unknown: count('unknown') };
}

function distinct(packages: readonly PackageKey[]): readonly PackageKey[] {
  return packages.filter((key, at) => packages.findIndex((other) => isSamePackage(other, key)) === at);
}

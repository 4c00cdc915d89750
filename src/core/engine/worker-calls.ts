import { join } from 'node:path';
import type { CallName, Job, MirrorSummary } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { mirrorIdOf, removeAbandoned, removeIndexes } from '../index/index.ts';
import { locateMirror, prepareSampleMirror, titleOfSources } from '../mirror/index.ts';
import { checkPeatmossFile, detach } from '../peatmoss/index.ts';
import { asksForSets, countFacets, countHistogram, countSearch, getOverview, getPackage, listProblems, rowsOfKeys, searchKeys, searchPackages } from '../query/index.ts';
import { absolute } from './absolute-paths.ts';
import { changeTags, getAnnotation, listAnnotations, setNote, tagsInUse } from './annotation-calls.ts';
import { refuseDataFolderInside } from './data-folder.ts';
import { getSettings, setSettings } from './settings-calls.ts';
import { addRecent, listRecent, readSession, replaceRecent, saveSession } from './session-calls.ts';
import type { CallHandler, CallHandlers } from './handlers.ts';
import type { WorkerContext } from './worker-context.ts';

/** Calls that only the engine makes of its workers. */
interface InternalCalls {
  'internal.open': { args: { paths: readonly string[]; isSample: boolean }; answer: MirrorSummary };
  'internal.checkPeatmoss': { args: { path: string }; answer: null };
  'internal.finishedJobs': { args: Record<string, never>; answer: readonly Job[] };
  'internal.saveFinishedJob': { args: { job: Job }; answer: null };
}

type Handlers = CallHandlers & {
  readonly [Name in keyof InternalCalls]: (context: WorkerContext, args: InternalCalls[Name]['args']) => InternalCalls[Name]['answer'];
};

/** Every call; those that no window asks for as it opens are loaded with the others of their group when the first is asked. */
const handlers: Handlers = {
  'settings.get': getSettings,
  'settings.set': setSettings,
  'mirrors.recent': (context) => {
    const mirrors = context.userDatabase.mirrors().map((stored) => context.summary(stored));
    return { mirrors, current: mirrors[0]?.id ?? null };
  },
  'mirrors.forget': (context, { mirror }) => {
    context.forget(mirror);
    context.userDatabase.forgetMirror(mirror);
    removeIndexes(context.start.dataDir, mirror);
    detach(context.start.dataDir, mirror);
    return { annotated: context.userDatabase.annotations.count(mirror) };
  },
  'mirrors.overview': (context, { mirror }) => getOverview(context.read(mirror), { mirror }),
  'problems.list': (context, args) => listProblems(context.read(args.mirror), args),
  'packages.search': (context, args) => searchPackages(context.read(args.mirror), args),
  'packages.keys': (context, args) => searchKeys(context.read(args.mirror), args),
  'packages.rows': (context, args) => rowsOfKeys(context.read(args.mirror), args),
  'packages.count': (context, args) => ({ total: countSearch(context.read(args.mirror), args.query) }),
  'packages.facets': (context, args) => countFacets(context.read(args.mirror), args),
  'packages.histogram': (context, args) => countHistogram(context.read(args.mirror), args),
  'packages.get': (context, args) => getPackage(context.read(args.mirror), args),
  'notes.get': getAnnotation,
  'notes.setNote': setNote,
  'notes.changeTags': changeTags,
  'notes.list': listAnnotations,
  'notes.tags': tagsInUse,
  'views.list': ({ userDatabase: { views } }) => ({ views: [...views.list()] }),
  'views.save': ({ userDatabase: { views } }, content) => views.save(content),
  'views.change': ({ userDatabase: { views } }, { id, change, was }) => views.change(id, change, was),
  'views.remove': ({ userDatabase: { views } }, args) => ({ removed: [...views.remove(args.views)] }),
  'views.restore': ({ userDatabase: { views } }, args) => {
    views.restore(args.views);
    return { views: [...views.list()] };
  },
  'views.reorder': ({ userDatabase: { views } }, { order, was }) => {
    views.reorder(order, was);
    return { views: [...views.list()] };
  },
  'measured.list': ({ userDatabase: { measured } }) => ({ lists: [...measured.list()] }),
  'measured.remove': ({ userDatabase: { measured } }, { lists }) => {
    measured.remove(lists);
    return { lists: [...measured.list()] };
  },
  'measured.restore': ({ userDatabase: { measured } }, { lists }) => {
    measured.restore(lists);
    return { lists: [...measured.list()] };
  },
  'dashboards.list': ({ userDatabase: { dashboards } }) => ({ dashboards: [...dashboards.list()] }),
  'dashboards.save': ({ userDatabase: { dashboards } }, { id, ...content }) => dashboards.save(content, id),
  'dashboards.change': ({ userDatabase: { dashboards } }, { id, content, was }) => dashboards.change(id, content, was),
  'dashboards.remove': ({ userDatabase: { dashboards } }, { id, was }) => dashboards.remove(id, was),
  'session.get': (context) => readSession(context),
  'session.set': saveSession,
  'recent.list': (context) => listRecent(context),
  'recent.add': addRecent,
  'recent.replace': replaceRecent,
  'internal.open': (context, { paths, isSample }) => openMirror(context, paths, isSample),
  'internal.checkPeatmoss': (_context, { path }) => {
    checkPeatmossFile(path);
    return null;
  },
  'internal.finishedJobs': (context) => context.userDatabase.finishedJobs(),
  'internal.saveFinishedJob': (context, { job }) => {
    context.userDatabase.saveFinishedJob(job);
    return null;
  },
  ...later(() => import('./package-answers.ts'), null, [
    'problems.raw', 'packages.card', 'packages.files', 'packages.file', 'packages.references', 'packages.history', 'packages.historySummary', 'packages.commit',
    'packages.heat', 'packages.evidence', 'packages.claims', 'packages.compare', 'packages.compareCommits', 'packages.raw', 'packages.signatures', 'keys.list',
    'keys.import', 'keys.remove', 'keys.restore', 'packages.weights', 'packages.weightFile', 'peatmoss.get', 'peatmoss.detach', 'peatmoss.dependents',
  ]),
  ...later(() => import('./network-answers.ts'), bindMeasures, [
    'reach.list', 'reach.curve', 'reach.times', 'reach.packages', 'measures.list', 'measures.run', 'measures.states', 'measures.removeStates', 'graph.draw',
    'aliases.list', 'aliases.people', 'aliases.suggest', 'aliases.merge', 'aliases.remove', 'aliases.putBack', 'aliases.import', 'aliases.export', 'graph.expand',
    'graph.rest', 'graph.whatIf', 'graph.find', 'graph.map', 'graph.mapNodes',
  ]),
  ...later(() => import('./kept-answers.ts'), bindMeasures, [
    'mirrors.inspect', 'mirrors.unpackEstimate', 'problems.export', 'notes.export', 'notes.import', 'notes.putBack', 'subsets.list', 'subsets.get', 'subsets.counts',
    'subsets.members', 'subsets.namedIn', 'subsets.save', 'subsets.change', 'subsets.remove', 'subsets.restore', 'subsets.versions', 'subsets.restoreVersion',
    'subsets.goToVersion', 'subsets.accept', 'subsets.freeze', 'subsets.drift', 'subsets.preview', 'subsets.export', 'subsets.import',
    'decisions.list', 'decisions.get', 'decisions.create', 'decisions.change', 'decisions.addCandidates', 'decisions.recordVersions', 'decisions.remove',
    'decisions.restore', 'decisions.text', 'decisions.export', 'decisions.import', 'measured.import', 'views.export', 'views.import', 'dashboards.export',
    'dashboards.import', 'exports.formats', 'exports.manifest', 'exports.picture', 'exports.estimate', 'exports.measure',
  ]),
};

type Loaded<Name extends CallName> = () => Promise<{ readonly answers: { readonly [Each in Name]: CallHandler<Each> } }>;

/** Handlers that are loaded when one of them is asked for, and what is done for it before. */
function later<Name extends CallName>(load: Loaded<Name>, before: ((context: WorkerContext) => Promise<void>) | null, names: readonly Name[]): CallHandlers {
  const answerWith = (name: Name): CallHandler<Name> => async (context, args) => {
    await before?.(context);
    return (await load()).answers[name](context, args);
  };
  return Object.fromEntries(names.map((name) => [name, answerWith(name)]));
}

/** From now on what is read can be asked for rows of measures, which subsets that are kept may do unseen. */
async function bindMeasures(context: WorkerContext): Promise<void> {
  context.bindBy((await import('./measure-sets.ts')).bindMeasureSets);
}

/** Answers a call whose arguments the engine has checked with its schema. */
export async function answerCall(context: WorkerContext, name: string, args: unknown): Promise<unknown> {
  const handler = Object.hasOwn(handlers, name) ? (handlers as Record<string, unknown>)[name] : undefined;
  if (typeof handler !== 'function') throw new ExpectedError('unknown-call', `The workers have no call ${name}.`);
  if (asksForSets(searchIn(args))) await bindMeasures(context);
  return (handler as (into: WorkerContext, checked: unknown) => unknown)(context, args);
}

/** Makes a mirror the current one; nothing of it is read yet. */
function openMirror(context: WorkerContext, paths: readonly string[], isSample: boolean): MirrorSummary {
  if (isSample) prepareSampleMirror(join(context.start.resourcesDir, 'sample-mirror'), context.sampleFolder);
  const located = locateMirror(isSample ? [context.sampleFolder] : absolute(paths));
  refuseDataFolderInside(context.start.dataDir, located);
  const id = mirrorIdOf(located.sources);
  const stored = { id, title: isSample ? 'Sample mirror' : titleOfSources(located.sources), sources: located.sources, isSample, openedAt: Date.now() };
  removeAbandoned(context.start.dataDir, id);
  context.userDatabase.saveMirror(stored);
  return context.summary(context.userDatabase.mirror(id) ?? stored);
}

/** The text of the search that a call is about; empty where it has none. */
function searchIn(args: unknown): string {
  return typeof args === 'object' && args !== null && 'query' in args && typeof args.query === 'string' ? args.query : '';
}

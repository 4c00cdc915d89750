import { isAbsolute, join } from 'node:path';
import type { CallAnswer, CallArguments, CallName, Job, MirrorSummary } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { mirrorIdOf, removeAbandoned, removeIndexes } from '../index/index.ts';
import { listMeasures } from '../measures/index.ts';
import { locateMirror, prepareSampleMirror, titleOfSources } from '../mirror/index.ts';
import { checkPeatmossFile, detach } from '../peatmoss/index.ts';
import { countFacets, countHistogram, countSearch, getOverview, getPackage, listProblems, rowsOfKeys, searchKeys, searchPackages } from '../query/index.ts';
import { drawGraph, drawMap, expandNode, findNodes, listMaintainers, listPackageReach, mapNodes, reachCurve, reachTimes, restOf, whatIf } from '../reach/index.ts';
import { estimateExport, exportColumns, exportFormats, manifestOf, measureExport, prepareExport, quietControl, writeProblemReport } from '../subset/index.ts';
import { aliasPeople, aliasSuggestions, exportAliases, importAliases, listAliases, mergeAliases, putAliasesBack, reachContext, removeAliases } from './alias-calls.ts';
import { changeTags, getAnnotation, listAnnotations, setNote, tagsInUse } from './annotation-calls.ts';
import { exportNotes, importNotes, putNotesBack } from './annotation-files.ts';
import { importMeasured, packageClaims } from './claim-calls.ts';
import { comparePackageCommits, comparePackages } from './comparing-calls.ts';
import { refuseDataFolderInside } from './data-folder.ts';
import { packageCommit, packageHeat, packageHistory, packageHistorySummary } from './history-calls.ts';
import { inspectPlaces } from './inspect.ts';
import { addCandidates, changeDecision, createDecision, decisionText, exportDecision, getDecision, importDecision, listDecisions, recordVersions, removeDecision, restoreDecision } from './decision-calls.ts';
import { importKeys, keyRing, listKeys, removeKeys, restoreKeys } from './key-calls.ts';
import { packageCard, packageEvidence, packageFile, packageFiles, packageRaw, packageReferences, packageSignatures } from './package-calls.ts';
import { detachPeatmoss, getPeatmoss, packageDependents } from './peatmoss-calls.ts';
import { writePicture } from './picture-calls.ts';
import { answerMeasure, listStates, removeKeptStates } from './measure-calls.ts';
import { problemRaw } from './problem-calls.ts';
import { getSettings, setSettings } from './settings-calls.ts';
import { addRecent, listRecent, readSession, replaceRecent, saveSession } from './session-calls.ts';
import {
  acceptSubset, changeSubset, countSubsets, freezeSubset, getSubset, goToSubsetVersion, listSubsets, namesOfSubset, previewSubset, removeSubsets, restoreSubsets, restoreSubsetVersion,
  saveSubset, subsetDrift, subsetVersions,
} from './subset-calls.ts';
import { exportSubsets, importIds, importSubsets } from './subset-files.ts';
import { subsetMembers } from './subset-members.ts';
import { unpackEstimate } from './unpack.ts';
import { exportDashboards, importDashboards } from './dashboard-calls.ts';
import { exportViews, importViews } from './view-calls.ts';
import { packageWeightFile, packageWeights } from './weight-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** Calls that only the engine makes of its workers. */
interface InternalCalls {
  'internal.open': { args: { paths: readonly string[]; isSample: boolean }; answer: MirrorSummary };
  'internal.checkPeatmoss': { args: { path: string }; answer: null };
  'internal.finishedJobs': { args: Record<string, never>; answer: readonly Job[] };
  'internal.saveFinishedJob': { args: { job: Job }; answer: null };
}

type Handlers = {
  readonly [Name in CallName]?: (context: WorkerContext, args: CallArguments<Name>) => CallAnswer<Name> | Promise<CallAnswer<Name>>;
} & {
  readonly [Name in keyof InternalCalls]: (context: WorkerContext, args: InternalCalls[Name]['args']) => InternalCalls[Name]['answer'];
};

const handlers: Handlers = {
  'settings.get': getSettings,
  'settings.set': setSettings,
  'mirrors.recent': (context) => {
    const mirrors = context.userDatabase.mirrors().map((stored) => context.summary(stored));
    return { mirrors, current: mirrors[0]?.id ?? null };
  },
  'mirrors.inspect': (_context, { paths }) => inspectPlaces(absolute(paths)),
  'mirrors.forget': (context, { mirror }) => {
    context.forget(mirror);
    context.userDatabase.forgetMirror(mirror);
    removeIndexes(context.start.dataDir, mirror);
    detach(context.start.dataDir, mirror);
    return { annotated: context.userDatabase.annotations.count(mirror) };
  },
  'mirrors.overview': (context, { mirror }) => getOverview(context.read(mirror), { mirror }),
  'mirrors.unpackEstimate': (context, args) => unpackEstimate(context, args),
  'problems.list': (context, args) => listProblems(context.read(args.mirror), args),
  'problems.raw': (context, args) => problemRaw(context.read(args.mirror), args),
  'problems.export': (context, args) => writeProblemReport(context.read(args.mirror), args),
  'packages.search': (context, args) => searchPackages(context.read(args.mirror), args),
  'packages.keys': (context, args) => searchKeys(context.read(args.mirror), args),
  'packages.rows': (context, args) => rowsOfKeys(context.read(args.mirror), args),
  'packages.count': (context, args) => ({ total: countSearch(context.read(args.mirror), args.query) }),
  'packages.facets': (context, args) => countFacets(context.read(args.mirror), args),
  'packages.histogram': (context, args) => countHistogram(context.read(args.mirror), args),
  'packages.get': (context, args) => getPackage(context.read(args.mirror), args),
  'packages.card': (context, args) => packageCard(context.read(args.mirror), args),
  'packages.files': (context, args) => packageFiles(context.read(args.mirror), args, context.isStopped),
  'packages.file': (context, args) => packageFile(context.read(args.mirror), args, context.isStopped),
  'packages.references': (context, args) => packageReferences(context.read(args.mirror), args),
  'packages.history': (context, args) => packageHistory(context.read(args.mirror), args, context.isStopped),
  'packages.historySummary': (context, args) => packageHistorySummary(context.read(args.mirror), args),
  'packages.commit': (context, args) => packageCommit(context.read(args.mirror), args, context.isStopped),
  'packages.heat': (context, args) => packageHeat(context.read(args.mirror), args, context.isStopped),
  'packages.evidence': (context, args) => packageEvidence(context.read(args.mirror), args, context.isStopped),
  'packages.claims': packageClaims,
  'packages.compare': comparePackages,
  'packages.compareCommits': comparePackageCommits,
  'packages.raw': (context, args) => packageRaw(context.read(args.mirror), args),
  'packages.signatures': (context, args) => packageSignatures(context.read(args.mirror), args, keyRing(context), context.isStopped),
  'keys.list': listKeys,
  'keys.import': importKeys,
  'keys.remove': removeKeys,
  'keys.restore': restoreKeys,
  'packages.weights': (context, args) => packageWeights(context.read(args.mirror), args, context.isStopped),
  'packages.weightFile': (context, args) => packageWeightFile(context.read(args.mirror), args, context.isStopped),
  'reach.list': (context, args) => listMaintainers(reachContext(context, args.mirror), args),
  'reach.curve': (context, args) => reachCurve(reachContext(context, args.mirror), args),
  'reach.times': (context, args) => reachTimes(reachContext(context, args.mirror), args),
  'reach.packages': (context, args) => listPackageReach(reachContext(context, args.mirror), args),
  'measures.list': () => ({ measures: [...listMeasures()] }),
  'measures.run': answerMeasure,
  'measures.states': listStates,
  'measures.removeStates': removeKeptStates,
  'graph.draw': (context, args) => drawGraph(reachContext(context, args.mirror), args),
  'aliases.list': listAliases,
  'aliases.people': aliasPeople,
  'aliases.suggest': aliasSuggestions,
  'aliases.merge': mergeAliases,
  'aliases.remove': removeAliases,
  'aliases.putBack': putAliasesBack,
  'aliases.import': importAliases,
  'aliases.export': exportAliases,
  'graph.expand': (context, args) => expandNode(reachContext(context, args.mirror), args),
  'graph.rest': (context, args) => restOf(reachContext(context, args.mirror), args),
  'graph.whatIf': (context, args) => whatIf(reachContext(context, args.mirror), args),
  'graph.find': (context, args) => findNodes(reachContext(context, args.mirror), args),
  'graph.map': (context, args) => drawMap(reachContext(context, args.mirror), args),
  'graph.mapNodes': (context, args) => mapNodes(reachContext(context, args.mirror), args),
  'notes.get': getAnnotation,
  'notes.setNote': setNote,
  'notes.changeTags': changeTags,
  'notes.list': listAnnotations,
  'notes.tags': tagsInUse,
  'notes.export': exportNotes,
  'notes.import': importNotes,
  'notes.putBack': putNotesBack,
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
  'subsets.list': listSubsets,
  'subsets.get': getSubset,
  'subsets.counts': countSubsets,
  'subsets.members': subsetMembers,
  'subsets.namedIn': namesOfSubset,
  'subsets.save': saveSubset,
  'subsets.change': changeSubset,
  'subsets.remove': removeSubsets,
  'subsets.restore': restoreSubsets,
  'subsets.versions': subsetVersions,
  'subsets.restoreVersion': restoreSubsetVersion,
  'subsets.goToVersion': goToSubsetVersion,
  'subsets.accept': acceptSubset,
  'subsets.freeze': freezeSubset,
  'subsets.drift': subsetDrift,
  'subsets.preview': previewSubset,
  'subsets.importIds': importIds,
  'subsets.export': exportSubsets,
  'subsets.import': importSubsets,
  'decisions.list': listDecisions,
  'decisions.get': getDecision,
  'decisions.create': createDecision,
  'decisions.change': changeDecision,
  'decisions.addCandidates': addCandidates,
  'decisions.recordVersions': recordVersions,
  'decisions.remove': removeDecision,
  'decisions.restore': restoreDecision,
  'decisions.text': decisionText,
  'decisions.export': exportDecision,
  'decisions.import': importDecision,
  'measured.list': ({ userDatabase: { measured } }) => ({ lists: [...measured.list()] }),
  'measured.import': importMeasured,
  'measured.remove': ({ userDatabase: { measured } }, { lists }) => {
    measured.remove(lists);
    return { lists: [...measured.list()] };
  },
  'measured.restore': ({ userDatabase: { measured } }, { lists }) => {
    measured.restore(lists);
    return { lists: [...measured.list()] };
  },
  'views.export': exportViews,
  'views.import': importViews,
  'dashboards.list': ({ userDatabase: { dashboards } }) => ({ dashboards: [...dashboards.list()] }),
  'dashboards.save': ({ userDatabase: { dashboards } }, { id, ...content }) => dashboards.save(content, id),
  'dashboards.change': ({ userDatabase: { dashboards } }, { id, content, was }) => dashboards.change(id, content, was),
  'dashboards.remove': ({ userDatabase: { dashboards } }, { id, was }) => dashboards.remove(id, was),
  'dashboards.export': exportDashboards,
  'dashboards.import': importDashboards,
  'session.get': (context) => readSession(context),
  'session.set': saveSession,
  'recent.list': (context) => listRecent(context),
  'recent.add': addRecent,
  'recent.replace': replaceRecent,
  'exports.formats': () => ({ formats: [...exportFormats], columns: exportColumns.map(({ name }) => name) }),
  'exports.manifest': (context, args) => manifestOf(context.read(args.mirror), args.path),
  'exports.picture': writePicture,
  'exports.estimate': (context, args) => estimateExport(context.read(args.mirror), args),
  'exports.measure': async (context, args) => {
    await prepareExport(args.format);
    return measureExport(context.read(args.mirror), args, quietControl(context.isStopped));
  },
  'peatmoss.get': getPeatmoss,
  'peatmoss.detach': detachPeatmoss,
  'peatmoss.dependents': packageDependents,
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
};

/** Answers a call whose arguments the engine has checked with its schema. */
export async function answerCall(context: WorkerContext, name: string, args: unknown): Promise<unknown> {
  const handler = Object.hasOwn(handlers, name) ? (handlers as Record<string, unknown>)[name] : undefined;
  if (typeof handler !== 'function') throw new ExpectedError('unknown-call', `The workers have no call ${name}.`);
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

/** A relative path would mean something else in every process. */
function absolute(paths: readonly string[]): readonly string[] {
  const relative = paths.find((path) => !isAbsolute(path));
  if (relative !== undefined) throw new ExpectedError('invalid-arguments', `${relative} is not an absolute path.`);
  return paths;
}

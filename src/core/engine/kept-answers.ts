import { absolute } from './absolute-paths.ts';
import { estimateExport, exportColumns, exportFormats, manifestOf, measureExport, prepareExport, quietControl, writeProblemReport } from '../subset/index.ts';
import { exportNotes, importNotes, putNotesBack } from './annotation-files.ts';
import { importMeasured } from './claim-calls.ts';
import { inspectPlaces } from './inspect.ts';
import { addCandidates, changeDecision, createDecision, decisionText, exportDecision, getDecision, importDecision, listDecisions, recordVersions, removeDecision, restoreDecision } from './decision-calls.ts';
import { writePicture } from './picture-calls.ts';
import { acceptSubset, changeSubset, countSubsets, freezeSubset, getSubset, goToSubsetVersion, listSubsets, namesOfSubset, previewSubset, removeSubsets, restoreSubsets, restoreSubsetVersion, saveSubset, subsetDrift, subsetVersions } from './subset-calls.ts';
import { exportSubsets, importSubsets } from './subset-files.ts';
import { subsetMembers } from './subset-members.ts';
import { askedSelection } from './subset-snapshots.ts';
import { unpackEstimate } from './unpack.ts';
import { exportDashboards, importDashboards } from './dashboard-calls.ts';
import { exportViews, importViews } from './view-calls.ts';
import type { CallHandlers } from './handlers.ts';

/** What the user keeps, and what is written for others or taken in from them. */
export const answers = {
  'mirrors.inspect': (_context, { paths }) => inspectPlaces(absolute(paths)),
  'mirrors.unpackEstimate': (context, args) => unpackEstimate(context, args),
  'problems.export': (context, args) => writeProblemReport(context.read(args.mirror), args),
  'notes.export': exportNotes,
  'notes.import': importNotes,
  'notes.putBack': putNotesBack,
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
  'measured.import': importMeasured,
  'views.export': exportViews,
  'views.import': importViews,
  'dashboards.export': exportDashboards,
  'dashboards.import': importDashboards,
  'exports.formats': () => ({ formats: [...exportFormats], columns: exportColumns.map(({ name }) => name) }),
  'exports.manifest': (context, args) => manifestOf(context.read(args.mirror), args.path),
  'exports.picture': writePicture,
  'exports.estimate': (context, args) => estimateExport(context.read(args.mirror), { selection: askedSelection(args.selection) }),
  'exports.measure': async (context, args) => {
    await prepareExport(args.format);
    return measureExport(context.read(args.mirror), { ...args, selection: askedSelection(args.selection) }, quietControl(context.isStopped));
  },
} satisfies CallHandlers;

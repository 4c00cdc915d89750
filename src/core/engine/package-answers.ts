import { packageClaims } from './claim-calls.ts';
import { comparePackageCommits, comparePackages } from './comparing-calls.ts';
import { packageCommit, packageHeat, packageHistory, packageHistorySummary } from './history-calls.ts';
import { importKeys, keyRing, listKeys, removeKeys, restoreKeys } from './key-calls.ts';
import { packageCard, packageEvidence, packageFile, packageFiles, packageRaw, packageReferences, packageSignatures } from './package-calls.ts';
import { problemRaw } from './problem-calls.ts';
import { packageWeightFile, packageWeights } from './weight-calls.ts';
import { detachPeatmoss, getPeatmoss, packageDependents } from './peatmoss-calls.ts';
import type { CallHandlers } from './handlers.ts';

/** What is read of one package: its card, files, clone, weights, records and signatures. */
export const answers = {
  'problems.raw': (context, args) => problemRaw(context.read(args.mirror), args),
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
  'peatmoss.get': getPeatmoss,
  'peatmoss.detach': detachPeatmoss,
  'peatmoss.dependents': packageDependents,
} satisfies CallHandlers;

import { listMeasures } from '../measures/index.ts';
import { drawGraph, drawMap, expandNode, findNodes, listMaintainers, listPackageReach, mapNodes, reachCurve, reachTimes, restOf, whatIf } from '../reach/index.ts';
import { aliasPeople, aliasSuggestions, exportAliases, importAliases, listAliases, mergeAliases, putAliasesBack, reachContext, removeAliases } from './alias-calls.ts';
import { answerMeasure, listStates, removeKeptStates } from './measure-calls.ts';
import type { CallHandlers } from './handlers.ts';

/** What is counted over packages and people: reach, graphs, measures, aliases. */
export const answers = {
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
} satisfies CallHandlers;

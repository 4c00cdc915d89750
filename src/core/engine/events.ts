import type { CallArguments, CallName, EngineEvent } from '../../shared/contract/index.ts';

type OfMirror = { readonly mirror: string };
type Events = { readonly [Name in CallName]?: (args: CallArguments<Name>) => EngineEvent | readonly EngineEvent[] };

const notes = ({ mirror }: OfMirror): EngineEvent => ({ kind: 'notes', mirror });
const views = (): EngineEvent => ({ kind: 'views' });
const subsets = ({ mirror }: OfMirror): EngineEvent => ({ kind: 'subsets', mirror });
const dashboards = (): EngineEvent => ({ kind: 'dashboards' });
const decisions = ({ mirror }: OfMirror): EngineEvent => ({ kind: 'decisions', mirror });
const measured = (): EngineEvent => ({ kind: 'measured' });
const keys = (): EngineEvent => ({ kind: 'keys' });
const aliases = (): EngineEvent => ({ kind: 'aliases' });
const peatmoss = ({ mirror }: OfMirror): EngineEvent => ({ kind: 'peatmoss', mirror });
const indexed = ({ mirror }: OfMirror): EngineEvent => ({ kind: 'index', mirror });

/** Calls that change what the user made or kept, and what every window is told then. */
const events: Events = {
  'notes.setNote': notes, 'notes.changeTags': notes, 'notes.import': notes, 'notes.putBack': notes,
  'views.save': views, 'views.change': views, 'views.remove': views, 'views.restore': views, 'views.reorder': views, 'views.import': views,
  'subsets.save': subsets, 'subsets.remove': subsets, 'subsets.restore': subsets, 'subsets.restoreVersion': subsets,
  'subsets.goToVersion': subsets, 'subsets.accept': subsets, 'subsets.freeze': subsets, 'subsets.import': subsets,
  // Searches kept elsewhere follow a new name, or may.
  'subsets.change': (args) => [subsets(args), ...(args.change.name === undefined ? [] : [decisions(args)]), ...(args.follow.views.length > 0 ? [views()] : []), ...(args.follow.dashboards.length > 0 ? [dashboards()] : [])],
  'dashboards.save': dashboards, 'dashboards.change': dashboards, 'dashboards.remove': dashboards, 'dashboards.import': dashboards,
  'decisions.create': decisions, 'decisions.change': decisions, 'decisions.addCandidates': decisions, 'decisions.recordVersions': decisions,
  'decisions.remove': decisions, 'decisions.restore': decisions, 'decisions.import': decisions,
  'measured.import': measured, 'measured.remove': measured, 'measured.restore': measured,
  'keys.import': keys, 'keys.remove': keys, 'keys.restore': keys,
  'aliases.merge': aliases, 'aliases.remove': aliases, 'aliases.putBack': aliases, 'aliases.import': aliases,
  'peatmoss.detach': peatmoss, 'measures.removeStates': indexed,
};

/** What every window is told after a call with these checked arguments; nothing where it changes nothing that the user made. */
export function eventsAfter(name: CallName, args: unknown): readonly EngineEvent[] {
  const event = events[name] as ((checked: unknown) => EngineEvent | readonly EngineEvent[]) | undefined;
  return event ? [event(args)].flat() : [];
}

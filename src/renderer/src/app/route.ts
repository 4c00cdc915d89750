import { create } from 'zustand';
import { mostCompared } from '../../../shared/contract/compare-limits.ts';
import { decisionStages, type DecisionStage, hubIds, isHubId, type HubId, type PackageKey } from '../../../shared/domain/index.ts';
import { measureParameters, type MeasuresRoute, readMeasuresRoute } from './measure-route.ts';
import { printReachParameters, readReachRoute, type ReachRoute } from './reach-route.ts';

export const packageTabs = ['overview', 'card', 'files', 'weights', 'history', 'signatures', 'claims', 'raw'] as const;
export type PackageTab = (typeof packageTabs)[number];

/** A file of a package and the commit that it is looked at in: a branch, a tag or a hash; null is HEAD. */
export interface FilePlace {
  readonly path: string | null;
  readonly commit: string | null;
}

export interface ProblemsRoute {
  readonly view: 'problems';
  readonly hub: HubId | null;
  readonly code: string | null;
  readonly file: string | null;
}

export interface NotesRoute {
  readonly view: 'notes';
  readonly text: string;
  readonly tag: string | null;
  /** Only packages that the mirror no longer has. */
  readonly gone: boolean;
}

export interface SubsetsRoute {
  readonly view: 'subsets';
  /** The one on screen. */
  readonly name: string | null;
}

export type Route =
  | { readonly view: 'overview' }
  | { readonly view: 'models'; readonly query: string }
  /** `commit`: the one that the history shows. `file`: what the tab of files shows, where it is not only the list at HEAD. */
  | { readonly view: 'package'; readonly package: PackageKey; readonly tab: PackageTab; readonly commit?: string; readonly file?: FilePlace }
  | ReachRoute
  | ProblemsRoute
  | NotesRoute
  | SubsetsRoute
  | MeasuresRoute
  /** `dashboard`: null is the list of them. */
  | { readonly view: 'dashboards'; readonly dashboard: string | null }
  /** `picked`: the packages picked in the models table, in place of the search. */
  | { readonly view: 'export'; readonly query: string; readonly picked: boolean }
  | CompareRoute
  | ChoosingRoute;

/** The list of decisions, or one of them at a stage; null shows the stage that it is at. */
export interface ChoosingRoute {
  readonly view: 'choosing';
  readonly decision: string | null;
  readonly stage: DecisionStage | null;
}

export interface CompareRoute {
  readonly view: 'compare';
  readonly packages: readonly PackageKey[];
  /** Two commits of the one package, in place of packages: branches, tags or hashes. */
  readonly commits?: { readonly from: string; readonly to: string };
}

/** The address of a route: everything after and with `#`. */
export function printRoute(route: Route): string {
  switch (route.view) {
    case 'overview':
      return '#/';
    case 'models':
      return withParameters('#/models', { q: route.query || null });
    case 'package': {
      const { hub, name, ordinal } = route.package;
      const tab = route.tab === 'overview' ? '' : `/${route.tab}`;
      return withParameters(`#/package/${hub}/${encode(name)}${tab}`, { n: ordinal === 0 ? null : String(ordinal), commit: route.commit ?? route.file?.commit ?? null, path: route.file?.path ?? null });
    }
    case 'reach': {
      const maintainer = route.maintainer === null ? '' : `/${encode(route.maintainer)}`;
      return withParameters(`#/reach/${route.kind}${maintainer}`, printReachParameters(route));
    }
    case 'problems':
      return withParameters('#/problems', { hub: route.hub, code: route.code, file: route.file });
    case 'notes':
      return withParameters('#/notes', { q: route.text || null, tag: route.tag, gone: route.gone ? '1' : null });
    case 'subsets':
      return route.name === null ? '#/subsets' : `#/subsets/${encode(route.name)}`;
    case 'measures':
      return withParameters(route.measure === null ? '#/measures' : `#/measures/${encode(route.measure)}`, measureParameters(route));
    case 'dashboards':
      return route.dashboard === null ? '#/dashboards' : `#/dashboards/${encode(route.dashboard)}`;
    case 'export':
      return withParameters('#/export', { q: route.query || null, picked: route.picked ? '1' : null });
    case 'choosing':
      return `#/choosing${route.decision === null ? '' : `/${route.decision}${route.stage === null ? '' : `/${route.stage}`}`}`;
    case 'compare':
      return `#/compare?${new URLSearchParams([...route.packages.map(({ hub, name, ordinal }) => ['p', `${hub}/${ordinal}/${name}`]), ...(route.commits ? [['from', route.commits.from], ['to', route.commits.to]] : [])]).toString()}`;
  }
}

/** Reads an address; whatever is not one of ours leads to the overview. */
export function parseRoute(hash: string): Route {
  return readRoute(hash) ?? { view: 'overview' };
}

/** Reads an address; null where it names no view of ours, or a package without hub or name. */
export function readRoute(hash: string): Route | null {
  const [path = '', search = ''] = splitOnce(hash.replace(/^#\/?/, ''), '?');
  const parameters = new URLSearchParams(search);
  const [view, ...parts] = path.split('/').map(decode);
  const hub = hubOf(parameters.get('hub'));
  switch (view) {
    case '':
      return path === '' ? { view: 'overview' } : null;
    case 'overview':
      return { view };
    case 'models':
      return { view, query: parameters.get('q') ?? '' };
    case 'package':
      return packageRoute(parts, Number(parameters.get('n') ?? 0), { path: parameters.get('path') || null, commit: parameters.get('commit') || null });
    case 'reach':
      return readReachRoute(parts, hub, parameters);
    case 'problems':
      return { view, hub, code: parameters.get('code') || null, file: parameters.get('file') || null };
    case 'notes':
      return { view, text: parameters.get('q') ?? '', tag: parameters.get('tag') || null, gone: parameters.get('gone') === '1' };
    case 'subsets':
      return { view, name: parts[0] || null };
    case 'measures':
      return readMeasuresRoute(parts, parameters);
    case 'dashboards':
      return { view, dashboard: parts[0] !== undefined && /^(?:health|[0-9a-f]{16})$/.test(parts[0]) ? parts[0] : null };
    case 'export':
      return { view, query: parameters.get('q') ?? '', picked: parameters.get('picked') === '1' };
    case 'choosing':
      return readChoosing(parts);
    case 'compare':
      return readCompare(parameters);
    default:
      return null;
  }
}

/** Packages side by side; more than fit are left out. */
export function compareRoute(packages: readonly PackageKey[]): CompareRoute {
  return { view: 'compare', packages: packages.slice(0, mostCompared).map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) };
}

/** Two commits of one package. */
export function compareCommitsRoute(key: PackageKey, from: string, to: string): CompareRoute {
  return { ...compareRoute([key]), commits: { from, to } };
}

function readChoosing([id, stage]: readonly string[]): ChoosingRoute {
  if (id === undefined || !/^[0-9a-f]{16}$/.test(id)) return { view: 'choosing', decision: null, stage: null };
  return { view: 'choosing', decision: id, stage: decisionStages.find((known) => known === stage) ?? null };
}

function readCompare(parameters: URLSearchParams): CompareRoute {
  const packages = parameters.getAll('p').flatMap(comparedPackage);
  const [from, to] = [parameters.get('from') || null, parameters.get('to') || null];
  const [only, more] = packages;
  return only !== undefined && more === undefined && from !== null && to !== null && Math.max(from.length, to.length) <= 1000 ? compareCommitsRoute(only, from, to) : compareRoute(packages);
}

/** Reads `hub/ordinal/name`; a name may have slashes of its own. */
function comparedPackage(text: string): readonly PackageKey[] {
  const [, hub, ordinal, name] = /^([a-z]+)\/(\d{1,9})\/(.+)$/s.exec(text) ?? [];
  return hub !== undefined && isHubId(hub) && name !== undefined ? [{ hub, name, ordinal: Number(ordinal) }] : [];
}

function packageRoute([hub, name, wanted]: readonly string[], ordinal: number, file: FilePlace): Route | null {
  if (!hub || !isHubId(hub) || !name) return null;
  const tab = packageTabs.find((known) => known === wanted) ?? 'overview';
  return {
    view: 'package',
    package: { hub, name, ordinal: Number.isSafeInteger(ordinal) && ordinal >= 0 ? ordinal : 0 },
    tab,
    ...(tab === 'files' && (file.path !== null || file.commit !== null) ? { file } : {}),
    ...(tab === 'history' && file.commit !== null && /^[0-9a-f]{4,64}$/.test(file.commit) ? { commit: file.commit } : {}),
  };
}

function hubOf(text: string | null): HubId | null {
  return hubIds.find((id) => id === text) ?? null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Half of a surrogate pair, which a text may hold, has no form in an address. */
function encode(part: string): string {
  return encodeURIComponent(part.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function withParameters(path: string, parameters: Readonly<Record<string, string | null>> | URLSearchParams): string {
  const kept = parameters instanceof URLSearchParams ? parameters : new URLSearchParams(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null));
  return kept.size === 0 ? path : `${path}?${kept.toString()}`;
}

export function modelsAddress(query: string): string {
  return printRoute({ view: 'models', query });
}

export function packageAddress(key: PackageKey, tab: PackageTab = 'overview', commit?: string): string {
  return printRoute({ view: 'package', package: { hub: key.hub, name: key.name, ordinal: key.ordinal }, tab, ...(commit === undefined ? {} : { commit }) });
}

/** A decision at the stage that it is at, or at a given one. */
export function choosingAddress(decision: string, stage: DecisionStage | null = null): string {
  return printRoute({ view: 'choosing', decision, stage });
}

/** A file of a package, or its list of files at a commit. */
export function packageFileAddress({ hub, name, ordinal }: PackageKey, file: FilePlace): string {
  return printRoute({ view: 'package', package: { hub, name, ordinal }, tab: 'files', file });
}

/** The list of problems, narrowed to what is given. */
export function problemsRoute(filter: Partial<Omit<ProblemsRoute, 'view'>> = {}): ProblemsRoute {
  return { view: 'problems', hub: null, code: null, file: null, ...filter };
}

export function problemsAddress(filter: Partial<Omit<ProblemsRoute, 'view'>> = {}): string {
  return printRoute(problemsRoute(filter));
}

/** The route on screen; it follows the address, so back and forward work. */
export const useRoute = create<{ readonly route: Route }>(() => ({ route: parseRoute(location.hash) }));

/** Goes to a route; `replace` leaves no step behind for the back button (a query while it is typed). */
export function navigate(route: Route, replace = false): void {
  const address = printRoute(route);
  if (replace) history.replaceState(null, '', address);
  else if (address !== location.hash) history.pushState(null, '', address);
  useRoute.setState({ route });
}

/** Goes to an address of the window as a link does. */
export function goToAddress(address: string): void {
  location.hash = address;
}

/** Returns the function that stops following the address. */
export function followAddress(): () => void {
  const follow = (): void => useRoute.setState({ route: parseRoute(location.hash) });
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);
  // It may have changed between the first look at it and now: a link opened while the page loads.
  follow();
  return () => {
    removeEventListener('popstate', follow);
    removeEventListener('hashchange', follow);
  };
}

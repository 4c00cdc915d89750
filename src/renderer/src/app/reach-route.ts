import type { Picture, ReachKind, ReachScope } from '../../../shared/contract/index.ts';
import { type HubId, lineageRelations } from '../../../shared/domain/index.ts';
import { maximumLength } from '../../../shared/search/index.ts';

/** What a picture of Reach shows: one that the engine draws, or the whole scope as a map. */
export type ShownPicture = Picture | { readonly view: 'map' };

/** What is counted, besides the hub: the part of a reach call's scope that an address can hold. */
export type ReachRules = Omit<ReachScope, 'mirror' | 'hub'>;

const reachKinds = ['direct', 'owner', 'transitive'] as const satisfies readonly ReachKind[];

export interface ReachRoute {
  readonly view: 'reach';
  readonly kind: ReachKind;
  readonly hub: HubId | null;
  /** Whom the ranking marks; without `picture`, their surroundings are drawn. */
  readonly maintainer: string | null;
  readonly picture?: ShownPicture;
  /** Left out where it is `usualRules`. */
  readonly rules?: ReachRules;
}

export const usualRules: ReachRules = {
  query: '',
  key: 'email',
  role: 'author',
  holder: 'owner',
  dependencies: { relations: [...lineageRelations], dataset: false, architecture: false, repository: false },
};

/** Steps of a lineage that are drawn unless an address says otherwise. */
export const usualLineage = { up: 3, down: 2 } as const;

/** More than this many accounts or packages are not taken over at once; the engine's limit. */
export const mostTaken = 200;

const ties = ['dataset', 'architecture', 'repository'] as const;

/** The parameters of a route's address, in a fixed order. */
export function printReachParameters({ hub, picture, rules }: ReachRoute): URLSearchParams {
  const parameters = new URLSearchParams();
  if (hub !== null) parameters.set('hub', hub);
  if (rules) addRules(parameters, rules);
  if (picture) addPicture(parameters, picture);
  return parameters;
}

function addRules(parameters: URLSearchParams, { query, key, role, holder, dependencies }: ReachRules): void {
  if (query !== usualRules.query) parameters.set('q', query);
  if (key !== usualRules.key) parameters.set('key', key);
  if (role !== usualRules.role) parameters.set('by', role);
  if (holder !== usualRules.holder) parameters.set('holder', holder);
  if (dependencies.relations.length < lineageRelations.length) parameters.set('relations', dependencies.relations.join(','));
  const tied = ties.filter((tie) => dependencies[tie]);
  if (tied.length > 0) parameters.set('ties', tied.join(','));
}

function addPicture(parameters: URLSearchParams, picture: ShownPicture): void {
  parameters.set('picture', picture.view);
  switch (picture.view) {
    case 'map':
      return;
    case 'ego':
    case 'tree':
      return parameters.set('node', picture.node);
    case 'together':
      return picture.node === null ? undefined : parameters.set('node', picture.node);
    case 'lineage':
      parameters.set('node', picture.node);
      if (picture.up !== usualLineage.up) parameters.set('up', String(picture.up));
      if (picture.down !== usualLineage.down) parameters.set('down', String(picture.down));
      return;
    case 'paths':
      parameters.set('from', picture.from);
      return parameters.set('to', picture.to);
    case 'what-if':
      for (const node of picture.nodes) parameters.append('node', node);
      return parameters.set('event', picture.event);
  }
}

/** Reads what follows `reach/`; whatever is not understood is left at what is usual. */
export function readReachRoute([kind, maintainer]: readonly string[], hub: HubId | null, parameters: URLSearchParams): ReachRoute {
  const picture = readPicture(parameters);
  const rules = readRules(parameters);
  return {
    view: 'reach',
    kind: reachKinds.find((known) => known === kind) ?? 'direct',
    hub,
    maintainer: maintainer || null,
    ...(picture && { picture }),
    ...(JSON.stringify(rules) !== JSON.stringify(usualRules) && { rules }),
  };
}

function readRules(parameters: URLSearchParams): ReachRules {
  const relations = parameters.get('relations')?.split(',');
  const tied = parameters.get('ties')?.split(',') ?? [];
  const one = <Value extends string>(name: string, values: readonly Value[], usual: Value): Value => values.find((value) => value === parameters.get(name)) ?? usual;
  return {
    query: (parameters.get('q') ?? '').slice(0, maximumLength),
    key: one('key', ['email', 'name', 'both'], usualRules.key),
    role: one('by', ['author', 'committer', 'either'], usualRules.role),
    holder: one('holder', ['owner', 'committed'], usualRules.holder),
    dependencies: {
      relations: lineageRelations.filter((relation) => relations?.includes(relation) ?? true),
      dataset: tied.includes('dataset'),
      architecture: tied.includes('architecture'),
      repository: tied.includes('repository'),
    },
  };
}

function readPicture(parameters: URLSearchParams): ShownPicture | null {
  const view = parameters.get('picture');
  const nodes = parameters.getAll('node').filter(isNodeId).slice(0, mostTaken);
  const [node] = nodes;
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  switch (view) {
    case 'map':
      return { view };
    case 'together':
      return { view, node: node ?? null };
    case 'ego':
    case 'tree':
      return node === undefined ? null : { view, node };
    case 'lineage':
      return node === undefined ? null : { view, node, up: steps(parameters.get('up'), usualLineage.up), down: steps(parameters.get('down'), usualLineage.down) };
    case 'paths':
      return isNodeId(from) && isNodeId(to) ? { view, from, to } : null;
    case 'what-if':
      return node === undefined ? null : { view, nodes, event: parameters.get('event') === 'lost' ? 'lost' : 'taken-over' };
    default:
      return null;
  }
}

function isNodeId(text: string | null): text is string {
  return text !== null && text.length >= 3 && text.length <= 5000;
}

function steps(text: string | null, usual: number): number {
  const number = text === null || text === '' ? usual : Number(text);
  return Number.isInteger(number) && number >= 0 && number <= 10_000 ? number : usual;
}

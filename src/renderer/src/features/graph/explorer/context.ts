import type { Graph, GraphNode, Picture, ReachKind, ReachScope } from '../../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { goToAddress, navigate, packageAddress, printRoute } from '../../../app/route.ts';
import { type ReachRoute, type ReachRules, type ShownPicture, usualLineage, usualRules } from '../../../app/reach-route.ts';
import { pictureOf, viewsOf } from '../words.ts';

/** What a picture on screen is of. */
export interface PictureContext {
  readonly route: ReachRoute;
  /** Its address: what was done to it is remembered by this. */
  readonly place: string;
  readonly scope: ReachScope;
  readonly picture: Picture;
}

export interface DrawnContext extends PictureContext {
  /** With what expanding brought, before anything is hidden. */
  readonly whole: Graph;
}

/** The scope of every call of a route. */
export function scopeOf(mirror: string, { hub, rules = usualRules }: ReachRoute): ReachScope {
  return { mirror, hub, ...rules };
}

/** Who works with whom is asked of those whom the ranking has. */
export function scopeOfPicture(scope: ReachScope, kind: ReachKind, picture: ShownPicture): ReachScope {
  const isOfEverybody = picture.view === 'together' && picture.node === null;
  return isOfEverybody && kind !== 'transitive' ? { ...scope, holder: kind === 'direct' ? 'committed' : 'owner' } : scope;
}

/** The picture of a route; null where figures are shown. */
export function shownPicture({ kind, maintainer, picture, rules = usualRules }: ReachRoute): ShownPicture | null {
  if (picture) return picture;
  return maintainer === null ? null : usualPicture(kind, maintainer, rules);
}

/** What is drawn of somebody in a ranking until something else is asked for. */
export function usualPicture(kind: ReachKind, maintainer: string, rules: ReachRules): Picture {
  const node = nodeOfMaintainer(kind, maintainer, rules);
  return kind === 'transitive' ? { view: 'tree', node } : { view: 'ego', node };
}

/** The node of a row of the ranking: who is ranked depends on the kind of reach. */
function nodeOfMaintainer(kind: ReachKind, maintainer: string, { holder }: Pick<ReachRules, 'holder'>): string {
  const isPerson = kind === 'direct' || (kind === 'transitive' && holder === 'committed');
  return `${isPerson ? 'maintainer' : 'owner'}:${maintainer}`;
}

/** The route that draws a picture within the same scope. Whoever the ranking can mark is marked. */
function routeOfPicture(route: ReachRoute, picture: ShownPicture | null): ReachRoute {
  const { picture: _, ...rest } = route;
  if (picture === null) return { ...rest, maintainer: null };
  const focus = focusOf(picture);
  const someone = focus === null ? null : maintainerOf(route, focus);
  const maintainer = someone ?? (focus === null ? route.maintainer : null);
  const isUsual = someone !== null && usualPicture(route.kind, someone, route.rules ?? usualRules).view === picture.view;
  return isUsual ? { ...rest, maintainer } : { ...rest, maintainer, picture };
}

/** The one node that a picture is about; null where there are several or none. */
export function focusOf(picture: ShownPicture): string | null {
  switch (picture.view) {
    case 'ego':
    case 'tree':
    case 'lineage':
    case 'together':
      return picture.node;
    case 'what-if':
      return picture.nodes.length === 1 ? (picture.nodes[0] ?? null) : null;
    case 'paths':
    case 'map':
      return null;
  }
}

/** Who of the ranking a node is. */
function maintainerOf({ kind, rules = usualRules }: ReachRoute, node: string): string | null {
  const name = node.slice(node.indexOf(':') + 1);
  return nodeOfMaintainer(kind, name, rules) === node ? name : null;
}

/** The address of a picture of a package: its lineage, or what depends on it. */
export function packagePictureAddress({ hub, name, ordinal }: PackageKey, view: 'lineage' | 'tree' | 'ego'): string {
  const node = `package:${hub}/${name}#${ordinal}`;
  return printRoute({ view: 'reach', kind: 'direct', hub: null, maintainer: null, picture: pictureOf(view, node, usualLineage) });
}

export function showPicture(route: ReachRoute, picture: ShownPicture | null): void {
  navigate(routeOfPicture(route, picture));
}

export function placeOf(route: ReachRoute): string {
  return printRoute(route);
}

/** Draws what a node is best seen in. */
export function goToNode(route: ReachRoute, node: Pick<GraphNode, 'id' | 'kind'>): void {
  const [view] = viewsOf(node.kind);
  if (view !== undefined) showPicture(route, pictureOf(view, node.id, usualLineage));
}

/** What a double click and Enter do: packages open, others become the centre. */
export function openNode(route: ReachRoute, node: GraphNode): void {
  if (node.package) goToAddress(packageAddress(node.package));
  else goToNode(route, node);
}

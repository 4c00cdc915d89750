import type { GraphEdge, GraphNode, GraphNodeKind, Picture } from '../../../../shared/contract/index.ts';
import { hubById } from '../../../../shared/domain/index.ts';
import { dayText } from '../../../../shared/text/quantity.ts';
import type { ShownPicture } from '../../app/reach-route.ts';
import { formatBytes, formatCount, formatPlural, formatShort } from '../../ui/quantity.ts';

export const kindNames: Readonly<Record<GraphNodeKind, string>> = {
  maintainer: 'Maintainer',
  owner: 'Owner',
  package: 'Package',
  missing: 'Missing base model',
  repository: 'Repository',
  dataset: 'Dataset',
  architecture: 'Architecture',
  more: 'Not drawn',
};

export type PictureView = ShownPicture['view'];

export const viewNames: Readonly<Record<PictureView, string>> = {
  ego: 'Surroundings',
  together: 'Together',
  tree: 'Reach by distance',
  lineage: 'Lineage',
  paths: 'Why connected',
  'what-if': 'What if',
  map: 'Map',
};

/** The kind that a node's id begins with; ids of maintainers and packages may hold colons of their own. */
export function kindOfId(id: string): GraphNodeKind | null {
  const kind = id.slice(0, id.indexOf(':'));
  return Object.hasOwn(kindNames, kind) ? (kind as GraphNodeKind) : null;
}

/** What a person calls a node of which only the id is known. */
export function nameOfId(id: string): string {
  const name = id.slice(id.indexOf(':') + 1);
  switch (kindOfId(id)) {
    case 'package':
      return name.slice(name.indexOf('/') + 1).replace(/#\d+$/, '');
    case 'owner':
      return name.slice(name.indexOf('/') + 1);
    default:
      return name;
  }
}

/** What a picture shows, as a heading. `name` gives the names of nodes. */
export function pictureTitle(picture: ShownPicture, name: (id: string) => string): string {
  switch (picture.view) {
    case 'ego':
      return name(picture.node);
    case 'together':
      return picture.node === null ? 'Who works with whom' : `Who works with ${name(picture.node)}`;
    case 'tree':
      return `What depends on ${name(picture.node)}`;
    case 'lineage':
      return `Lineage of ${name(picture.node)}`;
    case 'paths':
      return `Why ${name(picture.from)} and ${name(picture.to)} are connected`;
    case 'what-if':
      return `What if ${listed(picture.nodes.map(name))} ${picture.nodes.length === 1 ? 'is' : 'are'} ${picture.event === 'lost' ? 'lost' : 'taken over'}`;
    case 'map':
      return 'Map';
  }
}

/** What a picture is of, in one name: for those who listen. */
export function pictureName(picture: ShownPicture, name: (id: string) => string | undefined): string {
  return pictureTitle(picture, (id) => name(id) ?? nameOfId(id));
}

/** One sentence for somebody who sees such a picture for the first time. */
export function pictureSentence(picture: ShownPicture): string {
  switch (picture.view) {
    case 'ego':
      return egoSentences[kindOfId(picture.node) ?? 'package'] ?? 'Everything that has a tie with it.';
    case 'together':
      return 'Lines join those who share repositories or whose packages are made from each other’s; thicker is more.';
    case 'tree':
      return 'Rings by steps: on the first what depends on it directly, further out what depends on that.';
    case 'lineage':
      return 'Left what it was made from, right what was made of it. Red lines join licences that do not go together.';
    case 'paths':
      return 'All shortest ways from one to the other, whatever the direction of their ties.';
    case 'what-if':
      return picture.event === 'lost' ? 'What would be left without a base, by steps from what is lost.' : 'What a changed package could spread to, by steps from what is taken over.';
    case 'map':
      return 'Every package of the scope and every tie between two of them; near each other is what depends on each other.';
  }
}

const egoSentences: Readonly<Partial<Record<GraphNodeKind, string>>> = {
  maintainer: 'The repositories that this person committed to, and who else committed to them.',
  owner: 'The packages of this account, and the accounts that they are tied to by base models.',
  package: 'Who owns and who committed to the package, and what it has ties with.',
};

/** "a", "a and b", "a, b and 3 more". */
function listed(names: readonly string[]): string {
  const [first = '', second = ''] = names;
  if (names.length === 2) return `${first} and ${second}`;
  return names.length < 2 ? first : `${first}, ${second} and ${names.length - 2} more`;
}

/** The views in which a node can be the centre, the most telling first. */
export function viewsOf(kind: GraphNodeKind): readonly ('ego' | 'tree' | 'together' | 'lineage')[] {
  switch (kind) {
    case 'maintainer':
    case 'owner':
      return ['ego', 'tree', 'together'];
    case 'package':
      return ['lineage', 'tree', 'ego'];
    case 'missing':
      return ['lineage', 'tree'];
    case 'repository':
      return ['ego'];
    case 'dataset':
    case 'architecture':
      return ['tree'];
    case 'more':
      return [];
  }
}

/** The picture of a node in a view. */
export function pictureOf(view: 'ego' | 'tree' | 'together' | 'lineage', node: string, steps: { readonly up: number; readonly down: number }): Picture {
  return view === 'lineage' ? { view, node, ...steps } : { view, node };
}

/** Facts of a node for a card, a table and those who listen; what is unknown is left out. */
export function factsOf(node: GraphNode): readonly (readonly [label: string, value: string])[] {
  const { owner, task, license, downloads, bytes, reach, dependants, signed, first, last } = node.facts;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Identity', node.kind === 'maintainer' && !node.id.endsWith(`:${node.label}`) ? node.id.slice('maintainer:'.length) : null],
    ['Hub', node.hub && hubById(node.hub).title],
    ['Owner', owner],
    ['Task', task],
    ['Licence', license],
    ['Reach', reach === null ? null : formatCount(reach)],
    ['Depend on it', dependants === null ? null : formatCount(dependants)],
    ['Downloads', downloads === null ? null : formatShort(downloads)],
    ['Size', bytes === null ? null : formatBytes(bytes)],
    ['Signed commits', signed === 'unknown' ? null : signed],
    ['Commits', first === null || last === null ? null : yearsOf(first, last)],
    ['Distance', node.distance === null || node.focus ? null : formatPlural(node.distance, 'step')],
  ];
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== null);
}

function yearsOf(first: number, last: number): string {
  const [from, to] = [first, last].map(dayText);
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** How a node and the things tied to it are told to somebody who cannot see them. */
export function spokenNode(node: GraphNode, edges: readonly GraphEdge[], name: (id: string) => string): string {
  const ties = edges.filter(({ source, target }) => source === node.id || target === node.id);
  // Who of several people of one name it is, the name says then.
  const facts = factsOf(node).flatMap(([label, value]) => (label === 'Identity' ? [] : [`${label} ${value}`]));
  const shown = ties.slice(0, 4).map((edge) => spokenTie(edge, node.id, name));
  const rest = ties.length - shown.length;
  return [
    `${kindNames[node.kind]} ${name(node.id)}${node.automated ? ', automated account' : ''}.`,
    facts.length > 0 ? `${facts.join(', ')}.` : '',
    ties.length === 0 ? 'No ties here.' : `${formatPlural(ties.length, 'tie')}: ${shown.join('; ')}${rest > 0 ? `; and ${formatCount(rest)} more` : ''}.`,
  ].filter(Boolean).join(' ');
}

function spokenTie(edge: GraphEdge, from: string, name: (id: string) => string): string {
  const outward = edge.source === from;
  const other = name(outward ? edge.target : edge.source);
  return `${tieWords(edge, outward)} ${other}${edge.conflict === null ? '' : ` (licence conflict: ${edge.conflict})`}`;
}

/** What a tie is, read from its source (`outward`) or from its target. */
export function tieWords({ kind, relation, weight }: GraphEdge, outward: boolean): string {
  switch (kind) {
    case 'committed':
      return `${formatPlural(weight, 'commit')} ${outward ? 'to' : 'by'}`;
    case 'owns':
      return outward ? 'owns' : 'owned by';
    case 'holds':
      return outward ? 'holds' : 'lies in';
    case 'together':
      return `shares ${formatCount(weight)} with`;
    case 'base': {
      const how = relation === null || relation === 'base' ? '' : ` (${relation})`;
      return outward ? `base of${how}` : `made from${how}`;
    }
    case 'dataset':
      return outward ? 'used by' : 'uses the dataset';
    case 'architecture':
      return outward ? 'architecture of' : 'has the architecture';
    case 'repository':
      return 'shares a repository with';
  }
}

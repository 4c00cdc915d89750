import type { GraphNode } from '../contract/graph.ts';
import { hubById } from '../domain/index.ts';

type Named = Pick<GraphNode, 'id' | 'kind' | 'label' | 'hub'>;

/**
 * Names as a picture writes them, by id: without the owner, which most neighbours share, and cut to `most` letters; nodes of one kind that would
 * then have the same name get as much more of it as tells them apart.
 */
export function shortNames(nodes: readonly Named[], most = Infinity): ReadonlyMap<string, string> {
  const short = [(node: Named) => cut(shortOf(node), most), (node: Named) => cutInside(shortOf(node), most), ({ label }: Named) => cutInside(label, most)];
  // Addresses of one name often have the same host, which a cut would leave of them.
  return toldApart(nodes, [...short, (node) => cutInside(apartOf(node).replace(/@[^@]*\)$/, ')'), most), apartOf]);
}

/** Whole names by id; those of namesakes with what tells them apart. */
export function wholeNames(nodes: readonly Named[]): ReadonlyMap<string, string> {
  return toldApart(nodes, [({ label }) => label, apartOf]);
}

/** Whoever has a name alone keeps it; for the others the next way to name them is tried. The last one holds in any case. */
function toldApart(nodes: readonly Named[], ways: readonly ((node: Named) => string)[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let left = nodes;
  for (const [number, nameOf] of ways.entries()) {
    const named = left.map((node) => ({ node, name: nameOf(node) }));
    const counts = new Map<string, number>();
    for (const { node, name } of named) counts.set(`${node.kind} ${name}`, (counts.get(`${node.kind} ${name}`) ?? 0) + 1);
    const isTold = (kind: string, name: string): boolean => number === ways.length - 1 || counts.get(`${kind} ${name}`) === 1;
    for (const { node, name } of named) if (isTold(node.kind, name)) names.set(node.id, name);
    left = left.filter(({ id }) => !names.has(id));
  }
  return names;
}

function shortOf({ kind, label }: Named): string {
  const slash = kind === 'repository' || kind === 'package' || kind === 'missing' || kind === 'dataset' ? label.lastIndexOf('/') : -1;
  return label.slice(slash + 1) || label;
}

/** People by what makes commits theirs; others by their hub, and the second record of a name by its number. */
function apartOf({ id, kind, label, hub }: Named): string {
  const key = id.slice(id.indexOf(':') + 1);
  if (kind === 'maintainer') return key.includes(label) ? key : `${label} (${key})`;
  if (hub === null) return key;
  const ordinal = kind === 'package' ? Number(/#(\d+)$/.exec(key)?.[1] ?? 0) : 0;
  return `${label} (${hubById(hub).title}${ordinal > 0 ? `, record ${ordinal + 1}` : ''})`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 2)}…` : text;
}

/** Names of one family mostly begin alike. */
function cutInside(text: string, most: number): string {
  const half = Math.floor((most - 1) / 2);
  return text.length > most ? `${text.slice(0, half)}…${text.slice(-half)}` : text;
}

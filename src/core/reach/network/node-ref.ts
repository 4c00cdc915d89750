import type { HubId } from '../../../shared/domain/index.ts';
import { hubIds } from '../../../shared/domain/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { hubNumber, hubOfNumber } from '../../index/index.ts';
import { prepare } from '../../query/index.ts';
import type { World } from './world.ts';

/** A node of a picture by numbers of one index. */
export type NodeRef =
  | { readonly kind: 'package'; readonly id: number }
  | { readonly kind: 'missing' | 'dataset' | 'architecture'; readonly name: string }
  | { readonly kind: 'repository'; readonly id: number }
  | { readonly kind: 'owner'; readonly hub: HubId; readonly name: string }
  /** Its number in the touches of the scope's key and role. */
  | { readonly kind: 'maintainer'; readonly identity: number };

export type RefKind = NodeRef['kind'];

/** Tells refs apart within one index. */
export function slotOf(ref: NodeRef): string {
  switch (ref.kind) {
    case 'package':
    case 'repository':
      return `${ref.kind} ${ref.id}`;
    case 'owner':
      return `owner ${ref.hub}/${ref.name}`;
    case 'maintainer':
      return `maintainer ${ref.identity}`;
    default:
      return `${ref.kind} ${ref.name}`;
  }
}

/** The id of a node in any mirror (shared/contract/graph.ts). */
export function idOf(world: World, ref: NodeRef): string {
  switch (ref.kind) {
    case 'package': {
      const { hub, name, ordinal } = world.package(ref.id);
      return `package:${hubOfNumber(hub)}/${name}#${ordinal}`;
    }
    case 'repository':
      return `repository:${prepare<[number], { path: string }>(world.database, 'SELECT path FROM repository WHERE id = ?').get(ref.id)?.path ?? ''}`;
    case 'owner':
      return `owner:${ref.hub}/${ref.name}`;
    case 'maintainer':
      return `maintainer:${world.touches().people.keys[ref.identity] ?? ''}`;
    default:
      return `${ref.kind}:${ref.name}`;
  }
}

/** The node of an id in this mirror and scope; throws `not-found`. */
export function refOf(world: World, id: string): NodeRef {
  const ref = findRef(world, id);
  if (!ref) throw new ExpectedError('not-found', `${id.slice(id.indexOf(':') + 1) || id} is not in this mirror, or not in this scope.`, 'Widen the search or the hub, or choose another kind of tie.');
  return ref;
}

/** Null where the mirror or the scope lacks it. */
export function findRef(world: World, id: string): NodeRef | null {
  const colon = id.indexOf(':');
  const [kind, name] = [id.slice(0, colon), id.slice(colon + 1)];
  switch (kind) {
    case 'package':
      return packageRef(world, name);
    case 'owner': {
      const hub = hubIds.find((candidate) => name.startsWith(`${candidate}/`));
      const ref = hub ? ({ kind: 'owner', hub, name: name.slice(hub.length + 1) } as const) : null;
      return ref && world.packagesOfOwner(ref).length > 0 ? ref : null;
    }
    case 'maintainer': {
      const identity = world.identityNumber(name);
      return identity === undefined ? null : { kind: 'maintainer', identity };
    }
    case 'repository': {
      const stored = prepare<[string], { id: number }>(world.database, 'SELECT id FROM repository WHERE path = ?').get(name);
      return stored ? { kind: 'repository', id: stored.id } : null;
    }
    case 'missing':
    case 'dataset':
    case 'architecture':
      return world.networkNode({ kind, name }) === -1 ? null : { kind, name };
    default:
      return null;
  }
}

function packageRef({ database, network }: World, text: string): NodeRef | null {
  const hub = hubIds.find((candidate) => text.startsWith(`${candidate}/`));
  const hash = text.lastIndexOf('#');
  if (!hub || hash === -1) return null;
  const sql = 'SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = ?';
  const stored = prepare<[number, string, number], { id: number }>(database, sql).get(hubNumber(hub), text.slice(hub.length + 1, hash), Number(text.slice(hash + 1)));
  return stored && network().nodeOf[stored.id] !== -1 ? { kind: 'package', id: stored.id } : null;
}

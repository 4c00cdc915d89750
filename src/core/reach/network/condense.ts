import { type Lists, listsBy, transposed } from '../../../shared/number-lists.ts';
import { NumberStack, numbersTo } from '../../../shared/numbers.ts';

/**
 * A network with its cycles drawn together: what can reach one another is one component. Components are numbered against
 * the direction of ties: whatever depends on a component has a lower number.
 */
export interface Condensed {
  readonly count: number;
  /** Component of each node. */
  readonly componentOf: Uint32Array;
  /** Packages of each component; other nodes are not counted. */
  readonly packages: Lists;
  /** Components that depend on one directly, each once, and those that it depends on. */
  readonly dependants: Lists;
  readonly bases: Lists;
  /** Components of more than one node. */
  readonly cycles: number;
}

/** Strongly connected components by Tarjan's algorithm, with a stack of its own instead of the machine's. */
export function condense(dependants: Lists, packageCount: number): Condensed {
  const size = dependants.offsets.length - 1;
  const { componentOf, count, cycles } = components(dependants, size);
  const members = cycles === 0 ? alone(componentOf) : listsBy(componentOf, numbersTo(size), count);
  const below = liftedTies(dependants, componentOf, members);
  return { count, componentOf, packages: packagesAmong(members, packageCount), dependants: below, bases: transposed(below, count), cycles };
}

/** The only node of each component. */
function alone(componentOf: Uint32Array): Lists {
  const items = new Uint32Array(componentOf.length);
  for (let node = 0; node < componentOf.length; node += 1) items[componentOf[node] as number] = node;
  return { offsets: numbersTo(componentOf.length + 1), items };
}

function packagesAmong(members: Lists, packageCount: number): Lists {
  const offsets = new Uint32Array(members.offsets.length);
  const items = new Uint32Array(packageCount);
  let end = 0;
  for (let component = 0; component + 1 < offsets.length; component += 1) {
    for (let place = members.offsets[component] as number, last = members.offsets[component + 1] as number; place < last; place += 1) {
      const node = members.items[place] as number;
      if (node >= packageCount) continue;
      items[end] = node;
      end += 1;
    }
    offsets[component + 1] = end;
  }
  return { offsets, items };
}

function components({ offsets, items }: Lists, size: number): { readonly componentOf: Uint32Array; readonly count: number; readonly cycles: number } {
  const componentOf = new Uint32Array(size);
  /** 0: not met yet. */
  const order = new Uint32Array(size);
  const low = new Uint32Array(size);
  const next = offsets.slice(0, size);
  const isOpen = new Uint8Array(size);
  const open = new NumberStack();
  const path = new NumberStack();
  let met = 0;
  let count = 0;
  let cycles = 0;
  for (let root = 0; root < size; root += 1) {
    if (order[root] !== 0) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path.items[path.length - 1] as number;
      if (order[node] === 0) {
        met += 1;
        order[node] = met;
        low[node] = met;
        open.push(node);
        isOpen[node] = 1;
      }
      let deeper = -1;
      let at = next[node] as number;
      for (const end = offsets[node + 1] as number; at < end; at += 1) {
        const other = items[at] as number;
        if (order[other] === 0) {
          if (offsets[other] !== offsets[other + 1]) {
            deeper = other;
            break;
          }
          // Most packages have no dependants: each is a component at once.
          met += 1;
          order[other] = met;
          componentOf[other] = count;
          count += 1;
          continue;
        }
        if (isOpen[other] === 1 && (low[other] as number) < (low[node] as number)) low[node] = low[other] as number;
      }
      // The tie to what lies deeper is looked at once more afterwards, when its lowest is known.
      next[node] = at;
      if (deeper !== -1) {
        path.push(deeper);
        continue;
      }
      path.pop();
      if (low[node] !== order[node]) continue;
      let closed = 0;
      for (let member = -1; member !== node; closed += 1) {
        member = open.pop();
        isOpen[member] = 0;
        componentOf[member] = count;
      }
      if (closed > 1) cycles += 1;
      count += 1;
    }
  }
  return { componentOf, count, cycles };
}

/** Ties between components, each once, without those inside one. */
function liftedTies(dependants: Lists, componentOf: Uint32Array, members: Lists): Lists {
  const count = members.offsets.length - 1;
  const seenBy = new Uint32Array(count);
  const offsets = new Uint32Array(count + 1);
  const items = new Uint32Array(dependants.items.length);
  let end = 0;
  // Views of lists would cost more than what is in them: most components have one node and few ties.
  for (let component = 0; component < count; component += 1) {
    seenBy[component] = component + 1;
    for (let place = members.offsets[component] as number; place < (members.offsets[component + 1] as number); place += 1) {
      const node = members.items[place] as number;
      for (let at = dependants.offsets[node] as number, last = dependants.offsets[node + 1] as number; at < last; at += 1) {
        const other = componentOf[dependants.items[at] as number] as number;
        if (seenBy[other] === component + 1) continue;
        seenBy[other] = component + 1;
        items[end] = other;
        end += 1;
      }
    }
    offsets[component + 1] = end;
  }
  return { offsets, items: items.subarray(0, end) };
}

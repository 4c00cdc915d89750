import type { Lists } from '../../../shared/number-lists.ts';
import type { Condensed } from './condense.ts';

/** Who holds which packages. A holder may hold none. */
export interface Holding {
  /** Nodes of each holder, each once: packages, and datasets that stand under an account's name. */
  readonly held: Lists;
}

/** USENIX'19 figures of a whole network; a package itself counts in none of its own. */
export interface ClosureFigures {
  /** PR by node: packages that depend on it directly or transitively. */
  readonly dependants: Uint32Array;
  /** ITP by package: packages that it depends on. */
  readonly trusted: Uint32Array;
  /** ITM by package: holders of these. */
  readonly trustedHolders: Uint32Array;
  /** MR by holder: packages that depend on any of the holder's. */
  readonly reach: Uint32Array;
}

/** Holders of a component, each once, with how many of its packages they hold and, where it is one, which. */
export interface ComponentHolders {
  readonly offsets: Uint32Array;
  readonly holders: Uint32Array;
  readonly heldPackages: Uint32Array;
  /** A package of the component that the holder holds. */
  readonly anyHeld: Uint32Array;
}

export function holdersOfComponents(condensed: Condensed, holding: Holding, packageCount: number): ComponentHolders {
  return condensed.cycles === 0 ? holdersOfNodes(condensed, holding, packageCount) : holdersOfCycles(condensed, holding, packageCount);
}

/** Where each component is one node, whoever holds it does so once. */
function holdersOfNodes({ componentOf, count }: Condensed, { held }: Holding, packageCount: number): ComponentHolders {
  const offsets = new Uint32Array(count + 1);
  for (let at = 0; at < held.items.length; at += 1) {
    const next = (componentOf[held.items[at] as number] as number) + 1;
    offsets[next] = (offsets[next] as number) + 1;
  }
  for (let component = 0; component < count; component += 1) offsets[component + 1] = (offsets[component + 1] as number) + (offsets[component] as number);
  const places = offsets.slice(0, count);
  const found = { holders: new Uint32Array(held.items.length), heldPackages: new Uint32Array(held.items.length), anyHeld: new Uint32Array(held.items.length) };
  for (let holder = 0; holder + 1 < held.offsets.length; holder += 1) {
    for (let at = held.offsets[holder] as number, end = held.offsets[holder + 1] as number; at < end; at += 1) {
      const node = held.items[at] as number;
      const component = componentOf[node] as number;
      const place = places[component] as number;
      places[component] = place + 1;
      found.holders[place] = holder;
      found.heldPackages[place] = node < packageCount ? 1 : 0;
      found.anyHeld[place] = node;
    }
  }
  return { offsets, ...found };
}

function holdersOfCycles({ componentOf, count }: Condensed, { held }: Holding, packageCount: number): ComponentHolders {
  const length = held.items.length;
  const components = new Uint32Array(length);
  const holders = new Uint32Array(length);
  for (let holder = 0; holder + 1 < held.offsets.length; holder += 1) {
    for (let at = held.offsets[holder] as number; at < (held.offsets[holder + 1] as number); at += 1) {
      components[at] = componentOf[held.items[at] as number] as number;
      holders[at] = holder;
    }
  }
  // Pairs by component, holders ascending in each, since they come so.
  const counts = new Uint32Array(count + 1);
  for (let at = 0; at < length; at += 1) counts[(components[at] as number) + 1] = (counts[(components[at] as number) + 1] as number) + 1;
  for (let component = 0; component < count; component += 1) counts[component + 1] = (counts[component + 1] as number) + (counts[component] as number);
  const places = counts.slice(0, count);
  const sorted = new Uint32Array(length);
  for (let at = 0; at < length; at += 1) {
    const component = components[at] as number;
    sorted[places[component] as number] = at;
    places[component] = (places[component] as number) + 1;
  }
  const offsets = new Uint32Array(count + 1);
  const found = { holders: new Uint32Array(length), heldPackages: new Uint32Array(length), anyHeld: new Uint32Array(length) };
  let end = 0;
  for (let component = 0; component < count; component += 1) {
    const start = end;
    for (let place = counts[component] as number; place < (counts[component + 1] as number); place += 1) {
      const at = sorted[place] as number;
      if (end === start || found.holders[end - 1] !== holders[at]) {
        found.holders[end] = holders[at] as number;
        end += 1;
      }
      const node = held.items[at] as number;
      if (node >= packageCount) continue;
      found.heldPackages[end - 1] = (found.heldPackages[end - 1] as number) + 1;
      found.anyHeld[end - 1] = node;
    }
    offsets[component + 1] = end;
  }
  return { offsets, holders: found.holders.subarray(0, end), heldPackages: found.heldPackages.subarray(0, end), anyHeld: found.anyHeld.subarray(0, end) };
}

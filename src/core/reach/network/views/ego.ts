import { assertNever } from '../../../../shared/result.ts';
import { Drawing } from '../drawing.ts';
import { type NodeRef, slotOf } from '../node-ref.ts';
import { directSides, sideOf } from '../sides.ts';
import type { World } from '../world.ts';

/** A node with what it is tied to, and for people and accounts with who shares that. */
export function drawEgo(world: World, ref: NodeRef, cap: number): Drawing {
  const drawing = new Drawing(world);
  drawing.add(ref, { focus: true, distance: 0 });
  switch (ref.kind) {
    case 'maintainer':
      aroundMaintainer(drawing, ref, cap);
      break;
    case 'owner':
      aroundOwner(drawing, ref, cap);
      break;
    case 'package':
    case 'missing':
    case 'dataset':
    case 'architecture':
    case 'repository':
      aroundNode(drawing, ref, cap);
      break;
    default:
      assertNever(ref);
  }
  drawing.joinAll();
  return drawing;
}

/** Packages drawn of one repository that several share. */
const packagesPerRepository = 6;

/** Half of the cap for repositories, half for the others who committed there; what one side leaves the other may take. */
function aroundMaintainer(drawing: Drawing, ref: NodeRef, cap: number): void {
  const { world } = drawing;
  const repositories = sideOf(world, ref, 'repositories');
  const others = sideOf(world, ref, 'co-maintainers');
  const room = Math.min(repositories.length, Math.max(Math.ceil(cap / 2), cap - others.length));
  const shown = repositories.slice(0, room);
  for (const repository of shown) drawing.add(repository, { distance: 1 });
  // Whoever shares none of the drawn repositories would hang in the air.
  const near = new Set(shown.flatMap((repository) => sideOf(world, repository, 'maintainers').map(slotOf)));
  const drawn = others.filter((other) => near.has(slotOf(other))).slice(0, cap - shown.length);
  for (const other of drawn) drawing.add(other, { distance: 2 });
  let left = cap - shown.length - drawn.length;
  for (const repository of shown) {
    const packages = left > 0 ? sideOf(world, repository, 'holds') : [];
    if (packages.length < 2) continue;
    const some = packages.slice(0, Math.min(packagesPerRepository, left));
    for (const item of some) drawing.add(item, { distance: 2 });
    left -= some.length;
    drawing.addMore(repository, 'holds', packages);
  }
  drawing.addMore(ref, 'repositories', repositories);
  drawing.addMore(ref, 'co-maintainers', others);
}

/** An account's packages, then what they were made from and what was made from them with its accounts, which get half of the cap at most. */
function aroundOwner(drawing: Drawing, ref: NodeRef, cap: number): void {
  const { world } = drawing;
  const packages = sideOf(world, ref, 'packages');
  // Packages with lineage come first, so that those beyond the cap cannot add to it much.
  const near = packages.slice(0, cap).map((item) => [...sideOf(world, item, 'bases'), ...sideOf(world, item, 'dependants')]);
  const tied = near.flat().filter((other) => slotOf(other) !== slotOf(ref));
  const room = Math.max(Math.ceil(cap / 2), cap - 2 * tied.length);
  for (const item of packages.slice(0, room)) drawing.add(item, { distance: 1 });
  const count = (): number => drawing.nodes.size - 1;
  for (const others of near.slice(0, room)) {
    for (const other of others) {
      const owner = other.kind === 'package' ? world.ownerOf(other.id) : null;
      const needed = (drawing.has(other) ? 0 : 1) + (owner && !drawing.has(owner) ? 1 : 0);
      if (count() + needed > cap) continue;
      drawing.add(other, { distance: 2 });
      if (owner) drawing.add(owner, { distance: 3 });
    }
  }
  drawing.addMore(ref, 'packages', packages);
  drawing.addMore(ref, 'accounts', sideOf(world, ref, 'accounts'));
}

/** The sides of a node in turn, so that none of them takes all of the room. */
function aroundNode(drawing: Drawing, ref: NodeRef, cap: number): void {
  const lists = directSides[ref.kind].map((side) => ({ side, refs: sideOf(drawing.world, ref, side) }));
  const longest = Math.max(0, ...lists.map(({ refs }) => refs.length));
  for (let at = 0; at < longest && drawing.nodes.size - 1 < cap; at += 1) {
    for (const { refs } of lists) {
      const other = refs[at];
      if (other && drawing.nodes.size - 1 < cap) drawing.add(other, { distance: 1 });
    }
  }
  for (const { side, refs } of lists) drawing.addMore(ref, side, refs);
}

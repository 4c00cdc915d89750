import { Crosshair, EyeOff, Focus, GitFork, type LucideIcon, Maximize2, Minimize2, Network, Package, Pin, PinOff, Route as RouteIcon, Skull, Table, Target, UserX } from 'lucide-react';
import type { GraphNode } from '../../../../../shared/contract/index.ts';
import type { CommandId } from '../../../../../shared/commands/index.ts';
import { goToAddress, packageAddress } from '../../../app/route.ts';
import { usualLineage } from '../../../app/reach-route.ts';
import { isExpanded } from '../state/exploration.ts';
import { explorationOf } from '../state/store.ts';
import { pictureOf, viewNames, viewsOf } from '../words.ts';
import { askWhatIf, collapseNode, expandNode, focusOnNodes, hideNodes, togglePin } from './actions.ts';
import { type DrawnContext, focusOf, showPicture } from './context.ts';
import type { PictureModel } from './use-picture.ts';

/** Something that can be done with a node: on its card and in its menu. */
export interface NodeAction {
  readonly title: string;
  readonly icon: LucideIcon;
  /** The command that does the same, for its key. */
  readonly command?: CommandId;
  readonly run: () => void;
}

/** What the explorer itself does for an action. */
export interface NodeDesk {
  readonly context: DrawnContext;
  readonly pointOf: PictureModel['pointOf'];
  /** Shows the table of what a "more" node stands for. */
  readonly onRest: (id: string) => void;
  /** Asks for the other end of a way. */
  readonly onConnect: (node: GraphNode) => void;
}

/** Changes of the picture, then pictures of the node, as far as they make sense for it. */
export function nodeActions({ context, pointOf, onRest, onConnect }: NodeDesk, node: GraphNode): { readonly here: readonly NodeAction[]; readonly elsewhere: readonly NodeAction[] } {
  const { route, place, picture } = context;
  const expandHere: NodeAction = { title: node.kind === 'more' ? 'Draw more of them' : 'Expand: draw its neighbours', icon: Maximize2, command: 'graph.expand', run: () => void expandNode(context, node) };
  if (node.kind === 'more') return { here: [expandHere, { title: 'List all of them', icon: Table, run: () => onRest(node.id) }], elsewhere: [] };
  const exploration = explorationOf(place);
  const isPinned = exploration.pinned.has(node.id);
  const here: readonly NodeAction[] = [
    expandHere,
    { title: isExpanded(exploration, node.id) ? 'Collapse: take its neighbours back' : 'Fold into it what hangs on it alone', icon: Minimize2, command: 'graph.collapse', run: () => collapseNode(context, node) },
    { title: 'Focus: only it and its neighbours', icon: Focus, command: 'graph.only', run: () => focusOnNodes(context, [node]) },
    { title: isPinned ? 'Unpin' : 'Pin in its place', icon: isPinned ? PinOff : Pin, command: 'graph.pin', run: () => togglePin(context, [node], pointOf) },
    { title: 'Hide', icon: EyeOff, command: 'graph.hide', run: () => hideNodes(context, [node]) },
  ];
  const views = viewsOf(node.kind).filter((view) => picture.view !== view || focusOf(picture) !== node.id);
  const isTaken = node.kind === 'maintainer' || node.kind === 'owner' || node.kind === 'package' || node.kind === 'missing';
  const packageKey = node.package;
  const elsewhere: readonly NodeAction[] = [
    ...(packageKey ? [{ title: 'Open the package', icon: Package, command: 'graph.open' as const, run: () => goToAddress(packageAddress(packageKey)) }] : []),
    ...views.map((view) => ({ title: viewNames[view], icon: { ego: Crosshair, tree: Target, together: Network, lineage: GitFork }[view], run: () => showPicture(route, pictureOf(view, node.id, usualLineage)) })),
    { title: 'Why connected to…', icon: RouteIcon, command: 'graph.connect', run: () => onConnect(node) },
    ...(isTaken
      ? [
          { title: 'What if taken over', icon: UserX, command: 'graph.takeOver' as const, run: () => askWhatIf(context, [node.id], 'taken-over') },
          { title: 'What if lost', icon: Skull, command: 'graph.lose' as const, run: () => askWhatIf(context, [node.id], 'lost') },
        ]
      : []),
  ];
  return { here, elsewhere };
}

import type { RefObject } from 'react';
import type { GraphNode } from '../../../../../shared/contract/index.ts';
import { useCommands, type Handler } from '../../../app/use-commands.ts';
import type { CanvasHandle } from '../canvas/graph-canvas.tsx';
import { keepAsSubset } from '../../subsets/store.ts';
import { changeExplorer, explorationOf, useExplorer } from '../state/store.ts';
import { askWhatIf, chosenNodes, collapseNode, expandNode, focusOnNodes, hideNodes, showHiddenNodes, togglePin } from './actions.ts';
import type { DrawnContext } from './context.ts';
import type { PictureModel } from './use-picture.ts';

interface CommandInput {
  readonly context: DrawnContext;
  readonly model: PictureModel;
  readonly canvas: RefObject<CanvasHandle | null>;
  readonly onFind: () => void;
  readonly onConnect: (node: GraphNode) => void;
  readonly onLasso: () => void;
  readonly onSave: () => void;
  readonly onOpen: (node: GraphNode) => void;
}

/** Binds the commands of Reach to the picture on screen. */
export function usePictureCommands({ context, model, canvas, onFind, onConnect, onLasso, onSave, onOpen }: CommandInput): void {
  // Drawn anew with both, since what a command can do depends on them.
  useExplorer((state) => state.selected);
  useExplorer((state) => state.cursor);
  const chosen = chosenNodes(model.seen?.nodes ?? []);
  const [first] = chosen;
  const withOne = (run: (node: GraphNode) => void): Handler => (first === undefined ? 'No node is chosen' : () => run(first));
  const withAll = (run: (nodes: readonly GraphNode[]) => void): Handler => (first === undefined ? 'No node is chosen' : () => run(chosen));
  const { shows, fills, showsTime } = useExplorer();
  const { hidden, only } = explorationOf(context.place);
  useCommands({
    'graph.find': onFind,
    'graph.open': withOne(onOpen),
    'graph.expand': withOne((node) => void expandNode(context, node)),
    'graph.collapse': withOne((node) => collapseNode(context, node)),
    'graph.only': only.length > 0 ? () => focusOnNodes(context, []) : withAll((nodes) => focusOnNodes(context, nodes)),
    'graph.pin': withAll((nodes) => togglePin(context, nodes, model.pointOf)),
    'graph.hide': withAll((nodes) => hideNodes(context, nodes)),
    'graph.showHidden': hidden.size === 0 ? 'No node is hidden' : () => showHiddenNodes(context),
    'graph.connect': withOne(onConnect),
    'graph.takeOver': withAll((nodes) => askWhatIf(context, nodes.map(({ id }) => id), 'taken-over')),
    'graph.lose': withAll((nodes) => askWhatIf(context, nodes.map(({ id }) => id), 'lost')),
    'graph.subset': chosen.some((node) => node.package) ? () => keepAsSubset(chosen.flatMap((node) => node.package ?? [])) : 'No package is chosen',
    'graph.lasso': onLasso,
    'graph.arrange': model.arrange,
    'graph.fit': () => canvas.current?.fit(),
    'graph.table': () => changeExplorer({ shows: shows === 'table' ? 'picture' : 'table' }),
    'graph.fill': () => changeExplorer({ fills: !fills }),
    'graph.time': () => changeExplorer({ showsTime: !showsTime, time: null }),
    'graph.export': onSave,
  });
}

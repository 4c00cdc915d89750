import { appearanceOf, captionText, drawFigure, drawnGraph, graphFormat, shownAt, shownOf, timesOf } from '../../../../../shared/graph/index.ts';
import type { FromFigureWorker, PictureOrder, PictureTask, ToFigureWorker } from './figure-messages.ts';

let picture: PictureOrder | null = null;

/* Drawing thousands of nodes and placing their labels takes longer than a frame. */
addEventListener('message', ({ data }: MessageEvent<ToFigureWorker>) => {
  if (data.kind === 'picture') picture = data.picture;
  else if (picture) postMessage(answer(picture, data.id, data.task));
});

function answer({ graph, positions, choice, hidden, time, filters, made }: PictureOrder, id: number, task: PictureTask): FromFigureWorker {
  const appearance = appearanceOf(graph, choice, task.kind === 'figure' ? task.theme : 'light');
  const byLegend = shownOf(graph, appearance, hidden);
  const byTime = shownAt(timesOf(graph), time);
  const shown = { nodes: byLegend.nodes.map((one, at) => one && byTime.nodes[at] === true), edges: byLegend.edges.map((one, at) => one && byTime.edges[at] === true) };
  const drawn = drawnGraph({ graph, positions, appearance, shown, title: task.title, filters, made });
  if (task.kind === 'graph') return { kind: 'graph', id, text: graphFormat(task.format).write(drawn) };
  const figure = drawFigure(drawn, task.options);
  return { kind: 'figure', id, figure: { ...figure, caption: `${task.title}. ${captionText(drawn, figure.labelsLeftOut)}` } };
}

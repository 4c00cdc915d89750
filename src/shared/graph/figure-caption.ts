import { pluralText } from '../text/quantity.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import { wrapText } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** What stands under a figure: title, counts, rule with its source, filters, what is odd, and from which index it was made. */
export function captionText(drawn: DrawnGraph, labelsLeftOut: number): string {
  const { graph, nodes, edges } = drawn;
  const counts = `${pluralText(nodes.length, 'node')}, ${pluralText(edges.length, 'edge')}`;
  const left = [
    ...(graph.hidden > 0 ? [`${pluralText(graph.hidden, 'further node')} not drawn`] : []),
    ...(nodes.length < graph.nodes.length ? [`${pluralText(graph.nodes.length - nodes.length, 'node')} hidden by legend or date`] : []),
    ...(labelsLeftOut > 0 ? [`${pluralText(labelsLeftOut, 'label')} left out for want of room`] : []),
  ];
  const filters = drawn.about.find(([name]) => name === 'filters')?.[1];
  const made = drawn.about.find(([name]) => name === 'made')?.[1];
  return [
    `${[counts, ...left].join('; ')}.`,
    sentence(graph.rule),
    graph.source === '' ? '' : sentence(`Source of the measure: ${graph.source}`),
    filters === undefined ? '' : sentence(`Filters: ${filters}`),
    ...graph.notes.map(sentence),
    sentence(`Index ${graph.fingerprint}${made === undefined ? '' : `, ${made}`}`),
  ].filter((text) => text !== '').join(' ');
}

export function captionLines(drawn: DrawnGraph, labelsLeftOut: number, size: number, width: number): readonly { readonly text: string; readonly bold: boolean }[] {
  return [
    ...wrapText(visibleText(drawn.title), size * 1.1, width).map((text) => ({ text, bold: true })),
    ...wrapText(visibleText(captionText(drawn, labelsLeftOut)), size, width).map((text) => ({ text, bold: false })),
  ];
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

import { parameterWords } from '../../shared/chart/index.ts';
import type { MeasureInfo, MeasurePart, MeasureResult } from '../../shared/contract/index.ts';
import { countText } from '../../shared/text/quantity.ts';
import { Colours } from './chart.ts';
import { h, type Element } from './html.ts';
import { footOf, writePage } from './page.ts';
import { partBlock } from './parts.ts';

/** One chart of a dashboard, with the result that it is a part of, or why there is none. */
export interface DashboardChart {
  readonly info: MeasureInfo;
  readonly query: string;
  readonly found: { readonly result: MeasureResult; readonly part: MeasurePart } | { readonly reason: string };
}

/** Writes a dashboard as one HTML page, as a report is: charts with their tables, rules and selections. */
export function writeDashboard({ name, charts, appVersion }: { readonly name: string; readonly charts: readonly DashboardChart[]; readonly appVersion: string }, write: (text: string) => void): void {
  const colours = new Colours();
  const sections = charts.map((chart, at) => chartSection(chart, at, colours));
  const index = charts.map(({ found }) => found).find((found) => 'result' in found)?.result.index;
  const head = h(
    'header', {},
    h('h1', {}, name),
    ...(index === undefined ? [] : [h('dl', {}, h('dt', {}, 'Mirror'), h('dd', {}, index.mirror), h('dt', {}, 'Index'), h('dd', {}, h('code', {}, index.fingerprint)))]),
    h('p', {}, 'Shares have a 95% interval after Wilson. Published values stand beside the own ones and enter no result. What is not known is counted as missing, never as zero.'),
  );
  writePage(name, colours, h('body', {}, head, h('main', {}, ...sections), footOf(`PTMTorrent Explorer ${appVersion}`)), write);
}

function chartSection({ info, query, found }: DashboardChart, at: number, colours: Colours): Element {
  const id = `chart-${at}`;
  const selection = query.trim() === '' ? 'the whole mirror' : query.trim();
  const facts = h(
    'dl', {},
    h('dt', {}, 'Rule'), h('dd', {}, info.rule),
    h('dt', {}, 'Source'), h('dd', {}, info.source),
    h('dt', {}, 'Selection'), h('dd', {}, h('code', {}, selection), 'result' in found ? `: ${countText(found.result.selection.packages)} of ${countText(found.result.selection.ofAll)} packages` : ''),
    ...('result' in found && parameterWords(info, found.result).length > 0 ? [h('dt', {}, 'Set to'), h('dd', {}, parameterWords(info, found.result).join('; '))] : []),
  );
  return h('section', { 'aria-labelledby': id }, h('h2', { id }, info.title), 'part' in found ? partBlock(found.part, colours, `ptmx measure ${info.id} has them all.`) : h('p', {}, found.reason), facts);
}

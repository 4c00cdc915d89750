import type { z } from 'zod';
import { reachScopeSchema } from '../../shared/contract/graph.ts';
import { appearanceOf, defaultFigure, drawFigure, drawnGraph, layTiers, usualAppearance } from '../../shared/graph/index.ts';
import { countText } from '../../shared/text/quantity.ts';
import { drawGraph, listMaintainers, reachCurve, type ReachContext } from '../reach/index.ts';
import type { CallAnswer, MeasurePart } from '../../shared/contract/index.ts';
import type { Colours } from './chart.ts';
import { drawing, h, type Element } from './html.ts';
import { partBlock } from './parts.ts';

const kinds = ['direct', 'owner', 'transitive'] as const;
type Kind = (typeof kinds)[number];
type Curve = CallAnswer<'reach.curve'>;

const titles: Readonly<Record<Kind, string>> = { direct: 'Direct reach', owner: 'Owner reach', transitive: 'Transitive reach' };
const reached: Readonly<Record<Kind, 'repositories' | 'packages'>> = { direct: 'repositories', owner: 'packages', transitive: 'packages' };

/** Maintainers that are named, and nodes of the picture. */
const mostMaintainers = 20;
const mostNodes = 40;

/** How reach is spread over the maintainers of the selection, for each of its measures, and who works with whom as a picture. */
export function reachSection(context: ReachContext, query: string, colours: Colours, made: string): Element {
  const scope = reachScopeSchema().parse({ mirror: context.mirror.id, query });
  const blocks = kinds.flatMap((kind) => {
    const asked = { ...scope, kind, accounts: 'all' as const };
    const curve = reachCurve(context, asked);
    const rows = listMaintainers(context, { ...asked, search: '', sort: 'reach', descending: true, ranks: null, locate: null, offset: 0, limit: mostMaintainers }).rows;
    const head = [h('h3', { id: `reach-${kind}` }, titles[kind]), h('p', {}, curve.rule), h('p', { class: 'facts' }, `Source: ${curve.source}`)];
    if (curve.maintainers === 0) return [...head, h('p', {}, 'Nobody is in scope: no commits can be read, or no package has an owning account.')];
    if (curve.highest === 0) return [...head, h('p', {}, `${countText(curve.maintainers)} maintainers are in scope, and none of them reaches any: no package depends on another in the ways that count here.`)];
    const all = `ptmx reach --kind ${kind} --csv has them all.`;
    return [...head, partBlock(spreadPart(kind, curve), colours, all), partBlock(numbersPart(kind, curve), colours, all), partBlock(rankPart(kind, curve), colours, all), partBlock(coverPart(kind, curve), colours, all), partBlock(listPart(kind, curve, rows), colours, all)];
  });
  return h('section', { 'aria-labelledby': 'reach' }, h('h2', { id: 'reach' }, "Maintainers' reach"), ...blocks, ...picture(context, scope, made));
}

function picture(context: ReachContext, scope: z.output<ReturnType<typeof reachScopeSchema>>, made: string): readonly Element[] {
  const graph = drawGraph(context, { ...scope, picture: { view: 'together', node: null }, cap: mostNodes });
  if (graph.nodes.length < 2) return [];
  const draw = (theme: 'light' | 'dark'): string =>
    drawFigure(drawnGraph({ graph, title: 'Who works with whom', filters: '', positions: layTiers(graph), appearance: appearanceOf(graph, usualAppearance(graph.nodes), theme), made }), { ...defaultFigure, legend: 'below', caption: false }).svg;
  return [
    h('h3', { id: 'reach-picture' }, 'Who works with whom'),
    h('p', {}, graph.rule),
    h('p', { class: 'facts' }, `Source: ${graph.source}. ${countText(graph.nodes.length)} nodes are drawn, ${countText(graph.hidden)} are not.`),
    h('figure', { class: 'picture' }, h('div', { class: 'light' }, drawing(draw('light'))), h('div', { class: 'dark' }, drawing(draw('dark'))), ...(graph.notes.length === 0 ? [] : [h('figcaption', {}, graph.notes.join(' '))])),
  ];
}

type Head = Pick<MeasurePart, 'key' | 'denominator' | 'missing' | 'reference' | 'notes'>;

function headOf(key: string, words: string, count: number | null): Head {
  return { key, denominator: { words, count }, missing: [], reference: null, notes: [] };
}

function spreadPart(kind: Kind, curve: Curve): MeasurePart {
  const { maintainers, exactlyOne, none, reachingHalf, automated } = curve;
  const row = (key: string, label: string, value: number | null) => ({ key, label, value, unit: 'people' as const, of: maintainers, packages: null, reference: null, note: null });
  return {
    kind: 'values', title: 'How it is spread', ...headOf('spread', 'maintainers', maintainers),
    notes: [`Of ${countText(curve.reachable)} ${reached[kind]} in scope. Bots and platform accounts are counted among the maintainers. ${automated.rule}`],
    rows: [
      row('one', `Reach one of the ${reached[kind]}`, exactlyOne),
      ...(kind === 'transitive' ? [row('none', 'Reach none', none)] : []),
      row('half', 'Together reach half', reachingHalf),
      row('automated', 'Automated accounts', automated.maintainers),
    ],
  };
}

function numbersPart(kind: Kind, { mean, median, highest, gini, maintainers }: Curve): MeasurePart {
  const row = (key: string, label: string, value: number | null) => ({ key, packages: null, cells: [label, value] });
  return {
    kind: 'table', title: 'In numbers', ...headOf('numbers', 'maintainers', maintainers), total: 4,
    columns: [{ key: 'number', title: `Reach (${reached[kind]})`, unit: 'text' }, { key: 'value', title: 'Value', unit: 'number' }],
    rows: [row('mean', 'Mean', mean), row('median', 'Median', median), row('highest', 'Highest', highest), row('gini', 'Gini coefficient', gini)],
  };
}

/** A step of equal ones is a line from its first rank to its last. */
function rankPart(kind: Kind, { steps, maintainers }: Curve): MeasurePart {
  const point = (x: number, y: number) => ({ x, y, label: null, packages: null });
  const points = steps.filter(({ reach }) => reach > 0).flatMap(({ reach, firstRank, lastRank }) => (firstRank === lastRank ? [point(firstRank, reach)] : [point(firstRank, reach), point(lastRank, reach)]));
  return {
    kind: 'lines', title: 'Reach by rank', ...headOf('rank', 'maintainers by falling reach', maintainers),
    x: { title: 'Rank', scale: 'linear', unit: 'rank' }, y: { title: `Reach (${reached[kind]})`, scale: 'log', unit: reached[kind] },
    lines: [{ key: 'rank', label: 'Maintainers', published: false, points }],
  };
}

function coverPart(kind: Kind, { cover, reachable }: Curve): MeasurePart {
  return {
    kind: 'lines', title: 'How few reach how much together', ...headOf('cover', `${reached[kind]} in scope`, reachable),
    notes: ['Maintainers chosen one by one, each time whoever adds most.'],
    x: { title: 'Maintainers together', scale: 'linear', unit: 'people' }, y: { title: `Reached (${reached[kind]})`, scale: 'linear', unit: reached[kind] },
    lines: [{ key: 'cover', label: 'Together', published: false, points: cover.map(({ maintainers, reached: y }) => ({ x: maintainers, y, label: null, packages: null })) }],
  };
}

function listPart(kind: Kind, { maintainers }: Curve, rows: CallAnswer<'reach.list'>['rows']): MeasurePart {
  return {
    kind: 'table', title: 'Who reaches most', ...headOf('list', 'maintainers', maintainers), total: maintainers,
    columns: [
      { key: 'rank', title: 'Rank', unit: 'count' }, { key: 'maintainer', title: 'Maintainer', unit: 'text' }, { key: 'reach', title: `Reach (${reached[kind]})`, unit: reached[kind] },
      { key: 'packages', title: 'Packages', unit: 'packages' }, { key: 'automated', title: 'Account', unit: 'text' },
    ],
    rows: rows.map((row) => ({ key: row.maintainer, packages: null, cells: [row.rank, row.name === row.maintainer ? row.maintainer : `${row.name} (${row.maintainer})`, row.reach, row.packages, row.automated ? 'automated' : ''] })),
  };
}

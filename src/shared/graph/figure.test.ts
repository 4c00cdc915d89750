import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../contract/graph.ts';
import { seededRandom } from '../../../test/fixtures/random.ts';
import { appearanceOf, shownOf } from './appearance.ts';
import { drawnGraph } from './drawn-graph.ts';
import { defaultFigure, drawFigure, figureWidths, type FigureOptions, pointsPerMillimetre } from './figure.ts';
import { placesAround, overlap, TakenPlaces, type Box } from './label-places.ts';
import { graphThemes, palettes } from './palette.ts';
import { hostileGraph, testEdge, testGraph, testNode } from './testing.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

function figureOf(graph: Graph, options: Partial<FigureOptions> = {}, theme: (typeof graphThemes)[number] = 'print', hidden: readonly string[] = []) {
  const appearance = appearanceOf(graph, { colourBy: 'hub', sizeBy: 'weight' }, theme);
  const positions = Float32Array.from(graph.nodes.flatMap((_, at) => [Math.cos(at) * 40 * Math.sqrt(at), Math.sin(at) * 40 * Math.sqrt(at)]));
  return drawFigure(drawnGraph({ graph, positions, appearance, shown: shownOf(graph, appearance, new Set(hidden)), title: 'Reach of <Ada> & "co"', filters: 'Hugging Face; task:fill-mask', made: 'PTMTorrent Explorer 1, 2026-11-21' }), { ...defaultFigure, ...options });
}

const small = testGraph(
  [testNode('maintainer:ada', { kind: 'maintainer', label: 'Ada', focus: true, weight: 20 }), testNode('package:huggingface/o/a#0', { label: 'o/a', hub: 'huggingface', weight: 2 }), testNode('missing:gone', { kind: 'missing', label: 'gone', weight: 2 })],
  [testEdge('maintainer:ada', 'package:huggingface/o/a#0', { kind: 'committed', relation: null }), testEdge('missing:gone', 'package:huggingface/o/a#0', { conflict: 'cc-by-nc-4.0 does not allow apache-2.0' }), testEdge('missing:gone', 'missing:gone'), testEdge('package:huggingface/o/a#0', 'missing:gone')],
  { hidden: 3412, rule: 'Repositories to which a maintainer has committed', source: "SCORED'22, Fig. 5", notes: ['1 cycle was found.'], fingerprint: '3f9a1c0b' },
);

/** Everything that an independent reader finds in an SVG; throws where it is not well-formed. */
function parse(svg: string): { readonly tags: Record<string, number>; readonly texts: readonly string[]; readonly attributes: readonly string[]; readonly places: readonly (readonly [number, number, number])[]; readonly root: Record<string, string> } {
  const script = `
import json, sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
name = lambda element: element.tag.split("}")[1]
tags = {}
for element in root.iter(): tags[name(element)] = tags.get(name(element), 0) + 1
print(json.dumps({"tags": tags, "texts": [element.text or "" for element in root.iter() if name(element) == "text"], "attributes": sorted({key for element in root.iter() for key in element.attrib}), "places": [[float(e.get("x")), float(e.get("y")), float(e.get("font-size"))] for e in root.iter() if name(e) == "text"], "root": root.attrib}))`;
  const run = spawnSync('python3', ['-c', script], { input: svg, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout) as ReturnType<typeof parse>;
}

const hasPython = spawnSync('python3', ['-c', 'print(1)']).status === 0;

describe.skipIf(!hasPython)('a figure, read by Python’s XML parser (skipped where python3 is not installed)', () => {
  it('has title, legend with counts, and a caption with counts, rule, source, filters, notes and index', () => {
    const { texts, root } = parse(figureOf(small).svg);
    expect(texts).toEqual(expect.arrayContaining(['Ada', 'a', 'gone', 'Nodes', 'Maintainer (1)', 'Package (1)', 'Model that is not in the mirror (1)', 'Colour: hub', 'Hugging Face (1)', 'Committed to (1)', 'Fine-tuned (3)', 'Licences do not go together (1)', 'Reach of <Ada> & "co"']));
    const caption = texts.slice(texts.indexOf('Reach of <Ada> & "co"') + 1).join(' ');
    expect(caption).toBe("3 nodes, 4 edges; 3,412 further nodes not drawn. Repositories to which a maintainer has committed. Source of the measure: SCORED'22, Fig. 5. Filters: Hugging Face; task:fill-mask. 1 cycle was found. Index 3f9a1c0b, PTMTorrent Explorer 1, 2026-11-21.");
    expect(root).toMatchObject({ width: '178mm', role: 'img' });
  });

  it('leaves out what the legend hides and says so', () => {
    const { texts } = parse(figureOf(small, {}, 'light', ['kind:missing']).svg);
    expect(texts).not.toContain('gone');
    expect(texts.join(' ')).not.toContain('Model that is not in the mirror');
    expect(texts.join(' ')).toContain('2 nodes, 1 edge; 3,412 further nodes not drawn; 1 node hidden by legend or date.');
  });

  it('stays well-formed with hostile labels, and runs and fetches nothing', () => {
    const { tags, texts, attributes } = parse(figureOf(hostileGraph(), { labels: 'all' }).svg);
    expect(Object.keys(tags).sort()).toEqual(['circle', 'desc', 'g', 'line', 'path', 'rect', 'svg', 'text', 'title']);
    expect(attributes.filter((name) => /^on|href|style|src|class/.test(name))).toEqual([]);
    expect(texts).toEqual(expect.arrayContaining(['say "hi"', ']]>', '=1+1', 'two⏎lines', 'nul[U+0000]byte', 'x[U+202E]evil', '😀👩‍👩‍👧', 'שלום עולם']));
  });

  it.each(figureWidths.flatMap(({ width }) => (['right', 'below', 'none'] as const).map((legend) => ({ width, legend }))))('keeps all text inside at $width mm with the legend $legend', ({ width, legend }) => {
    const figure = figureOf(hostileGraph(), { width, legend });
    const { places, root } = parse(figure.svg);
    const [, , right = 0, bottom = 0] = (root['viewBox'] ?? '').split(' ').map(Number);
    expect(right).toBeCloseTo(width * pointsPerMillimetre, 1);
    expect(bottom).toBeCloseTo(figure.heightMm * pointsPerMillimetre, 1);
    for (const [x, y, size] of places) {
      expect(x).toBeGreaterThanOrEqual(-12);
      expect(x).toBeLessThan(right);
      expect(y - size).toBeGreaterThan(-12);
      expect(y).toBeLessThan(bottom);
    }
  });

  it('shifts the label of a node at the edge inside', () => {
    const row = testGraph(['left', 'right'].map((name) => testNode(`dataset:${name}`, { kind: 'dataset', label: `a long name of a dataset on the ${name}` })), []);
    const appearance = appearanceOf(row, { colourBy: 'hub', sizeBy: 'same' }, 'print');
    const figure = drawFigure(drawnGraph({ graph: row, positions: [0, 0, 2000, 0], appearance, title: '', filters: '', made: '' }), { ...defaultFigure, legend: 'none', caption: false });
    expect(figure.labelsLeftOut).toBe(0);
    expect(parse(figure.svg).texts).toHaveLength(4);
  });

  it('leaves the owner out of a label but where two packages have the same name', () => {
    const twins = testGraph(['ada/bert', 'eve/bert', 'eve/gpt'].map((label) => testNode(`package:huggingface/${label}#0`, { label })), []);
    expect(parse(figureOf(twins, { labels: 'all', caption: false, legend: 'none' }).svg).texts).toEqual(expect.arrayContaining(['ada/bert', 'eve/bert', 'gpt']));
  });

  it('has licences below names where they are wanted', () => {
    const licensed = testGraph([testNode('package:huggingface/o/a#0', { label: 'o/a', facts: { license: 'cc-by-nc-4.0' } })], []);
    expect(parse(figureOf(licensed, { caption: false, legend: 'none' }).svg).texts).toEqual(['a', 'a']);
    expect(parse(figureOf(licensed, { licences: true, caption: false, legend: 'none' }).svg).texts).toEqual(['a', 'cc-by-nc-4.0', 'a', 'cc-by-nc-4.0']);
  });

  it('numbers the colours in nodes and legend when colour cannot be printed', () => {
    const { texts } = parse(figureOf(small, { numbered: true, labels: 'none', caption: false }).svg);
    expect(texts.filter((text) => text === '1')).toHaveLength(2);
  });
});

it.each(graphThemes)('has the ground of the theme %s', (theme) => {
  expect(figureOf(small, {}, theme).svg).toContain(`<rect width="100%" height="100%" fill="${palettes[theme].ground}"/>`);
});

it('draws an empty graph without a number that is none', () => {
  expect(figureOf(testGraph([], [])).svg).not.toMatch(/NaN|Infinity|undefined/);
});

it('labels keep off each other, seed 11', () => {
  const { fraction: random } = seededRandom(11);
  const taken = new TakenPlaces(20);
  const placed: Box[] = [];
  for (let at = 0; at < 400; at += 1) {
    const box = placesAround(random() * 300, random() * 300, 2, 10 + random() * 60, 7).find((place) => taken.isFree(place));
    if (!box) continue;
    for (const other of placed) expect(overlap(box, other)).toBe(false);
    taken.add(box);
    placed.push(box);
  }
  expect(placed.length).toBeGreaterThan(50);
});

it('text is cut and wrapped to a width, never inside a letter', () => {
  expect(fitText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 10, 60)).toMatch(/^(?:👩‍👩‍👧)*…$/u);
  for (const line of wrapText('one two three four '.repeat(9) + 'x'.repeat(200), 7, 90)) expect(textWidth(line, 7)).toBeLessThanOrEqual(90);
  expect(wrapText('a\nb  c', 7, 500)).toEqual(['a b c']);
});

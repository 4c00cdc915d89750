import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { graphThemes, palettes } from '../graph/palette.ts';
import { hostileLabels } from '../graph/testing.ts';
import { textWidth } from '../graph/text-width.ts';
import { shareText } from '../text/quantity.ts';
import { seededRandom } from '../../../test/fixtures/random.ts';
import { drawPart, partScene } from './draw.ts';
import { partCsv, partTable } from './part-table.ts';
import type { Box, TextShape } from './scene.ts';
import { captionOf, sentence } from './sentence.ts';
import { randomPart, testInfo, testLine, testLines, testResult, testShare, testShares, testTable, testValue, testValues } from './testing.ts';
import { intervalText, valueText } from './words.ts';

/** Where a text stands, as wide as it is taken to be. */
function boxOf({ x, y, text, size, anchor, bold, turned }: TextShape): Box {
  const width = textWidth(text, size, bold === true);
  const from = anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2;
  return turned ? { x: x - size * 0.8, y: y - width + from, width: size, height: width } : { x: x - from, y: y - size * 0.75, width, height: size * 0.9 };
}

function overlaps(a: Box, b: Box): boolean {
  return a.x + a.width > b.x + 0.5 && b.x + b.width > a.x + 0.5 && a.y + a.height > b.y + 0.5 && b.y + b.height > a.y + 0.5;
}

const texts = (part: Parameters<typeof partScene>[0], options: Partial<Parameters<typeof partScene>[1]> = {}): readonly string[] =>
  partScene(part, { width: 640, ...options }).shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));

describe('the layout', () => {
  it('keeps every text and shape inside the frame, and texts off each other, whatever the part (seed 7)', () => {
    const { fraction: random } = seededRandom(7);
    for (let turn = 0; turn < 160; turn += 1) {
      const part = randomPart(random, hostileLabels);
      const width = [220, 320, 640, 1200][turn % 4] ?? 640;
      const scene = partScene(part, turn % 3 === 0 ? { width: 85 + (turn % 4) * 30, unit: 'mm', theme: 'print', caption: 'Where it comes from. '.repeat(9) } : { width, head: turn % 2 === 0 });
      const written: Box[] = [];
      const why = `${part.kind} of ${part.kind === 'lines' ? part.lines.length : part.rows.length} at ${width}, turn ${turn}`;
      for (const shape of scene.shapes) {
        const boxes = shape.kind === 'text' ? [boxOf(shape)] : shape.kind === 'rect' ? [{ x: shape.x, y: shape.y, width: shape.width, height: shape.height }] : shape.kind === 'line' ? [{ x: Math.min(shape.x1, shape.x2), y: Math.min(shape.y1, shape.y2), width: Math.abs(shape.x1 - shape.x2), height: Math.abs(shape.y1 - shape.y2) }] : pointsOf(shape.path);
        for (const box of boxes) {
          expect(Object.values(box).every(Number.isFinite), `${why}: ${JSON.stringify(shape).slice(0, 300)}`).toBe(true);
          expect(box.x >= -0.5 && box.y >= -0.5 && box.x + box.width <= scene.width + 1 && box.y + box.height <= scene.height + 1, `${why}: ${JSON.stringify(shape).slice(0, 300)} in ${scene.width} × ${scene.height}`).toBe(true);
        }
        if (shape.kind !== 'text' || shape.text.trim() === '') continue;
        const box = boxOf(shape);
        const other = written.find((one) => overlaps(one, box));
        expect(other, `${why}: ${shape.text}`).toBeUndefined();
        written.push(box);
      }
    }
  });

  it('cuts long labels and keeps the whole of them', () => {
    const scene = partScene(testShares([testShare({ label: 'word '.repeat(60) })]), { width: 400 });
    const cut = scene.shapes.find((shape) => shape.kind === 'text' && shape.text.endsWith('…'));
    expect(cut).toMatchObject({ whole: 'word '.repeat(60) });
  });
});

/** The points of a path of lines; arcs are dots, whose start is enough. */
function pointsOf(path: string): readonly Box[] {
  return [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y), width: 0, height: 0 }));
}

describe('shares', () => {
  it('have number, interval and published value beside the bar', () => {
    const part = testShares([testShare({ label: 'automatic-speech-recognition', count: 618, of: 3919, low: 0.1466, high: 0.1694, reference: { share: 0.158, count: 618, of: 3919 } }), testShare({ label: 'fill-mask', count: 17, of: 3802 })], { reference: 'ICSE’23, Fig. 7' });
    expect(texts(part)).toEqual(expect.arrayContaining(['automatic-speech-recognition', '15.8%', '618 of 3,919', '0.45%', '95% interval', 'Published: ICSE’23, Fig. 7', 'Share of models with that task']));
    expect(partScene(part, { width: 640 }).marks[0]).toMatchObject({ key: 'automatic-speech-recognition', spoken: 'automatic-speech-recognition: 618 of 3,919, 15.8%, 95% interval 14.7–16.9%, published 15.8%' });
  });

  it('say what is not drawn, and draw the rest of a whole as one bar', () => {
    const rows = Array.from({ length: 400 }, (_, at) => testShare({ label: `type-${at}`, count: 400 - at, of: 80_200 }));
    const none = testShare({ label: 'none', role: 'none', count: 0, of: 80_200 });
    expect(partScene(testShares([...rows, none], { partition: true }), { width: 640 }).left).toEqual(['370 further rows are drawn as one bar; the table has all 401.']);
    expect(texts(testShares([...rows, none], { partition: true }))).toEqual(expect.arrayContaining(['type-0', 'type-29', '370 more', 'none', '85.6%']));
    expect(texts(testShares(rows)).filter((text) => text.includes('more'))).toEqual([]);
    expect(partScene(testShares(rows), { width: 640 }).left).toEqual(['370 further rows are not drawn; the table has all 400.']);
  });

  it('have no bar where there is nothing to take a share of', () => {
    const part = testShares([testShare({ count: 0, of: 0, low: null, high: null })]);
    expect(texts(part)).toContain('—');
    expect(partScene(part, { width: 640 }).shapes.filter(({ kind }) => kind === 'rect')).toEqual([]);
    expect(texts(testShares([]))).toContain('There is nothing to take shares of.');
  });
});

describe('lines', () => {
  it('leave gaps open, and say which points a logarithmic axis has no place for', () => {
    const part = testLines([testLine([9, 4, null, 2, 0])], { y: { title: 'Downloads', scale: 'log', unit: 'count' } });
    const scene = partScene(part, { width: 640 });
    const paths = scene.shapes.filter((shape) => shape.kind === 'path' && shape.fill === null);
    expect(paths).toHaveLength(1);
    expect(scene.left).toEqual(['1 point at 0 or below has no place on a logarithmic axis.']);
    expect(texts(part)).toContain('Downloads (logarithmic)');
  });

  it('draw as many as colours can tell apart, published ones among them, and say the rest', () => {
    const part = testLines([...Array.from({ length: 399 }, (_, at) => testLine([at, 1], { label: `own ${at}` })), testLine([5, 5], { label: 'npm', published: true })]);
    expect(texts(part)).toEqual(expect.arrayContaining(['own 0', 'own 5', 'npm']));
    expect(partScene(part, { width: 640 }).left).toEqual(['393 further lines are not drawn; the table has all 400.']);
  });

  it('of a million points keep the highest and the lowest', () => {
    const part = testLines([testLine(Array.from({ length: 1_000_000 }, (_, at) => (at === 777_777 ? 5000 : at % 7)))]);
    const { svg } = drawPart(part, { width: 640 });
    expect(svg.length).toBeLessThan(200_000);
    expect(svg).toContain('>5k<');
  });
});

describe('the SVG', () => {
  const hasPython = spawnSync('python3', ['-c', 'print(1)']).status === 0;
  const script = 'import json, sys, xml.etree.ElementTree as tree\nout = []\nfor text in json.load(sys.stdin):\n  root = tree.fromstring(text)\n  out.append([sorted({e.tag.split("}")[1] for e in root.iter()}), sorted({k for e in root.iter() for k in e.attrib}), [e.text or "" for e in root.iter()]])\nprint(json.dumps(out))';
  it.skipIf(!hasPython)('is well-formed with hostile labels, runs and fetches nothing (read by Python’s parser; skipped where python3 is not installed)', () => {
    const label = (at: number): string => hostileLabels[at] ?? '';
    const parts = [
      testShares(hostileLabels.map((text, at) => testShare({ key: String(at), label: text })), { title: label(12), denominator: { words: label(13), count: 3 }, notes: [label(16)], reference: label(1) }),
      testValues(hostileLabels.map((text) => testValue({ label: text, note: text }))),
      testLines(hostileLabels.slice(0, 8).map((text) => testLine([1, 2], { label: text })), { x: { title: label(12), scale: 'linear', unit: 'number' } }),
      testTable([{ key: 'a', title: label(12), unit: 'text' }], hostileLabels.map((text) => [text])),
    ];
    const run = spawnSync('python3', ['-c', script], { input: JSON.stringify(parts.map((part) => drawPart(part, { width: 600, most: 100 }).svg)), encoding: 'utf8' });
    expect(run.stderr).toBe('');
    for (const [tags, attributes, read] of JSON.parse(run.stdout) as readonly (readonly (readonly string[])[])[]) {
      expect(tags?.every((tag) => ['svg', 'title', 'desc', 'rect', 'line', 'path', 'text'].includes(tag))).toBe(true);
      expect(attributes?.filter((name) => /^on|href|style|src|class/.test(name))).toEqual([]);
      expect(read?.join('\n')).toContain('<b>&amp;</b>');
    }
  });

  it.each(graphThemes)('has the ground of the theme %s, and its size in millimetres', (theme) => {
    const drawn = drawPart(testShares([testShare()]), { width: 85, unit: 'mm', theme });
    expect(drawn.svg).toContain(`fill="${palettes[theme].ground}"`);
    expect(drawn.svg).toContain('width="85mm"');
    expect(drawn.width).toBeCloseTo(85);
  });
});

describe('numbers in words', () => {
  it('make a line for a paper', () => {
    const part = testShares([testShare({ key: 'asr', label: 'automatic-speech-recognition', count: 618, of: 3919, low: 0.1466, high: 0.1694, reference: { share: 618 / 3919, count: 618, of: 3919 } })], { reference: 'ICSE’23' });
    expect(sentence(testInfo, testResult([part]), part, 'asr')).toBe(
      'automatic-speech-recognition: 618 of 3,919 (15.8%, 95% CI 14.7–16.9%); denominator: models with that task. Published (ICSE’23): 618 of 3,919, 15.8%. (Claims by task: Models with a claim; Rule: strict; whole mirror, 12,401 packages; index 3fa9c1b20011.)',
    );
    expect(captionOf(testInfo, testResult([part]), part, '')).toContain('A model claims something where its card’s model-index does. Source of the measure: ICSE’23, Fig. 7. Published values: ICSE’23.');
  });

  it('are as exact as they are large', () => {
    expect([0, 0.00001, 0.0021, 0.158, 0.9999, 1, null].map(shareText)).toEqual(['0%', '<0.01%', '0.21%', '15.8%', '>99.9%', '100%', '—']);
    expect([intervalText(0.147, 0.169), intervalText(0.00176, 0.00248)]).toEqual(['14.7–16.9%', '0.176–0.248%']);
    expect([valueText(12_401, 'packages'), valueText(1.5e9, 'bytes'), valueText(1_577_836_800_000, 'date'), valueText(0.123, 'number'), valueText(null, 'count'), valueText(1, 'days')]).toEqual(['12,401', '1.5 GB', '2020-01-01', '0.12', '—', '1 day']);
  });
});

describe('the table of a part', () => {
  it('has every number of the chart', () => {
    const part = testShares([testShare({ label: 'a, "b"', count: 1, of: 3 }), testShare({ label: '=1+1', count: 0, of: 0, low: null, high: null })]);
    expect(partTable(part).rows.map(({ cells }) => cells)).toEqual([['a, "b"', 1, 3, 1 / 3, 0.09, 0.91], ['=1+1', 0, 0, null, null, null]]);
    expect(partCsv(part)).toBe(`label,count,of,share,low,high\r\n"a, ""b""",1,3,${1 / 3},0.09,0.91\r\n'=1+1,0,0,,,\r\n`);
  });

  it('has all points of all lines, and as many cells as columns in every kind (seed 5)', () => {
    expect(partTable(testLines([testLine([1, null]), testLine([7], { label: 'npm', published: true })])).rows.map(({ cells }) => cells)).toEqual([['own', 1, 1, 'own'], ['own', 2, null, 'own'], ['npm', 1, 7, 'published']]);
    const { fraction: random } = seededRandom(5);
    for (let turn = 0; turn < 100; turn += 1) {
      const { columns, rows } = partTable(randomPart(random, ['a']));
      for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
    }
  });
});

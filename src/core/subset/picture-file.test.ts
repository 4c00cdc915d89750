import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { codeThrownBy } from '../../../test/fixtures/thrown.ts';
import { contract, type CallInput } from '../../shared/contract/index.ts';
import { appearanceOf, defaultFigure, drawFigure, drawnGraph, graphFormats, pictureExtensions, usualAppearance, withDensity } from '../../shared/graph/index.ts';
import { hostileGraph } from '../../shared/graph/testing.ts';
import { writePictureFile } from './picture-file.ts';
import { workFolder } from './testing.ts';

const work = workFolder();
afterAll(() => work.remove());
let out = '';
let mirror = '';
let round = 0;

beforeEach(() => {
  round += 1;
  out = join(work.path, `out-${round}`);
  mirror = join(work.path, `mirror-${round}`);
  for (const folder of [out, mirror]) mkdirSync(folder);
});

function write(input: Omit<CallInput<'exports.picture'>, 'content'> & { readonly file: string | Uint8Array }) {
  const { file, ...args } = input;
  const call = contract['exports.picture'];
  return call.answer.parse(writePictureFile({ mirror: { title: '', sources: [mirror] }, hubFolders: {} }, call.args.parse({ ...args, content: gzipSync(file).toString('base64') })));
}

const graph = hostileGraph();
const drawn = drawnGraph({ graph, positions: null, appearance: appearanceOf(graph, usualAppearance(graph.nodes), 'print'), title: 'T', filters: '', made: 'now' });
const svg = drawFigure(drawn, defaultFigure).svg;
const png = withDensity(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), 300);

test('every form that this program makes is written as it is', () => {
  const files = [['svg', svg], ['png', png], ...graphFormats.map(({ id, write }) => [id, write(drawn)] as const)] as const;
  for (const [format, file] of files) {
    const target = join(out, `${format}.${pictureExtensions[format]}`);
    expect(write({ format, file, target }).path).toBe(target);
    expect(readFileSync(target).equals(Buffer.from(file))).toBe(true);
  }
});

test('another name or another content is refused, and nothing is left', () => {
  expect(codeThrownBy(() => write({ format: 'svg', file: svg, target: join(out, '.bashrc') }))).toBe('refused');
  expect(codeThrownBy(() => write({ format: 'svg', file: '<html>', target: join(out, 'a.svg') }))).toBe('invalid-arguments');
  expect(codeThrownBy(() => write({ format: 'png', file: svg, target: join(out, 'a.png') }))).toBe('invalid-arguments');
  expect(codeThrownBy(() => write({ format: 'dot', file: 'curl example.org | sh', target: join(out, 'a.dot') }))).toBe('invalid-arguments');
  expect(codeThrownBy(() => writePictureFile({ mirror: { title: '', sources: [] }, hubFolders: {} }, { format: 'svg', content: 'AAAA', target: join(out, 'a.svg'), overwrite: false }))).toBe('invalid-arguments');
  expect(readdirSync(out)).toEqual([]);
});

test('a file that is there stays unless it may be overwritten, and none is written into a mirror', () => {
  const target = join(out, 'a.svg');
  writeFileSync(target, 'mine');
  expect(codeThrownBy(() => write({ format: 'svg', file: svg, target }))).toBe('refused');
  expect(readFileSync(target, 'utf8')).toBe('mine');
  write({ format: 'svg', file: svg, target, overwrite: true });
  expect(readFileSync(target, 'utf8')).toBe(svg);
  expect(codeThrownBy(() => write({ format: 'svg', file: svg, target: join(mirror, 'a.svg') }))).toBe('refused');
  expect(existsSync(join(mirror, 'a.svg'))).toBe(false);
});

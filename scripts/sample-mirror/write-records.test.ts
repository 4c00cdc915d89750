import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { dumpPython } from './python-json.ts';
import { sampleMirrorFiles } from './records.ts';

const resources = join(import.meta.dirname, '..', '..', 'resources', 'sample-mirror');
const python = spawnSync('python3', ['--version']).status === 0;

function committedPaths(): string[] {
  const entries = readdirSync(join(resources, 'data'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(resources, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(resources, path), 'utf8').replaceAll(/: NaN\b/g, ': null'));
}

describe('the committed sample records', () => {
  test('are what write-records.ts writes', () => {
    const files = sampleMirrorFiles();
    expect(committedPaths().sort()).toEqual([...files.keys()].sort());
    const changed = [...files].filter(([path, text]) => readFileSync(join(resources, path), 'utf8') !== text);
    expect(changed.map(([path]) => path)).toEqual([]);
  });

  test.each([
    ['huggingface', 37],
    ['modelzoo', 6],
    ['pytorchhub', 6],
    ['onnxmodelzoo', 9],
    ['modelhub', 5],
  ])('hold the packages of %s', (hub, count) => {
    const records = readJson(`data/${hub}/json/${hub}.json`);
    expect(records).toHaveLength(count);
  });

  test('have one NaN, in the text only Python accepts', () => {
    const text = readFileSync(join(resources, 'data/huggingface/json/metadata/hf_metadata.json'), 'utf8');
    expect(text.match(/\bNaN\b/g)).toHaveLength(1);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test.skipIf(!python)('are byte for byte what Python would write (skipped without python3)', () => {
    const script = 'import json,sys\nfor p in sys.argv[1:]:\n  t=open(p,encoding="ascii").read()\n  assert json.dumps(json.loads(t),indent=4)==t, p';
    const paths = committedPaths().filter((path) => path.endsWith('.json'));
    const run = spawnSync('python3', ['-c', script, ...paths.map((path) => join(resources, path))], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });
});

describe('dumpPython', () => {
  test.each([
    [[], '[]'],
    [{}, '{}'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [0.00001, '1e-05'],
    ['é😀\u007f', '"\\u00e9\\ud83d\\ude00\\u007f"'],
    [{ a: [1, { b: null }], c: undefined }, '{\n    "a": [\n        1,\n        {\n            "b": null\n        }\n    ]\n}'],
  ])('%j', (value, text) => {
    expect(dumpPython(value)).toBe(text);
  });
});

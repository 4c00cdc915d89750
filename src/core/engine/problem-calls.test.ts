import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeThrownBy } from '../../../test/fixtures/thrown.ts';
import { contract, type CallAnswer } from '../../shared/contract/index.ts';
import { listProblems } from '../query/index.ts';
import { openMirror, pack, workFolder, type OpenMirror } from '../subset/testing.ts';
import { problemRaw } from './problem-calls.ts';

const path = 'data/huggingface/json/huggingface.json';
const models = [
  '{"ModelName": "ada/zürich", "downloads": 1}',
  '{"ModelName": "ada/twin"}',
  '{"ModelName": "ada/twin", "siblings": "none"}',
  '{"ModelName": "ada/broken", }',
  '7',
  '{"ModelName": "ada/last"}',
];
const content = Buffer.from(`[${models.join(',\n ')}]\n`, 'utf8');
const damaged = Buffer.concat([Buffer.from('[{"ModelName": "x/', 'utf8'), Buffer.from([0xff, 0xfe]), Buffer.from('"}]', 'utf8')]);
const offsetOf = (model: number): number => content.indexOf(models[model] ?? '', model === 0 ? 0 : offsetOf(model - 1) + 1);

const work = workFolder();
const folder = join(work.path, 'mirror');
let mirror: OpenMirror;
let archived: OpenMirror;
let other: OpenMirror;

function write(root: string, bytes: Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

beforeAll(async () => {
  write(folder, content);
  write(join(work.path, 'damaged'), damaged);
  await pack(folder, join(work.path, 'huggingface.tar.gz'));
  mirror = await openMirror(join(work.path, 'folder.db'), folder);
  archived = await openMirror(join(work.path, 'archive.db'), join(work.path, 'huggingface.tar.gz'));
  other = await openMirror(join(work.path, 'damaged.db'), join(work.path, 'damaged'));
});

afterAll(() => {
  for (const opened of [mirror, archived, other]) opened.close();
  work.remove();
});

function raw(opened: OpenMirror, offset: number, length?: number, file = path): CallAnswer<'problems.raw'> {
  const call = contract['problems.raw'];
  return call.answer.parse(problemRaw(opened.context, call.args.parse({ mirror: opened.context.mirror.id, file, offset, length })));
}

function list(opened: OpenMirror, filter: { code?: string; file?: string } = {}): CallAnswer<'problems.list'> {
  const call = contract['problems.list'];
  return call.answer.parse(listProblems(opened.context, call.args.parse({ mirror: opened.context.mirror.id, ...filter })));
}

describe('problems.raw', () => {
  test.each([
    ['folder', () => mirror],
    ['archive', () => archived],
  ])('shows what stands at every problem of a %s, as the file has it', (_kind, opened) => {
    const placed = list(opened()).rows.filter((row) => row.offset !== null && row.file === path);
    expect(placed.map((row) => row.code)).toEqual(expect.arrayContaining(['bad-json', 'not-a-record']));
    for (const { offset } of placed) {
      const answer = raw(opened(), offset ?? 0);
      expect(answer.before + answer.text).toBe(content.toString('utf8'));
      expect(answer.text).toBe(content.subarray(offset ?? 0).toString('utf8'));
      expect(answer).toMatchObject({ start: 0, length: content.length, fileBytes: content.length, hex: null, changed: false });
    }
    const bad = placed.find((row) => row.code === 'bad-json');
    expect(raw(opened(), bad?.offset ?? 0).text.startsWith('{"ModelName": "ada/broken", }')).toBe(true);
  });

  test('cuts no character at the edges of what it reads', () => {
    const umlaut = content.indexOf(Buffer.from('ü', 'utf8'));
    for (let offset = 0; offset <= content.length; offset += 1) {
      if (offset === umlaut + 1) continue;
      const answer = raw(mirror, offset, 64);
      expect(answer.before + answer.text).not.toContain('\uFFFD');
      expect(answer.before + answer.text).toBe(content.subarray(answer.start, answer.start + answer.length).toString('utf8'));
      expect(answer.start + Buffer.byteLength(answer.before)).toBe(offset);
      expect(answer.length).toBeLessThanOrEqual(64);
    }
  });

  test('gives the bytes where they are no UTF-8', () => {
    const answer = raw(other, 0);
    expect(answer.hex).toBe(damaged.toString('hex'));
    expect(answer.text).toBe('[{"ModelName": "x/\uFFFD\uFFFD"}]');
  });

  test('reads nothing that the index was not read from', () => {
    writeFileSync(join(folder, 'data', 'huggingface', 'json', 'secret.txt'), 'secret');
    for (const file of ['data/huggingface/json/secret.txt', 'data/huggingface/../../../etc/passwd', '/etc/passwd', 'data/huggingface/json']) {
      expect(codeThrownBy(() => raw(mirror, 0, 64, file)), file).toBe('not-found');
    }
  });

  test('says that a file has changed, and that it is away', async () => {
    const root = join(work.path, 'changing');
    write(root, content);
    const changing = await openMirror(join(work.path, 'changing.db'), root);
    utimesSync(join(root, path), 1, 1);
    expect(raw(changing, 0).changed).toBe(true);
    write(root, content.subarray(0, 20));
    expect(raw(changing, 100)).toMatchObject({ changed: true, fileBytes: 20, text: '' });
    renameSync(root, `${root}-away`);
    expect(codeThrownBy(() => raw(changing, 0))).toBe('unreadable');
    changing.close();
  });
});

describe('problems.list', () => {
  test('leads from a problem to the package whose record it is', () => {
    const twins = list(mirror, { code: 'duplicate-name' }).rows;
    expect(twins.map((row) => [row.offset, row.package])).toEqual([[offsetOf(2), { hub: 'huggingface', name: 'ada/twin', ordinal: 1 }]]);
    expect(list(mirror, { code: 'bad-json' }).rows.map((row) => row.package)).toEqual([null]);
  });

  test('counts by file, and filters by it', () => {
    const all = list(mirror);
    const counts = new Map<string, number>();
    for (const { file } of all.rows) if (file !== null) counts.set(file, (counts.get(file) ?? 0) + 1);
    expect(new Map(all.files.map(({ file, count }) => [file, count]))).toEqual(counts);
    expect(all.moreFiles).toBe(0);
    const narrowed = list(mirror, { file: path });
    expect(narrowed.total).toBe(counts.get(path));
    expect(narrowed.rows.every((row) => row.file === path)).toBe(true);
    expect(narrowed.files).toEqual(all.files);
    expect(list(mirror, { code: 'bad-json' }).files).toEqual([{ file: path, count: 1 }]);
  });
});

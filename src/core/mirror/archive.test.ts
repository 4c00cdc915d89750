import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../../test/fixtures/random.ts';
import type { ArchiveEnd } from './archive-stream.ts';
import { peekArchive, readArchive } from './archive.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Member {
  readonly name: string;
  readonly content?: string;
  readonly type?: 'file' | 'directory' | 'symlink';
}

async function archiveOf(members: readonly Member[], change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<string> {
  const pack = tar.pack();
  for (const { name, content = '', type = 'file' } of members) pack.entry({ name, type, ...(type === 'symlink' ? { linkname: '/etc/passwd' } : {}), mtime: new Date(1000) }, content);
  pack.finalize();
  const parts: Buffer[] = [];
  for await (const part of pack) parts.push(part as Buffer);
  const path = join(folder, 'x.tar.gz');
  writeFileSync(path, change(gzipSync(Buffer.concat(parts))));
  return path;
}

async function read(path: string, cancelAfter = Infinity): Promise<{ end: ArchiveEnd; files: Record<string, string>; counted: string[]; below: string[] }> {
  const files: Record<string, string> = {};
  const counted: string[] = [];
  const below: string[] = [];
  let seen = 0;
  const end = await readArchive(path, {
    begin: (entry) => {
      const parts: Buffer[] = [];
      return { write: (chunk) => void parts.push(Buffer.from(chunk)), end: () => void (files[entry.path] = Buffer.concat(parts).toString()) };
    },
    count: (hub, area, bytes) => void counted.push(`${hub} ${area} ${bytes}`),
    repository: ({ hub, parts, kind }) => {
      below.push(`${hub} ${parts.join('/')} ${kind}`);
      return null;
    },
    progress: () => void (seen += 1),
    isCancelled: () => seen > cancelAfter,
  });
  return { end, files, counted, below };
}

const members: readonly Member[] = [
  { name: 'data/', type: 'directory' },
  { name: 'data/modelhub/json/modelhub.json', content: '[{"id": 1}]' },
  { name: './data/modelhub/json/metadata/mh_metadata.json', content: '[]' },
  { name: 'modelzoo/json/modelzoo.json', content: '[2]' },
  { name: 'data/onnxmodelzoo/html/metadata/README_vgg.html', content: '<p>' },
  { name: 'data/modelhub/repos/a/b/', type: 'directory' },
  { name: 'data/modelhub/repos/a/b/.git/HEAD', content: 'ref' },
  { name: 'data/modelhub/repos/a/b/json/x.json', content: '[]' },
  { name: 'data/huggingface/repos/google-mt5/HEAD', content: 'ref' },
  { name: 'data/huggingface/repos/google-mt5/objects/pack/x.pack', content: 'x' },
  { name: 'data/huggingface/repos/stray.txt/x', content: 'x' },
];

test('JSON files are handed over, files are counted by where they belong, whatever stands around data', async () => {
  expect(await read(await archiveOf(members))).toEqual({
    end: { kind: 'whole' },
    files: { 'data/modelhub/json/modelhub.json': '[{"id": 1}]', 'data/modelhub/json/metadata/mh_metadata.json': '[]', 'data/modelzoo/json/modelzoo.json': '[2]' },
    counted: [
      'modelhub json 11', 'modelhub json 2', 'modelzoo json 3', 'onnxmodelzoo html 3', 'modelhub repos 3', 'modelhub repos 2',
      'huggingface repos 3', 'huggingface repos 1', 'huggingface repos 1',
    ],
    below: [
      'modelhub a/b folder', 'modelhub a/b/.git/HEAD file', 'modelhub a/b/json/x.json file', 'huggingface google-mt5/HEAD file',
      'huggingface google-mt5/objects/pack/x.pack file', 'huggingface stray.txt/x file',
    ],
  });
});

test('names that lead out, links and folders called like files are passed over', async () => {
  const { files, below } = await read(await archiveOf([
    { name: 'data/modelhub/../modelhub/json/modelhub.json', content: 'x' },
    { name: '/data/modelhub/json/absolute.json', content: 'ok' },
    { name: 'data/modelhub/json/link.json', type: 'symlink' },
    { name: 'data/modelhub/json/folder.json/', type: 'directory' },
    { name: 'data/other/json/modelhub.json', content: 'x' },
    { name: 'json/modelhub.json', content: 'x' },
  ]));
  expect({ files, below }).toEqual({ files: { 'data/modelhub/json/absolute.json': 'ok' }, below: [] });
});

/** Letters and signs that no packing makes much shorter. */
function noiseOf(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(33 + random.below(90))).join('');
}

test('a cut or damaged archive gives what stands before the damage', async () => {
  const noise = noiseOf(seededRandom(1), 400_000);
  const large = [...members.slice(0, 2), { name: 'data/modelhub/json/metadata/mh_metadata.json', content: noise }];
  const cut = await read(await archiveOf(large, (bytes) => bytes.subarray(0, bytes.length - 20_000)));
  expect(cut.end.kind).toBe('damaged');
  expect(cut.files['data/modelhub/json/modelhub.json']).toBe('[{"id": 1}]');
  expect((await read(await archiveOf(members, () => Buffer.from('no gzip at all')))).end.kind).toBe('damaged');
  expect((await read(await archiveOf(members, () => gzipSync(Buffer.alloc(2000, 'not a tar'))))).end.kind).toBe('damaged');
});

test('wherever an archive is cut, each file that can still be unpacked is handed over', async () => {
  const random = seededRandom(7);
  const many = Array.from({ length: 30 }, (_, at) => ({ name: `data/modelhub/json/${at}.json`, content: noiseOf(random, 3000) }));
  for (const share of [0.1, 0.35, 0.7, 0.99]) {
    let unpacked = 0;
    const path = await archiveOf(many, (bytes) => {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      unpacked = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).length;
      return cut;
    });
    // A header of 512 bytes, and contents in blocks of 512.
    expect(Object.keys((await read(path)).files)).toHaveLength(Math.floor(unpacked / 3584));
  }
});

test('the member in which an archive is cut is handed over to its last byte, whether the gzip or the tar in it was cut', async () => {
  const content = noiseOf(seededRandom(3), 700_000);
  const archive = gunzipSync(readFileSync(await archiveOf([{ name: 'data/modelhub/json/modelhub.json', content }])));
  const cuts: readonly Buffer[] = [gzipSync(archive.subarray(0, 600_000)), gzipSync(archive).subarray(0, 400_000)];
  for (const bytes of cuts) {
    const path = join(folder, 'cut.tar.gz');
    writeFileSync(path, bytes);
    const unpacked = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    let kept = '';
    const ended: string[] = [];
    const end = await readArchive(path, {
      begin: () => ({ write: (chunk) => void (kept += chunk.toString('latin1')), end: () => void ended.push('end'), cut: () => void ended.push('cut') }),
      progress: () => undefined,
      isCancelled: () => false,
    });
    expect({ end, ended }).toEqual({ end: { kind: 'damaged', reason: 'It ends early.' }, ended: ['cut'] });
    expect(kept === content.slice(0, unpacked.length - 512)).toBe(true);
  }
});

test('an archive that ends between two members is damaged, unless it was packed so', async () => {
  const whole = gunzipSync(readFileSync(await archiveOf(members)));
  const withoutEndMark = whole.subarray(0, whole.length - 1024);
  const path = join(folder, 'end.tar.gz');
  writeFileSync(path, gzipSync(withoutEndMark));
  expect((await read(path)).end).toEqual({ kind: 'whole' });
  // Without the size that gzip writes last: the rest of the archive may have been lost with it.
  writeFileSync(path, gzipSync(withoutEndMark).subarray(0, -4));
  expect((await read(path)).end).toEqual({ kind: 'damaged', reason: 'It ends early.' });
});

test('reading stops when it is told to', async () => {
  expect((await read(await archiveOf(members), 0)).end).toEqual({ kind: 'stopped' });
});

test('what the visitor throws ends the reading and is thrown', async () => {
  const path = await archiveOf(members);
  const visitor = { begin: () => null, progress: () => undefined, isCancelled: () => false };
  const fail = (): never => {
    throw new Error('full');
  };
  await expect(readArchive(path, { ...visitor, begin: fail })).rejects.toThrow('full');
  await expect(readArchive(path, { ...visitor, begin: () => ({ write: fail, end: () => undefined }) })).rejects.toThrow('full');
});

test('a look inside tells the hubs', async () => {
  expect(await peekArchive(await archiveOf(members))).toContain('modelhub');
  expect(await peekArchive(await archiveOf([{ name: 'readme.txt', content: 'x' }]))).toEqual([]);
});

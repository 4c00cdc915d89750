import { createHash } from 'node:crypto';
import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import type { FilesInput } from './file-list.ts';
import { readFiles, type MetadataRecord, type PackageClone } from './index.ts';
import { createPlayground, missingGitReason, type Playground } from './repository/testing-git.ts';
import { makeClone, pointerText, type TestContent } from './testing-clone.ts';

type Files = ReturnType<typeof readFiles>;

function filesOf(input: Partial<FilesInput>): Files {
  return contract['packages.files'].answer.parse(readFiles({ hub: 'huggingface', clone: null, metadata: null, ...input }));
}

/** One line per file, as a table shows them. */
function linesOf({ files }: Files): string[] {
  return files.map(({ path, kind, size, lfs, format }) => [path, kind, size, lfs === null ? '-' : lfs.present ? 'present' : 'pointer', format ?? '-'].join(' '));
}

const weights = Buffer.from('w'.repeat(300));
const oid = createHash('sha256').update(weights).digest('hex');

describe('files that metadata lists', () => {
  it('reads the siblings of every dump', () => {
    const siblings = [
      { rfilename: 'config.json', size: 570, blob_id: 'x', lfs: null },
      { rfilename: 'model.safetensors', size: 300, lfs: { size: 440_449_768, sha256: oid, pointer_size: 135 } },
      { rfilename: 'a/pytorch_model.bin', lfs: { size: 10, oid: `sha256:${oid.toUpperCase()}` } },
      { rfilename: 7 }, null, 'text', [],
    ];
    const files = filesOf({ metadata: { siblings } });
    expect(linesOf(files)).toEqual(['config.json file 570 - -', 'model.safetensors file 440449768 pointer safetensors', 'a/pytorch_model.bin file 10 pointer pytorch']);
    expect(files).toMatchObject({ source: 'metadata', commit: null, total: 3, bytes: 440_449_768 + 580 });
    expect(files.files.map((file) => file.lfs?.oid)).toEqual([undefined, oid, oid]);
  });

  it('gives no sum where a size is missing, negative or a text', () => {
    for (const size of [null, undefined, -1, '5', 0.5, Number.NaN]) expect(filesOf({ metadata: { siblings: [{ rfilename: 'a', size }, { rfilename: 'b', size: 1 }] } }).bytes).toBeNull();
  });

  it('cuts a list above 50,000 files and keeps the count', () => {
    const files = filesOf({ metadata: { siblings: Array.from({ length: 50_003 }, (_unused, index) => ({ rfilename: `f${index}`, size: 1 })) } });
    expect(files.files.length).toBe(50_000);
    expect(files).toMatchObject({ total: 50_003, bytes: 50_003 });
    expect(files.reason).toContain('The first 50000 of 50003 files are listed.');
  });

  it('names the one file of an ONNX model, with its size as stated', () => {
    const files = filesOf({ hub: 'onnxmodelzoo', metadata: { ModelPath: 'vision/mnist/model/mnist-7.onnx', ModelSize: '26 KB' } });
    expect(linesOf(files)).toEqual(['vision/mnist/model/mnist-7.onnx file  - onnx']);
    expect(files.reason).toContain('states its size as 26 KB');
  });

  it.each<[string, Partial<FilesInput>, RegExp]>([
    ['no record', {}, /no metadata record/],
    ['no siblings', { metadata: { siblings: null } }, /lists no files/],
    ['another hub', { hub: 'modelzoo', metadata: { siblings: [{ rfilename: 'a' }] } as MetadataRecord }, /lists no files/],
    ['a missing path', { hub: 'onnxmodelzoo', metadata: { ModelPath: 'N/A' } }, /names no file/],
  ])('gives the reason for none: %s', (_label, input, reason) => {
    const files = filesOf(input);
    expect(files).toMatchObject({ files: [], total: 0, bytes: null });
    expect(files.reason).toMatch(reason);
    expect(files.reason).toMatch(/^This mirror has no clone of the package\./);
  });
});

describe.skipIf(missingGitReason !== null)(`files of clones ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());

  const clone = (name: string, files: Readonly<Record<string, TestContent>>, options?: readonly string[]): PackageClone => makeClone(playground, name, files, options);

  it('lists what HEAD holds, as git does', () => {
    const made = clone('all', { 'README.md': 'text', 'a/model.safetensors': weights, 'a/b/link.bin': { link: '../model.safetensors' }, module: { submodule: '1'.repeat(40) }, empty: '' });
    const files = filesOf({ clone: made });
    const expected = playground.gitText(made.absolute, ['ls-tree', '-r', '-l', '-z', 'HEAD']).split('\0').filter((line) => line !== '');
    expect(files.files.map(({ path, size }) => `${size ?? '-'} ${path}`)).toEqual(expected.map((line) => line.replace(/^\S+ \S+ \S+ +(\S+)\t/, '$1 ')));
    expect(files.files.map(({ kind, format }) => `${kind} ${format ?? '-'}`)).toEqual(['file -', 'symlink -', 'file safetensors', 'file -', 'submodule -']);
    expect(files).toMatchObject({ source: 'clone', reason: null, total: 5, bytes: 4 + 300 + 20, commit: playground.gitText(made.absolute, ['rev-parse', 'HEAD']) });
  });

  it('resolves LFS pointers and tells where their content is there', () => {
    const pointer = pointerText(oid, weights.length);
    const elsewhere = pointerText('1'.repeat(64), 5_000_000_000);
    const made = clone('lfs', { 'kept.bin': pointer, 'gone.safetensors': elsewhere, 'smudged.gguf': pointerText('2'.repeat(64), 12), 'cut.gguf': pointerText('3'.repeat(64), 12), 'pointer.onnx': pointerText('4'.repeat(64), elsewhere.length), 'long.txt': pointer + 'x'.repeat(1000) }, []);
    const kept = join(made.absolute, '.git', 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, weights);
    writeFileSync(join(made.absolute, 'smudged.gguf'), 'twelve bytes');
    writeFileSync(join(made.absolute, 'cut.gguf'), 'twelve');
    writeFileSync(join(made.absolute, 'pointer.onnx'), elsewhere);
    const files = filesOf({ clone: made });
    expect(linesOf(files)).toEqual([
      'cut.gguf file 12 pointer gguf',
      'gone.safetensors file 5000000000 pointer safetensors',
      'kept.bin file 300 present -',
      `long.txt file ${pointer.length + 1000} - -`,
      `pointer.onnx file ${elsewhere.length} pointer onnx`,
      'smudged.gguf file 12 present gguf',
    ]);
    writeFileSync(kept, weights.subarray(1));
    expect(linesOf(filesOf({ clone: made }))[2]).toBe('kept.bin file 300 pointer -');
  });

  it('lists one folder where the package lies in it', () => {
    const made = clone('folders', { 'a/x.onnx': 'x', 'a/b/y': 'y', 'c/z': 'z' });
    expect(filesOf({ clone: made, folder: 'a' }).files.map((file) => file.path)).toEqual(['a/b/y', 'a/x.onnx']);
    for (const folder of ['gone', 'a/x.onnx', '../..', null]) expect(filesOf({ clone: made, folder }).total).toBe(3);
  });

  it('counts what it does not list', () => {
    const made = clone('many', Object.fromEntries(Array.from({ length: 50_010 }, (_unused, index) => [`f${index % 7}/${index}`, 'x'])));
    const files = filesOf({ clone: made });
    expect(files.files.length).toBe(50_000);
    expect(files).toMatchObject({ total: 50_010, bytes: null, reason: 'The first 50000 of 50010 files are listed.' });
  });

  it('goes on where content is missing', () => {
    const made = clone('missing', { a: 'a', 'notes.txt': 'these notes are missing' }, ['--bare']);
    playground.git(made.absolute, ['unpack-objects'], playground.git(made.absolute, ['pack-objects', '--all', '--stdout']));
    const sha = playground.gitText(made.absolute, ['rev-parse', 'HEAD:notes.txt']);
    unlinkSync(join(made.absolute, 'objects', sha.slice(0, 2), sha.slice(2)));
    expect(filesOf({ clone: made })).toMatchObject({ source: 'clone', bytes: null, total: 2, reason: 'The content of 1 file is missing or damaged: notes.txt.' });
  });

  it('falls back to the metadata where the clone cannot be read', () => {
    const absent = { absolute: join(playground.mirror, 'gone'), mirrorRoot: playground.mirror, path: 'data/x', state: 'missing' as const, reason: null };
    const files = filesOf({ clone: absent, metadata: { siblings: [{ rfilename: 'a', size: 1 }] } });
    expect(files).toMatchObject({ source: 'metadata', total: 1, bytes: 1 });
    expect(files.reason).toMatch(/^The clone cannot be read: The folder does not exist/);
    expect(filesOf({ clone: { ...absent, reason: 'The folder is empty.' } })).toMatchObject({ source: 'none', reason: expect.stringMatching(/^The clone cannot be read: The folder is empty\. /) });
  });

  it('stops when asked', () => {
    expect(() => filesOf({ clone: clone('stop', { a: 'a' }), isStopped: () => true })).toThrow('Cancelled');
  });
});

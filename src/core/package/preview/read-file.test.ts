import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/index.ts';
import { readFile, readFiles, readReferences, type PackageClone } from '../index.ts';
import { createPlayground, missingGitReason, type Playground } from '../repository/testing-git.ts';
import { makeClone, pointerText, type TestContent } from '../testing-clone.ts';

const oidOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(missingGitReason !== null)(`files of clones ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  let made = 0;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());

  const clone = (files: Readonly<Record<string, TestContent>>): PackageClone => makeClone(playground, `clone-${(made += 1)}`, files);
  const read = (from: PackageClone | null, path: string, options: Partial<Parameters<typeof readFile>[0]> = {}): ReturnType<typeof readFile> =>
    contract['packages.file'].answer.parse(readFile({ clone: from, path, commit: null, offset: 0, limit: 1 << 20, form: 'auto', ...options }));

  it('shows text, JSON, tables, images and bytes each as what they are', () => {
    const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x02rest', 'latin1');
    const of = clone({ 'a.txt': 'one\ntwo', 'b.json': '{"a":[]}', 'c.csv': 'x;y\n=1;2\n', 'd.bin': Buffer.from('\x80\x02}q\0.', 'latin1'), 'e.png': png, 'f.png': 'no image', 'g.svg': '<svg onload="x"/>' });
    expect(read(of, 'a.txt')).toMatchObject({ kind: 'text', text: 'one\ntwo', encoding: 'UTF-8', size: 7, from: 0, to: 7, isPretty: false, hasForm: false });
    expect(read(of, 'b.json')).toMatchObject({ kind: 'text', text: '{\n  "a": []\n}', isPretty: true, hasForm: true });
    expect(read(of, 'b.json', { form: 'text' })).toMatchObject({ kind: 'text', text: '{"a":[]}', isPretty: false, hasForm: true });
    expect(read(of, 'c.csv')).toMatchObject({ kind: 'table', delimiter: ';', rows: [['x', 'y'], ['=1', '2']], columns: 2, from: 0, to: 9 });
    expect(read(of, 'd.bin')).toMatchObject({ kind: 'binary', magic: 'Python pickle', to: 6 });
    expect(read(of, 'e.png')).toMatchObject({ kind: 'image', mediaType: 'image/png', width: 1, height: 2, base64: png.toString('base64') });
    expect(read(of, 'e.png', { form: 'bytes' })).toMatchObject({ kind: 'binary', magic: 'PNG image' });
    expect(read(of, 'f.png')).toMatchObject({ kind: 'text', text: 'no image' });
    expect(read(of, 'g.svg'), 'a drawing is text').toMatchObject({ kind: 'text', text: '<svg onload="x"/>' });
  });

  it('reads a long file stretch by stretch', () => {
    const text = Array.from({ length: 5000 }, (_, at) => `line ${at} ä`).join('\n');
    const of = clone({ 'a.txt': text, 'a.csv': text.replaceAll(' ', ',') });
    for (const path of ['a.txt', 'a.csv']) {
      let whole = '';
      let offset = 0;
      for (let stretch = 0; offset < Buffer.byteLength(text) && stretch < 100; stretch += 1) {
        const part = read(of, path, { offset, limit: 1500 });
        if (part.kind === 'text') whole += part.text;
        else if (part.kind === 'table') whole += `${whole === '' ? '' : '\n'}${part.rows.map((row) => row.join(' ')).join('\n')}`;
        else throw new Error(part.kind);
        expect(part.from).toBe(offset);
        offset = part.to;
      }
      expect(whole === text, path).toBe(true);
    }
  });

  it('does not draw images that claim millions of pixels or are cut short', () => {
    const head = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';
    const of = clone({ 'huge.png': Buffer.from(`${head}\0\0\xff\xff\0\0\xff\xff`, 'latin1'), 'cut.png': Buffer.from(head, 'latin1') });
    expect(read(of, 'huge.png')).toMatchObject({ kind: 'binary', reason: 'It claims 65535 × 65535 pixels: images of more than 50 million are not drawn.' });
    expect(read(of, 'cut.png')).toMatchObject({ kind: 'binary', reason: 'It begins as an image and ends before it tells its size.' });
  });

  it('follows pointers of Git LFS to content that is here, and says where it is not', () => {
    const content = Buffer.from('weights, as text');
    const of = clone({ 'here.txt': pointerText(oidOf(content), content.length), 'gone.bin': pointerText('0'.repeat(64), 5_000_000_000) });
    const kept = join(of.absolute, 'lfs', 'objects', oidOf(content).slice(0, 2), oidOf(content).slice(2, 4), oidOf(content));
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, content);
    expect(read(of, 'here.txt')).toMatchObject({ kind: 'text', text: 'weights, as text', size: 16, lfs: { oid: oidOf(content), present: true } });
    expect(read(of, 'here.txt', { offset: 9 })).toMatchObject({ kind: 'text', text: 'as text', from: 9, to: 16 });
    expect(read(of, 'gone.bin')).toMatchObject({ kind: 'absent', size: 5_000_000_000, lfs: { present: false } });
  });

  it('follows links within the commit, and none out of it', () => {
    const of = clone({ 'docs/a.txt': 'a', 'in.txt': { link: 'docs/a.txt' }, 'out.txt': { link: '../../../../etc/passwd' }, 'round': { link: 'round' }, sub: { submodule: '1'.repeat(40) } });
    expect(read(of, 'in.txt')).toMatchObject({ kind: 'text', text: 'a', resolvedPath: 'docs/a.txt' });
    for (const path of ['out.txt', 'round', 'docs', 'missing', '../a', '.git/config', '/etc/passwd']) expect(read(of, path), path).toMatchObject({ kind: 'none' });
    expect(read(of, 'sub')).toMatchObject({ kind: 'absent', reason: `It is another repository, at its commit ${'1'.repeat(40)}.` });
  });

  it('reads files of other commits by branch, tag or hash', () => {
    const of = clone({ 'a.txt': 'first' });
    const git = (...words: readonly string[]): string => playground.git(of.absolute, words).toString().trim();
    const first = git('rev-parse', 'HEAD');
    git('tag', '-a', '-m', 'v', 'v1.0');
    const blob = playground.git(of.absolute, ['hash-object', '-w', '--stdin'], Buffer.from('second')).toString().trim();
    const tree = playground.git(of.absolute, ['mktree'], Buffer.from(`100644 blob ${blob}\ta.txt\n100644 blob ${blob}\tb.txt\n`)).toString().trim();
    const second = git('commit-tree', '-p', first, '-m', 'two', tree);
    git('update-ref', 'refs/heads/next/step', second);
    const textAt = (commit: string | null): unknown => {
      const file = read(of, 'a.txt', { commit });
      return file.kind === 'text' ? file.text : file;
    };
    for (const name of [null, 'HEAD', 'main', 'v1.0', 'refs/heads/main', first, first.slice(0, 8), first.slice(0, 7).toUpperCase()]) expect(textAt(name), String(name)).toBe('first');
    for (const name of ['next/step', 'heads/next/step', second, second.slice(0, 10)]) expect(textAt(name), name).toBe('second');
    for (const name of ['nothing', '0'.repeat(40), first.slice(0, 6), blob, '../../HEAD', '-x']) expect(() => textAt(name), name).toThrow(/^There is no /);

    const list = (commit: string | null): readonly string[] => readFiles({ hub: 'huggingface', clone: of, metadata: null, commit }).files.map(({ path }) => path);
    expect(list(null)).toEqual(['a.txt']);
    expect(list('next/step')).toEqual(['a.txt', 'b.txt']);
    expect(() => list('nothing')).toThrow(/^There is no nothing to show/);

    const references = contract['packages.references'].answer.parse(readReferences(of));
    expect(references).toEqual({
      head: { branch: 'main', commit: first }, total: 3, reason: null,
      references: [{ name: 'main', kind: 'branch', commit: first }, { name: 'next/step', kind: 'branch', commit: second }, { name: 'v1.0', kind: 'tag', commit: first }],
    });
  });

  it('says why there is nothing to read', () => {
    expect(read(null, 'a.txt')).toMatchObject({ kind: 'none', reason: 'This mirror has no clone of the package, so that its files cannot be read.' });
    expect(readReferences(null)).toMatchObject({ head: null, reason: 'This mirror has no clone of the package.' });
    expect(() => readFiles({ hub: 'huggingface', clone: null, metadata: { siblings: [] }, commit: 'main' })).toThrow('This mirror has no clone of the package.');
  });
});

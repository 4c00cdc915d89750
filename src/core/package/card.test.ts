import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, type FrontValue } from '../../shared/contract/index.ts';
import { prepareSampleMirror } from '../mirror/index.ts';
import { readCard, type CardInput, type PackageClone } from './index.ts';
import { createPlayground, fingerprintFolder, missingGitReason, type Playground } from './repository/testing-git.ts';
import { makeClone, pointerText, type TestContent } from './testing-clone.ts';

const png = Buffer.from('\x89PNG\r\n\x1a\nrest of a picture', 'latin1');
const jpeg = Buffer.from('\xff\xd8\xff\xe0 picture', 'latin1');
const gif = Buffer.from('GIF89a picture', 'latin1');
const webp = Buffer.from('RIFF\x10\0\0\0WEBPVP8 picture', 'latin1');
const asData = (type: string, bytes: Uint8Array): string => `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
const oidOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** How a front matter of plain texts is shown. */
const frontOf = (fields: Readonly<Record<string, string>>): FrontValue => ({
  kind: 'map', text: '', more: 0, items: Object.entries(fields).map(([key, text]) => ({ key, value: { kind: 'text', text, items: [], more: 0 } })),
});

type Card = Extract<ReturnType<typeof readCard>, { kind: 'card' }>;

/** The card, checked against the contract's schema. */
function cardOf(input: Partial<CardInput> & Pick<CardInput, 'clone'>): Card {
  const card = contract['packages.card'].answer.parse(readCard({ metadataText: null, ...input }));
  if (card.kind === 'none') throw new Error(card.reason);
  return card;
}

function reasonOf(clone: PackageClone | null): string {
  const card = readCard({ clone, metadataText: null });
  return card.kind === 'none' ? card.reason : `There is a card: ${card.text.slice(0, 100)}`;
}

describe('cards without a clone', () => {
  it('takes the text of the metadata', () => {
    const metadataText = { label: 'data/modelzoo/json/metadata/mz_models_metadata.json', markdown: '---\na: 1\n---\n# OpenPose' };
    expect(readCard({ clone: null, metadataText })).toEqual({ kind: 'card', text: '# OpenPose', frontMatter: 'a: 1', front: frontOf({ a: '1' }), source: metadataText.label, path: null, size: 23, to: 23, truncated: false, images: {} });
  });

  it('cuts text beyond 1 MB and says so', () => {
    const card = readCard({ clone: null, metadataText: { label: 'x', markdown: 'x'.repeat(8_000_000) } });
    expect(card).toMatchObject({ kind: 'card', truncated: true, size: 8_000_000 });
    expect(card.kind === 'card' ? card.text.length : 0).toBe(1 << 20);
  });

  it('says why there is none', () => {
    expect(reasonOf(null)).toBe("This mirror has no clone of the package. The hub's metadata holds no card text.");
  });
});

describe.skipIf(missingGitReason !== null)(`cards of clones ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  let made = 0;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());

  const clone = (files: Readonly<Record<string, TestContent>>, options?: readonly string[]): PackageClone => {
    made += 1;
    return makeClone(playground, `clone-${made}`, files, options);
  };
  const imagesOf = (text: string, files: Readonly<Record<string, TestContent>> = {}): Record<string, string> => cardOf({ clone: clone({ 'README.md': text, ...files }) }).images;

  it('reads README.md with its front matter', () => {
    const made = clone({ 'README.md': '\uFEFF---\nlicense: mit\n---\n# Größe\n', 'readme.txt': 'other' });
    expect(cardOf({ clone: made })).toEqual({ kind: 'card', text: '# Größe\n', frontMatter: 'license: mit', front: frontOf({ license: 'mit' }), source: `${made.path}/README.md`, path: 'README.md', size: 34, to: 34, truncated: false, images: {} });
  });

  it.each([
    [['readme.MD', 'README.txt', 'README'], 'readme.MD'],
    [['README.rst', 'README_zh.md', 'READ.md'], 'README.rst'],
    [['README.ja.md', 'docs/README.md'], 'README.ja.md'],
  ])('among %j chooses %s', (paths, expected) => {
    expect(cardOf({ clone: clone(Object.fromEntries(paths.map((path) => [path, path]))) }).text).toBe(expected);
  });

  it('takes the README nearest above the package’s folder', () => {
    const shared = clone({ 'README.md': 'all', 'vision/mnist/README.md': '![](images/x.png) ![](../../top.png)', 'vision/mnist/model/mnist-7.onnx': 'x', 'vision/mnist/images/x.png': png, 'top.png': gif, 'text/a.txt': 'a' });
    const card = cardOf({ clone: shared, folder: 'vision/mnist/model' });
    expect(card.source).toBe(`${shared.path}/vision/mnist/README.md`);
    expect(card.images).toEqual({ 'images/x.png': asData('png', png), '../../top.png': asData('gif', gif) });
    expect(cardOf({ clone: shared, folder: 'text' }).text).toBe('all');
    expect(cardOf({ clone: shared, folder: 'gone/for/ever' }).text).toBe('all');
    expect(cardOf({ clone: shared, folder: '../../..' }).text).toBe('all');
  });

  it('gives images of four types by their bytes, under the address that the card uses', () => {
    const text = '![](a.png) ![](./img/b.jpeg "t") ![](c.gif?raw=true) <img src="d.webp#x"> ![](<e f.png>) ![](日本.png) ![](lies.png) ![](g%20h.png)';
    const files = { 'a.png': png, 'img/b.jpeg': jpeg, 'c.gif': gif, 'd.webp': webp, 'e f.png': png, '日本.png': png, 'lies.png': jpeg, 'g h.png': gif };
    expect(imagesOf(text, files)).toEqual({
      'a.png': asData('png', png),
      './img/b.jpeg': asData('jpeg', jpeg),
      'c.gif?raw=true': asData('gif', gif),
      'd.webp#x': asData('webp', webp),
      'e f.png': asData('png', png),
      'e%20f.png': asData('png', png),
      '日本.png': asData('png', png),
      '%E6%97%A5%E6%9C%AC.png': asData('png', png),
      'lies.png': asData('jpeg', jpeg),
      'g%20h.png': asData('gif', gif),
    });
  });

  it.each([
    '../secret.png', '../../etc/passwd', 'a/../../secret.png', '%2e%2e/secret.png', '..%2fsecret.png', '/etc/passwd', '/etc/passwd.png', '//host/a.png', '\\\\host\\a.png',
    'file:///etc/passwd.png', 'https://example.org/a.png', 'HTTP://example.org/a.png', 'data:image/png;base64,iVBORw0KGgo=.png', 'javascript:a.png', 'C:a.png',
    'vector.svg', 'page.html', 'text.png', 'folder.png', 'absent.png', 'a.png%00.png', 'out.png', 'loop.png', 'module.png', '.git/x.png', 'README.md',
  ])('gives nothing for %s', (address) => {
    writeFileSync(join(playground.mirror, 'secret.png'), png);
    const files: Record<string, TestContent> = {
      'vector.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>', 'page.html': png, 'text.png': 'no picture', 'folder.png/a.txt': 'a', 'a.png': png,
      'out.png': { link: '../secret.png' }, 'loop.png': { link: 'loop.png' }, 'module.png': { submodule: '1'.repeat(40) },
    };
    expect(imagesOf(`![](${address}) <img src="${address}">`, files)).toEqual({});
  });

  it('follows links that stay in the tree', () => {
    const files = { 'link.png': { link: 'real/a.png' }, 'real/a.png': png, short: { link: './real/' }, 'abs.png': { link: '/etc/passwd' } };
    expect(imagesOf('![](link.png) ![](short/a.png) ![](abs.png)', files)).toEqual({ 'link.png': asData('png', png), 'short/a.png': asData('png', png) });
    const docs = clone({ 'README.md': { link: 'docs/card.md' }, 'docs/card.md': '![](x.png)', 'docs/x.png': png });
    expect(cardOf({ clone: docs })).toMatchObject({ source: `${docs.path}/docs/card.md`, images: { 'x.png': asData('png', png) } });
  });

  it('leaves out images above 2 MB, and those beyond 8 MB in all', () => {
    const sized = (bytes: number): Buffer => Buffer.concat([png, Buffer.alloc(bytes - png.length, 1)]);
    const names = ['1.png', '2.png', '3.png', '4.png', '5.png', 'small.png'];
    const files = { 'large.png': sized((2 << 20) + 1), ...Object.fromEntries(names.map((name, index) => [name, index < 5 ? sized((2 << 20) - 100) : png])) };
    expect(Object.keys(imagesOf(['large.png', ...names].map((name) => `![](${name})`).join('\n'), files))).toEqual(['1.png', '2.png', '3.png', '4.png', 'small.png']);
  });

  it('resolves pointers of Git LFS where their content is there, and only there', () => {
    const pointer = pointerText(oidOf(png), png.length);
    const made = clone({ 'README.md': '![](kept.png) ![](tree.gif) ![](gone.png) ![](cut.png)', 'kept.png': pointer, 'tree.gif': pointerText(oidOf(gif), gif.length), 'gone.png': pointerText('1'.repeat(64), 10), 'cut.png': pointerText(oidOf(jpeg), 1000) }, []);
    for (const bytes of [png, jpeg]) {
      const oid = oidOf(bytes);
      const kept = join(made.absolute, '.git', 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
      mkdirSync(dirname(kept), { recursive: true });
      writeFileSync(kept, bytes);
    }
    writeFileSync(join(made.absolute, 'tree.gif'), gif);
    writeFileSync(join(made.absolute, 'gone.png'), pointer);
    expect(cardOf({ clone: made }).images).toEqual({ 'kept.png': asData('png', png), 'tree.gif': asData('gif', gif) });
  });

  it('reads no LFS content through a link out of the mirror', () => {
    const made = clone({ 'README.md': '![](a.png)', 'a.png': pointerText(oidOf(png), png.length) }, []);
    const secret = join(playground.outside, 'secret.png');
    writeFileSync(secret, png);
    symlinkSync(secret, join(made.absolute, 'a.png'));
    expect(cardOf({ clone: made }).images).toEqual({});
  });

  it('cuts a line of 8 MB between characters', () => {
    const card = cardOf({ clone: clone({ 'README.md': `x${'ä'.repeat(4_000_000)}` }) });
    expect(card.truncated).toBe(true);
    expect(card.text).toBe(`x${'ä'.repeat((1 << 19) - 1)}`);
  });

  it('takes front matter that never ends for text, and bytes that are no text as they can be read', () => {
    const endless = `---\nlicense: mit\n${'a: 1\n'.repeat(100_000)}`;
    expect(cardOf({ clone: clone({ 'README.md': endless }) })).toMatchObject({ frontMatter: null, text: endless });
    expect(cardOf({ clone: clone({ 'README.md': Buffer.from('caf\xe9', 'latin1') }) }).text).toBe('caf\uFFFD');
    expect(cardOf({ clone: clone({ 'README.md': Buffer.from('\uFEFFcafé', 'utf16le') }) }).text).toBe('café');
  });

  it.each<[string, Record<string, TestContent>, RegExp]>([
    ['is a link out of the clone', { 'README.md': { link: '/etc/passwd' }, a: 'a' }, /has no README/],
    ['climbs out by a link', { 'README.md': { link: '../../../../etc/passwd' }, a: 'a' }, /has no README/],
    ['is a link to itself', { 'README.md': { link: 'README.md' } }, /has no README/],
    ['is a folder', { 'README.md/a.txt': 'a' }, /has no README/],
    ['is a submodule', { 'README.md': { submodule: '1'.repeat(40) } }, /has no README/],
    ['is a binary file', { 'README.png': png, README: Buffer.from([0, 1, 2]) }, /has no README/],
    ['is a pointer without content', { 'README.md': pointerText('2'.repeat(64), 99) }, /README\.md is kept by Git LFS, and its content is not in this mirror/],
  ])('gives the reason where README.md %s', (_label, files, reason) => {
    expect(reasonOf(clone(files))).toMatch(reason);
  });

  it('passes over a folder named README.md for another README', () => {
    expect(cardOf({ clone: clone({ 'README.md/a.txt': 'a', 'Readme.txt': 'text' }) }).text).toBe('text');
  });

  it('gives the reason where the clone cannot be read', () => {
    const whole = clone({ 'README.md': 'x' });
    expect(reasonOf({ ...whole, absolute: join(playground.mirror, 'gone') })).toMatch(/^The clone cannot be read: The folder does not exist/);
    expect(reasonOf({ ...whole, absolute: playground.outside })).toMatch(/^The clone cannot be read: The folder lies outside the mirror/);
    expect(reasonOf({ ...whole, mirrorRoot: join(playground.mirror, 'gone') })).toMatch(/^The clone cannot be read: The mirror folder does not exist/);
    rmSync(join(whole.absolute, 'objects'), { recursive: true });
    mkdirSync(join(whole.absolute, 'objects'));
    expect(reasonOf(whole)).toMatch(/^The clone cannot be read: HEAD names [0-9a-f]{40}/);
    expect(readCard({ clone: whole, metadataText: { label: 'there', markdown: 'text' } })).toMatchObject({ kind: 'card', source: 'there' });
  });

  it('reads the cards of the sample mirror and writes nothing into it', () => {
    const folder = join(playground.mirror, 'sample');
    prepareSampleMirror(join(import.meta.dirname, '..', '..', '..', 'resources', 'sample-mirror'), folder);
    const hub = join(folder, 'data', 'huggingface');
    const before = fingerprintFolder(hub);
    const path = 'data/huggingface/repos/huggingface.co/bert-base-uncased';
    const card = cardOf({ clone: { absolute: join(folder, path), mirrorRoot: hub, path, state: 'whole', reason: null } });
    expect(card.frontMatter).toMatch(/^language: en\nlicense: apache-2\.0\n/);
    expect(card.text).toMatch(/^\n# BERT base, uncased\n/);
    expect(Object.entries(card.images).map(([address, data]) => `${address} ${data.slice(0, 22)}`)).toEqual(['assets/masking.png data:image/png;base64,']);
    expect(fingerprintFolder(hub)).toEqual(before);
  });
});

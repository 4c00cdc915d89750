import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInside, readStaticFile, runtimeProblem } from './index.ts';
import { contentTypeOf, pathBelow } from './static-files.ts';

const root = resolve('/srv/renderer');

describe('pathBelow', () => {
  it.each([
    ['/', join(root, 'index.html')],
    ['/assets/app.js', join(root, 'assets', 'app.js')],
    ['/a%20b.txt', join(root, 'a b.txt')],
    ['/assets/../index.html', join(root, 'index.html')],
  ])('takes %s', (urlPath, expected) => {
    expect(pathBelow(root, urlPath)).toBe(expected);
  });

  it.each([
    '/../secret',
    '/..%2fsecret',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/../renderer-other/x',
    '/..\\secret',
    '/%5c..%5csecret',
    '/C:/Windows/win.ini',
    '/index.html::$DATA',
    '/a%00.html',
    '/%E0%A4%A',
    'relative',
    '',
  ])('refuses %s', (urlPath) => {
    expect(pathBelow(root, urlPath)).toBeUndefined();
  });
});

describe('isInside', () => {
  it('asks for a separator after the folder', () => {
    expect(isInside(root, join(root, 'x'))).toBe(true);
    expect(isInside(root, `${root}-other/x`)).toBe(false);
    expect(isInside(root, root)).toBe(false);
  });
});

describe('readStaticFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ptmx-static-'));
    await mkdir(join(folder, 'site', 'assets'), { recursive: true });
    await mkdir(join(folder, 'site-other'));
    await writeFile(join(folder, 'site', 'index.html'), '<p>home</p>');
    await writeFile(join(folder, 'site', 'assets', 'app.js'), 'x');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'site-other', 'secret.txt'), 'secret');
    await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'));
    await symlink(join(folder, 'site-other'), join(folder, 'site', 'linked'));
    await symlink(join(folder, 'site', 'index.html'), join(folder, 'site', 'inside.html'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('reads a file and names its type', async () => {
    const file = await readStaticFile(join(folder, 'site'), '/');
    expect(file?.body.toString()).toBe('<p>home</p>');
    expect(file?.type).toBe('text/html; charset=utf-8');
    expect((await readStaticFile(join(folder, 'site'), '/inside.html'))?.body.toString()).toBe('<p>home</p>');
  });

  it.each(['/link.txt', '/linked/secret.txt', '/assets', '/missing.js', '/../secret.txt'])('serves nothing for %s', async (urlPath) => {
    expect(await readStaticFile(join(folder, 'site'), urlPath)).toBeUndefined();
  });
});

describe('contentTypeOf', () => {
  it('never guesses a page', () => {
    expect(contentTypeOf('x.MJS')).toBe('text/javascript; charset=utf-8');
    expect(contentTypeOf('x.xhtml')).toBe('application/octet-stream');
    expect(contentTypeOf('README')).toBe('application/octet-stream');
  });
});

describe('runtimeProblem', () => {
  it('accepts Node-API 10 and newer', () => {
    expect(runtimeProblem({ node: '24.21.0', napi: '10' }, {})).toBeUndefined();
    expect(runtimeProblem({ node: '25.0.0', napi: '11' }, {})).toBeUndefined();
  });

  it('names the runtime that is too old', () => {
    expect(runtimeProblem({ node: '20.20.2', napi: '9' }, {})).toContain('Node.js 20.20.2');
    expect(runtimeProblem({ node: '20.18.3', electron: '33.4.11', napi: '9' }, {})).toContain('Electron 33.4.11');
    expect(runtimeProblem({}, {})).toContain('Node-API 0');
  });

  it('lets tests allow the exact version that they altered the addon for', () => {
    expect(runtimeProblem({ node: '20.18.3', napi: '9' }, { PTMX_ALLOW_NODE_API: '9' })).toBeUndefined();
    expect(runtimeProblem({ node: '18.0.0', napi: '8' }, { PTMX_ALLOW_NODE_API: '9' })).toBeDefined();
  });
});

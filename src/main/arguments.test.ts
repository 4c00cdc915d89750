import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

const home = resolve('/home/someone');

describe('readArguments', () => {
  it('takes paths, made absolute from where the program was started', () => {
    expect(readArguments(['data', resolve('/mirror')], home)).toEqual({ paths: [join(home, 'data'), resolve('/mirror')], links: [], dataDir: undefined });
  });

  it('takes the data folder in both spellings', () => {
    expect(readArguments(['--data-dir', 'index', 'data'], home)).toEqual({ paths: [join(home, 'data')], links: [], dataDir: join(home, 'index') });
    expect(readArguments(['--data-dir=/x'], home).dataDir).toBe('/x');
    expect(readArguments(['--data-dir'], home).dataDir).toBeUndefined();
    expect(readArguments(['--data-dir='], home).dataDir).toBeUndefined();
  });

  it('passes over switches of Chromium and Node', () => {
    expect(readArguments(['--inspect=0', '--remote-debugging-port=0', '-psn_0_1', '--no-sandbox', ''], home).paths).toEqual([]);
  });

  it('takes everything after -- as a path', () => {
    expect(readArguments(['--no-sandbox', '--', '-odd', '--data-dir'], home)).toEqual({
      paths: [join(home, '-odd'), join(home, '--data-dir')],
      links: [],
      dataDir: undefined,
    });
  });

  it('tells links from paths, before and after --', () => {
    const link = 'ptmtorrent://models?q=bert';
    expect(readArguments([link, 'data', '--', 'PTMTorrent://reach', 'ptmtorrent:near'], home)).toEqual({
      paths: [join(home, 'data'), join(home, 'ptmtorrent:near')],
      links: [link, 'PTMTorrent://reach'],
      dataDir: undefined,
    });
  });
});

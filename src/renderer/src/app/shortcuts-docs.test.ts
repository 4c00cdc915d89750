import { beforeAll, describe, expect, it, vi } from 'vitest';
import text from '../../../../docs/shortcuts.md?raw';

interface Shortcut {
  readonly keys: string;
  readonly title: string;
}

let commands: readonly (Shortcut & { readonly where: string })[];
let locals: readonly (Shortcut & { readonly where: string })[];

beforeAll(async () => {
  vi.stubGlobal('location', { hash: '' });
  const table = await import('./commands.ts');
  commands = table.commands.flatMap(({ keys, title }) => (keys === undefined ? [] : [{ keys, title, where: 'Everywhere' }]));
  locals = table.localKeys;
});

/** The rows of the documentation's tables, with the heading they stand under. */
const documented = text.split(/^## /m).slice(1).flatMap((section) => {
  const where = section.slice(0, section.indexOf('\n'));
  return [...section.matchAll(/^\| `(.+?)` \| (.+?) \|$/gm)].map(([, keys, title]) => ({ keys, title, where }));
});

describe('docs/shortcuts.md', () => {
  it('tells of every command with keys and of every key of a part, in its place, and of no others', () => {
    const inCode = [...commands, ...locals].map(({ keys, title, where }) => ({ keys, title, where }));
    expect(inCode.length).toBeGreaterThan(10);
    const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(documented)).toEqual(sorted(inCode));
  });

  it('gives no keys to two things', () => {
    const keys = [...commands, ...locals].map((shortcut) => `${shortcut.where} ${shortcut.keys}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

import { describe, expect, it } from 'vitest';
import text from '../../../../docs/shortcuts.md?raw';
import { type CommandDescriptor, commandPlaces, commands, fixedKeys } from '../../../shared/commands/index.ts';

const rows = [
  ...commands.flatMap(({ keys, title, where }: CommandDescriptor) => (keys ?? []).map((each) => ({ keys: each, title, where: commandPlaces[where] }))),
  ...fixedKeys.map(({ keys, title, where }) => ({ keys, title, where })),
];

/** The rows of the documentation's tables, with the heading they stand under. */
const documented = text.split(/^## /m).slice(1).flatMap((section) => {
  const where = section.slice(0, section.indexOf('\n'));
  return [...section.matchAll(/^\| `(.+?)` \| (.+?) \|$/gm)].map(([, keys, title]) => ({ keys, title, where }));
});

describe('docs/shortcuts.md', () => {
  it('tells of every command with keys and of every key of a part, in its place, and of no others', () => {
    expect(rows.length).toBeGreaterThan(10);
    const sorted = (list: readonly object[]): string[] => list.map((row) => JSON.stringify(row)).sort();
    expect(sorted(documented)).toEqual(sorted(rows));
  });

  it('gives no keys to two things', () => {
    const keys = rows.map((shortcut) => `${shortcut.where} ${shortcut.keys}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

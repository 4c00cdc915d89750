import { describe, expect, it } from 'vitest';
import { groupEntries, type PaletteGroup, readInput } from './palette-choices.ts';
import type { PaletteEntry, PaletteSource } from './palette-sources.tsx';

const entry = (title: string, group: string, unavailable?: string): PaletteEntry => ({ id: title, title, group, unavailable, icon: null, run: () => undefined });

const commands: PaletteSource = {
  finds: 'commands',
  prefix: '>',
  entries: () => [entry('Models', 'Go'), entry('Reach', 'Go'), entry('Copy models', 'Edit', 'Only in the list of models'), entry('Search models', 'Go')],
};
const mirrors: PaletteSource = { finds: 'mirrors', entries: () => [entry('Mine', 'Mirrors')] };
const sources = [commands, mirrors];

const shown = (groups: readonly PaletteGroup[]): readonly string[] => groups.map(({ title, entries }) => `${title}: ${entries.map((each) => each.title).join(', ')}`);
const find = (typed: string, recent: readonly PaletteEntry[] = []): readonly string[] => shown(groupEntries(readInput(typed, sources), recent, [entry('a-model', 'Packages')]));

describe('groupEntries', () => {
  it('shows what was chosen lately, then all that can be done now, each once', () => {
    const groups = shown(groupEntries(readInput('', sources), [entry('Reach', 'Go'), entry('gpt2', 'Packages')], []));
    expect(groups).toEqual(['Recent: Reach, gpt2', 'Go: Models, Search models', 'Mirrors: Mine']);
  });

  it('puts the best title first with its group, packages after, and last what cannot be done now', () => {
    expect(find('model')).toEqual(['Go: Models, Search models', 'Packages: a-model', 'Edit: Copy models']);
  });

  it('finds in every source', () => expect(find('mine')).toEqual(['Mirrors: Mine', 'Packages: a-model']));
});

describe('readInput', () => {
  it('leaves one source after its prefix', () => {
    expect(readInput('> reach ', sources)).toEqual({ text: 'reach', sources: [commands], withPackages: false });
    expect(readInput('@ gpt', sources)).toEqual({ text: 'gpt', sources: [], withPackages: true });
  });
  it('takes anything else as it is', () => expect(readInput(' a > b', sources)).toEqual({ text: 'a > b', sources, withPackages: true }));
});

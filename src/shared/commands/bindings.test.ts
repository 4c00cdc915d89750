import { describe, expect, it } from 'vitest';
import { clashesWith, resolveKeys } from './bindings.ts';
import { commands, type CommandDescriptor } from './table.ts';
import { isKeys } from './keys.ts';

const rows: readonly CommandDescriptor[] = commands;

describe('the table of commands', () => {
  it('names each command once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  });

  it('gives keys that are keys, and none to two commands that can meet', () => {
    const keys = resolveKeys({});
    for (const { id } of commands) {
      for (const own of keys.get(id) ?? []) {
        expect(isKeys(own), own).toBe(true);
        expect(clashesWith(id, own, keys), `${id}: ${own}`).toEqual([]);
      }
    }
  });
});

describe('resolveKeys', () => {
  it('prefers the keys that the user gave, also none', () => {
    const keys = resolveKeys({ 'go.models': ['M'], 'go.reach': [] });
    expect(keys.get('go.models')).toEqual(['M']);
    expect(keys.get('go.reach')).toEqual([]);
    expect(keys.get('go.notes')).toEqual(['G N']);
  });

  it('takes from a command what the user gave to another', () => {
    expect(resolveKeys({ 'go.models': ['G R'] }).get('go.reach')).toEqual([]);
    expect(resolveKeys({ 'go.models': ['G'] }).get('go.reach')).toEqual([]);
  });

  it('leaves out commands and keys that this version does not know', () => {
    const keys = resolveKeys({ 'future.command': ['G M'], 'go.notes': ['Hyper+Q+Q', 'N'] });
    expect(keys.get('go.models')).toEqual(['G M']);
    expect(keys.get('go.notes')).toEqual(['N']);
    expect(keys.size).toBe(commands.length);
  });
});

describe('clashesWith', () => {
  const keys = resolveKeys({});
  it('names the commands that have the keys, or a sequence that begins with them', () => {
    expect(clashesWith('go.models', 'G R', keys)).toEqual(['go.reach']);
    expect(clashesWith('go.search', 'G', keys).length).toBeGreaterThan(4);
    expect(clashesWith('go.models', 'G M', keys)).toEqual([]);
  });
  it('sees a command of a view meet one of the whole window', () => expect(clashesWith('go.models', '1', keys)).toEqual(['package.overview']));
});

import { describe, expect, it } from 'vitest';
import type { HubId } from '../../shared/domain/index.ts';
import { readNotesCsv } from './notes-csv.ts';

const listed: Readonly<Record<string, readonly HubId[]>> = { gpt2: ['huggingface'], SqueezeNet: ['onnxmodelzoo', 'pytorchhub'] };
const read = (text: string | Uint8Array) => readNotesCsv(typeof text === 'string' ? new TextEncoder().encode(text) : text, (name) => listed[name] ?? []);
const row = (name: string, tags: readonly string[], note = '', hub: HubId = 'huggingface', ordinal = 0) => ({ hub, name, ordinal, note, tags });

describe('a table of notes and tags', () => {
  it('has its columns in any order, under the names that people give them', () => {
    expect(read('hub,name,ordinal,tags,note\nhuggingface,gpt2,,a|b,fine\nONNX Model Zoo,SqueezeNet,1,,x\n').rows).toEqual([row('gpt2', ['a', 'b'], 'fine'), row('SqueezeNet', [], 'x', 'onnxmodelzoo', 1)]);
    expect(read('Comment,Model ID,other\n"two\r\nlines, ""quoted""",huggingface/org/a,z\n').rows).toEqual([row('org/a', [], 'two\nlines, "quoted"')]);
  });

  it.each<[string, string | Uint8Array]>([
    ['a byte order mark', '\uFEFFname,tags\ngpt2,ä\n'],
    ['semicolons', 'name;tags\r\ngpt2;ä\r\n'],
    ['tabs', 'name\ttags\ngpt2\tä\n'],
    ['a line that names the separator', 'sep=;\r\nname;tags\r\ngpt2;ä\r\n'],
    ['UTF-16 as a spreadsheet saves it', Buffer.from('\uFEFFname\ttags\r\ngpt2\tä\r\n', 'utf16le')],
    ['Windows-1252', Buffer.from('name;tags\r\ngpt2;ä\r\n', 'latin1')],
    ['Windows-1252 far behind the beginning', Buffer.from(`name;tags\r\n${'gpt2;\r\n'.repeat(3000)}gpt2;ä\r\n`, 'latin1')],
    ['quotes, spaces and empty lines', '\n"name" , "tags"\n\n"gpt2" , " ä "\n,\n'.replaceAll(' , ', ',')],
    ['old line ends', 'name,tags\rgpt2,ä\r'],
  ])('reads with %s', (_what, text) => {
    expect(read(text).rows).toEqual([row('gpt2', ['ä'])]);
  });

  it('parts tags by what stands between them, and reads what an export wrote', () => {
    expect(read('name,tags\ngpt2,"a, b ,,c"\n').rows[0]?.tags).toEqual(['a', 'b', 'c']);
    expect(read('name,tags\ngpt2,"a, b; c"\n').rows[0]?.tags).toEqual(['a, b', 'c']);
    expect(read('name,tags\ngpt2,a\\|b|c\\\\|d; e\n').rows[0]?.tags).toEqual(['a|b', 'c\\', 'd; e']);
    expect(read(`name,tags,note\ngpt2,'=1+1|x,'-no\n`).rows).toEqual([row('gpt2', ['=1+1', 'x'], '-no')]);
  });

  it('tells what it leaves out by the line that it begins in, and takes the rest', () => {
    const { rows, bad, badTotal } = read(
      ['name,hub,ordinal,tags,note', 'gpt2,,,a,"', '', 'b"', 'SqueezeNet,,,a,', 'nobody,,,a,', 'gpt2,elsewhere,,a,', 'gpt2,,first,a,', ',,,a,', 'gpt2,,,,', `gpt2,,,${'t'.repeat(101)},`, `gpt2,,,,${'n'.repeat(100_001)}`, 'gpt2,,,last,'].join('\n'),
    );
    expect(rows.map(({ tags }) => tags)).toEqual([['a'], ['last']]);
    expect(bad.map(({ line }) => line)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
    expect(badTotal).toBe(8);
    expect(bad.map(({ reason }) => reason.slice(0, 30))).toMatchInlineSnapshot(`
      [
        "It names no hub, and onnxmodel",
        "It names no hub, and the mirro",
        "There is no hub elsewhere; the",
        "The ordinal is a number, 0 for",
        "It has no name.",
        "It has neither a note nor a ta",
        "A tag has 100 characters at mo",
        "Its note has 100,001 character",
      ]
    `);
  });

  it('tells the line behind breaks inside quotes', () => {
    expect(read('name,note\ngpt2,"1\r\n2\r\n3"\nnobody,"4\n5"\nnobody,x\n').bad.map(({ line }) => line)).toEqual([5, 7]);
  });

  it('refuses what is no such table', () => {
    expect(() => read('')).toThrow('no rows');
    expect(() => read('a,b\n1,2\n')).toThrow('it names a, b');
    expect(() => read('name\ngpt2\n')).toThrow('tags or note');
    expect(() => read(Uint8Array.from({ length: 4000 }, (_byte, at) => (at * 7919) % 256))).toThrow(/no text|first line/);
    expect(() => read(`"${'x'.repeat(3_000_000)}`)).toThrow('no rows');
  });
});

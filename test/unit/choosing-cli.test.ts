import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract, type CallAnswer } from '../../src/shared/contract/index.ts';
import { readCsv } from '../e2e/support/csv.ts';
import { projectFolder } from './support/engine.ts';
import { sampleProgram } from './support/sample-program.ts';

const { here, ptmx } = sampleProgram();

const two = ['huggingface/bert-base-uncased', 'huggingface/gpt2'] as const;

describe('ptmx compare', () => {
  test('prints a table, Markdown, CSV and JSON that say the same', async () => {
    const [text, markdown, csv, json] = await Promise.all([ptmx('compare', ...two), ptmx('compare', ...two, '--markdown', '--only-different'), ptmx('compare', ...two, '--csv'), ptmx('compare', ...two, '--json', '--index-only')]);
    expect(text.code, text.stderr).toBe(0);
    expect(text.stdout).toMatch(/^≠\s+Stated licence\s+Apache-2\.0\s+MIT$/m);
    expect(text.stdout).toMatch(/^\s+Gated\s+unknown\s+unknown$/m);
    expect(text.stderr).toContain('A clone of huggingface/gpt2 would add: ');
    expect(markdown.stdout).toContain('| Licence | Stated licence | Apache-2.0 | MIT | differs |');
    expect(markdown.stdout).not.toContain('| Gated |');
    const rows = readCsv(csv.stdout);
    expect(rows.find(({ Attribute }) => Attribute === 'Stated licence')).toEqual({ Group: 'Licence', Attribute: 'Stated licence', [two[0]]: 'Apache-2.0', [two[1]]: 'MIT', Difference: 'differs' });
    const answer = contract['packages.compare'].answer.parse(JSON.parse(json.stdout));
    expect(answer.deep).toBe(false);
    expect(answer.sides.map(({ clone, files }) => [clone, files])).toEqual([['whole', 'none'], ['missing', 'none']]);
  });

  test('compares two commits of one package, and refuses commits of two', async () => {
    const history = JSON.parse((await ptmx('show', two[0], '--tab', 'history', '--json')).stdout) as CallAnswer<'packages.history'>;
    const first = history.commits.at(-1)?.sha ?? '';
    const { code, stdout, stderr } = await ptmx('compare', `${two[0]}@${first.slice(0, 10)}`, `${two[0]}@HEAD`);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`from ${first.slice(0, 12)}`);
    expect(stdout).toContain('  license: not there → "apache-2.0"');
    expect(stdout).toMatch(/^ {2}A README\.md/m);
    expect((await ptmx('compare', `${two[0]}@HEAD`, `${two[1]}@HEAD`)).code).toBe(2);
  });

  test('says what is wrong with what it is given', async () => {
    const [one, gone] = await Promise.all([ptmx('compare', two[0]), ptmx('compare', two[0], 'huggingface/no/such')]);
    expect([one.code, gone.code]).toEqual([2, 4]);
    expect(gone.stderr).toContain('This mirror has no package huggingface/no/such.');
  });
});

describe('ptmx decision', () => {
  test('imports, lists, shows and exports', async () => {
    const [, json = ''] = /```json\n([\s\S]+?)```/.exec(readFileSync(join(projectFolder, 'docs', 'choosing.md'), 'utf8')) ?? [];
    const file = here('decision.json');
    writeFileSync(file, json.replace('lidiya/bart-base-samsum', 'gpt2'));
    const taken = await ptmx('decision', 'import', file, '--json');
    expect(taken.code, taken.stderr).toBe(0);
    const { decision, differing } = contract['decisions.import'].answer.parse(JSON.parse(taken.stdout));
    expect(differing).toBe(1);
    const [list, show, markdown, written, wrong] = await Promise.all([
      ptmx('decision'), ptmx('decision', 'show', decision.id.slice(0, 6)), ptmx('decision', 'show', decision.id, '--format', 'markdown'), ptmx('decision', 'export', decision.id, '--out', here('out.json')), ptmx('decision', 'show', 'ffff'),
    ]);
    expect(list.stdout).toMatch(/Summaries of chats\s+Downstream evaluation\s+1\s+1\s+0/);
    expect(show.stdout).toMatch(/huggingface\/gpt2\s+taken\s+smallest that is good enough\s+Task not met, Licence met, Size unknown\s+0\s+another version now/);
    expect(markdown.stdout).toContain('| huggingface/gpt2 | 0123456789abcdef0123456789abcdef01234567 |');
    expect(written.code, written.stderr).toBe(0);
    expect((JSON.parse(readFileSync(here('out.json'), 'utf8')) as { decision: object }).decision).toEqual((JSON.parse(readFileSync(file, 'utf8')) as { decision: object }).decision);
    expect(wrong.code).toBe(4);
    expect((await ptmx('decision', 'import', file)).stderr).toContain('It is here already');
  });
});

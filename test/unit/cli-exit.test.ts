import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCommand, startCommand } from '../e2e/support/command-line.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { emptyFolder, goodMirror } from '../fixtures/hostile-mirrors.ts';
import { sampleProgram } from './support/sample-program.ts';
import { filesBelow, snapshotOf } from './support/snapshot.ts';

const { here, ptmx, ask } = sampleProgram();

describe('ptmx used wrongly', () => {
  const usages: readonly (readonly [what: string, args: readonly string[], said: RegExp])[] = [
    ['an unknown verb', ['frobnicate'], /no verb frobnicate/],
    ['a verb almost right', ['serch', 'bert'], /Perhaps search is meant/],
    ['an option almost right', ['search', 'bert', '--limt', '3'], /no option --limt\. Perhaps --limit is meant/],
    ['an unknown option', ['search', 'bert', '--frobnicate'], /--frobnicate[\s\S]*ptmx search "QUERY"/],
    ['a missing argument', ['index'], /needs the path[\s\S]*ptmx index PATH/],
    ['a missing option', ['export', '--format', 'csv'], /needs --format and --out[\s\S]*ptmx export/],
    ['a search named twice', ['export', 'gpt2', '--query', 'bert', '--format', 'csv', '--out', 'x'], /named twice/],
    ['an unknown format', ['export', '--format', 'xls', '--out', 'x'], /csv, tsv, jsonl, json, parquet, sqlite, peatmoss, mirror/],
    ['an unknown hub', ['reach', '--hub', 'npm'], /huggingface/],
    ['an unknown kind of edge', ['reach', '--edges', 'lineage,friends'], /friends/],
    ['a merge without a goal', ['aliases', '--merge', 'ada@example.org'], /--into/],
    ['an unknown tab', ['show', 'huggingface/gpt2', '--tab', 'brains'], /overview, card/],
    ['a number that is none', ['search', '', '--limit', 'many'], /--limit takes a whole number/],
    ['an unknown column', ['search', '', '--columns', 'name,downlods'], /no column downlods; downloads is meant/],
    ['an unknown facet', ['search', '', '--facet', 'size'], /no field size; there are hub, /],
    ['a facet of no values', ['search', '', '--facet', 'task:0'], /--facet task takes 1 to 500/],
    ['an unknown output format', ['search', '', '--format', 'xml'], /table, csv, jsonl, json/],
    ['two formats at once', ['search', '', '--json', '--format', 'csv'], /contradict/],
    ['a count of columns', ['search', '', '--count', '--columns', 'name'], /one of --count, --columns/],
    ['a package without its hub', ['show', 'gpt2'], /hub's folder name/],
    ['a note without a package', ['note', '--text', 'x'], /one HUB\/NAME[\s\S]*ptmx note/],
    ['a mirror named twice', ['note', 'x', 'huggingface/gpt2', '--mirror', 'y'], /named twice/],
    ['two directions at once', ['notes', '--export', 'x', '--import', 'y'], /not both/],
  ];
  test.each(usages)('%s ends with 2 and the usage on stderr', async (_what, args, said) => {
    const { code, stdout, stderr } = await ptmx(...args);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(said);
  });

  test('no index ends with 3', async () => {
    const nothing = await runCommand(['search', 'bert', '--data-dir', here('no-data')], here());
    expect(nothing).toMatchObject({ code: 3, stdout: '' });
    const unread = await ptmx('info', '--mirror', goodMirror(here('unread')));
    expect(unread).toMatchObject({ code: 3, stdout: '' });
    expect(unread.stderr).toContain('ptmx index');
  });

  test('what is not there, and what is no mirror, ends with 4', async () => {
    const missing = await ptmx('index', here('nowhere'));
    expect(missing).toMatchObject({ code: 4, stdout: '' });
    expect(missing.stderr).toContain('does not exist');
    const empty = await ptmx('index', emptyFolder(here('empty')));
    expect(empty).toMatchObject({ code: 4, stdout: '' });
    expect(empty.stderr).toContain('empty folder');
    const unknown = await ptmx('show', 'huggingface/no/such', '--mirror', here('sample'));
    expect(unknown).toMatchObject({ code: 4, stdout: '' });
    const notSaid = await ptmx('show', 'huggingface/no/such');
    expect(notSaid.stderr).toMatch(/The mirror that was asked is .+; --mirror names another\./);
    expect(unknown.stderr).not.toContain('--mirror names another');
    const unchecked = await ptmx('verify', here('nowhere.csv'));
    expect(unchecked).toMatchObject({ code: 4, stderr: expect.stringContaining('does not exist') as string });
    const served = await ptmx('serve', here('nowhere'));
    expect(served).toMatchObject({ code: 4, stdout: '' });
  });

  test('help and version are data', async () => {
    const help = await runCommand(['--help'], here());
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const verb of ['index', 'info', 'search', 'show', 'reach', 'aliases', 'export', 'unpack', 'problems', 'notes', 'note', 'serve']) expect(help.stdout).toMatch(new RegExp(`^ +${verb} `, 'm'));
    expect(await runCommand(['search', '--help'], here())).toMatchObject({ code: 0, stderr: '' });
    expect((await runCommand(['--version'], here())).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await runCommand([], here())).code).toBe(2);
  });
});

// Windows has no signal to send: there an interrupt is a key of the terminal.
test.skipIf(process.platform === 'win32')('serve --api tells programs the address and the token, serves no page unless asked, and ends with Ctrl+C', async () => {
  const running = startCommand(['serve', '--api', '--data-dir', here('data')], here());
  await expect.poll(() => running.output().stderr, { timeout: 30_000 }).toContain('Ctrl+C');
  const [, url = '', token = ''] = /^PTMX_URL=(http:.*)\nPTMX_TOKEN=([\w-]{43})\n$/.exec(running.output().stdout) ?? [];
  const headers = { authorization: `Bearer ${token}` };
  const found = (await (await fetch(`${url}/packages?q=task:fill-mask`, { headers })).json()) as { total: number };
  expect(found.total).toBe((await ask('packages.count', 'search', 'task:fill-mask', '--count')).total);
  expect((await fetch(new URL('/', url), { headers })).status).toBe(404);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
  expect((await ptmx('serve', '--page')).code).toBe(2);
});

// Windows has no signal to send: there an interrupt is a key of the terminal.
test.skipIf(process.platform === 'win32')('an interrupted index ends with 130 and leaves nothing behind', async () => {
  const big = here('big');
  writeHuggingFaceMirror(big, { models: 60_000, seed: 7 });
  const other = here('interrupted');
  mkdirSync(other);
  const before = await snapshotOf(big);
  const running = startCommand(['index', big, '--data-dir', other, '--json'], here());
  await expect.poll(() => filesBelow(other).some((name) => name.includes('building-')), { timeout: 60_000, interval: 20 }).toBe(true);
  running.child.kill('SIGINT');
  const { code, stdout, stderr } = await running.ended;
  expect(code, stderr).toBe(130);
  expect(stdout).toBe('');
  expect(filesBelow(other).filter((name) => name.startsWith('indexes'))).toEqual([]);
  expect(await snapshotOf(big)).toBe(before);
  expect((await runCommand(['info', '--mirror', big, '--data-dir', other], here())).code).toBe(3);
}, 180_000);

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pack } from '../../src/core/subset/testing.ts';
import { contract, type CallAnswer } from '../../src/shared/contract/index.ts';
import { runCommand, type CommandResult } from '../e2e/support/command-line.ts';
import { readCsv } from '../e2e/support/csv.ts';
import { namesOf, sampleProgram } from './support/sample-program.ts';
import { filesBelow } from './support/snapshot.ts';

const { here, ptmx, ask, foundBy } = sampleProgram();

describe('ptmx writes files and what its user adds, over the sample mirror', () => {
  test('aliases merges, writes a mailmap, and takes it back and in', async () => {
    const before = await ask('reach.list', 'reach', '--top', '2');
    const [first, second] = before.rows.map(({ maintainer }) => maintainer);
    const merged = await ask('aliases.merge', 'aliases', '--merge', second ?? '', '--into', first ?? '', '--name', 'Ada Both');
    expect(merged).toMatchObject({ maintainer: first, removed: [] });
    const after = await ask('reach.list', 'reach', '--top', '2');
    expect(after.maintainers).toBe(before.maintainers - 1);
    expect(after.rows[0]).toMatchObject({ maintainer: first, name: 'Ada Both', aliased: true });
    const file = here('people.mailmap');
    await ptmx('aliases', '--export', file);
    expect(readFileSync(file, 'utf8')).toContain(`Ada Both <${first}> <${second}>`);
    await ptmx('aliases', '--remove', second ?? '');
    expect((await ask('reach.list', 'reach')).maintainers).toBe(before.maintainers);
    expect(await ask('aliases.import', 'aliases', '--import', file)).toMatchObject({ same: 1, bad: [] });
    expect((await ask('reach.list', 'reach')).maintainers).toBe(before.maintainers - 1);
    for (const email of [first, second]) await ptmx('aliases', '--remove', email ?? '');
  });

  test('export writes the packages of a search as CSV and as JSON lines', async () => {
    const found = namesOf((await foundBy('bert')).rows);
    const csv = here('found.csv');
    const written = await ptmx('export', '--format', 'csv', '--out', csv, '--query', 'bert', '--json');
    expect(written.code, written.stderr).toBe(0);
    expect(JSON.parse(written.stdout)).toEqual({ path: csv, count: found.length, bytes: statSync(csv).size, warnings: [] });
    expect(namesOf(readCsv(readFileSync(csv, 'utf8')) as { hub: string; name: string }[])).toEqual(found);

    const lines = here('found.jsonl');
    const silent = await ptmx('export', 'bert', '--out', lines);
    expect(silent).toMatchObject({ code: 0, stdout: '' });
    const records = readFileSync(lines, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { hub: string; name: string });
    expect(namesOf(records)).toEqual(found);

    const refused = await ptmx('export', '--format', 'csv', '--out', csv, '--query', 'gpt2');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('--overwrite');
    expect(namesOf(readCsv(readFileSync(csv, 'utf8')) as { hub: string; name: string }[]), 'nothing is overwritten unasked').toEqual(found);

    const doubtful = await ptmx('export', 'tsak:x bert', '--format', 'csv', '--out', here('doubtful.csv'));
    expect(doubtful).toMatchObject({ code: 0, stderr: expect.stringMatching(/^warning: There is no field “tsak”.*\n[\s\S]*0 packages written/) as string });
  });

  test('bom prints the bill of materials of a package, or writes it with a manifest', async () => {
    const printed = await ptmx('bom', 'huggingface/bert-base-uncased');
    expect(JSON.parse(printed.stdout)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.7', metadata: { component: { type: 'machine-learning-model', name: 'bert-base-uncased' } } });
    const out = here('bert.spdx.json');
    expect((await ptmx('bom', 'huggingface/bert-base-uncased', '--format', 'spdx-3.0.1', '--out', out)).code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' });
    expect((await ptmx('export', '--from', out, '--out', here('again.spdx.json'))).code).toBe(0);
    expect((await ptmx('bom', 'huggingface/no-such')).code).toBe(4);
  });

  test('an export is checked against its manifest, and made again from it', async () => {
    const made = here('made.parquet');
    expect((await ptmx('export', '--format', 'parquet', '--out', made, '--query', 'bert', '--columns', 'name,license,tags')).code).toBe(0);
    const checked = await ptmx('verify', made, '--json');
    expect(checked.code, checked.stderr).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ passed: true, format: 'parquet', files: 1, failed: 0 });

    const again = here('again.parquet');
    const repeated = await ptmx('export', '--from', `${made}.manifest.json`, '--out', again, '--json');
    expect(repeated.code, repeated.stderr).toBe(0);
    expect(JSON.parse(repeated.stdout)).toMatchObject({ same: true, sameIndex: true, differences: [] });
    expect(readFileSync(again).equals(readFileSync(made))).toBe(true);

    writeFileSync(made, 'something else');
    const bad = await ptmx('verify', made);
    expect(bad.code).toBe(5);
    expect(bad.stdout).toContain('MISMATCH made.parquet');

    const manifest = `${again}.manifest.json`;
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"query": "bert"', '"query": "gpt2"'));
    const other = await ptmx('export', '--from', again, '--out', here('other.parquet'));
    expect(other.code).toBe(5);
    expect(other.stdout).toMatch(/packages, \d+ before/);
    expect(other.stdout).toContain('other.parquet: other content');
    expect((await ptmx('export', '--from', again, '--out', made, '--format', 'csv')).code).toBe(2);
  });

  test('note writes about a package, notes lists, exports and imports it, and a rebuild keeps it', async () => {
    const bert = 'huggingface/bert-base-uncased';
    const key = { hub: 'huggingface', name: 'bert-base-uncased', ordinal: 0 };
    expect((await ptmx('note', bert)).stdout).toBe('Nothing is written about this package.\n');
    expect(await ask('notes.get', 'note', here('sample'), bert, '--text', 'Runs on\none GPU', '--tag', 'Candidate', '--tag', 'slow')).toMatchObject({ note: 'Runs on\none GPU', tags: ['Candidate', 'slow'], present: true });
    expect(await ask('notes.get', 'note', bert, '--untag', 'SLOW')).toMatchObject({ note: 'Runs on\none GPU', tags: ['Candidate'] });
    await ask('notes.get', 'note', 'onnxmodelzoo/SqueezeNet 1.0#1', '--tag', 'candidate');
    expect((await ptmx('index', here('sample'), '--rebuild')).code).toBe(0);
    const listed = await ask('notes.list', 'notes', here('sample'));
    expect(listed).toMatchObject({ all: 2, gone: 0, total: 2, rows: [{ package: { ordinal: 1 } }, { package: key, excerpt: 'Runs on\none GPU', tags: ['Candidate'] }] });
    expect((await ask('notes.list', 'notes', '--text', 'gpu', '--tag', 'CANDIDATE')).rows).toMatchObject([{ package: key }]);
    const { stdout, stderr } = await ptmx('notes');
    expect(stdout).toContain('onnxmodelzoo/SqueezeNet 1.0#1');
    expect(stderr).toContain('2 of 2');
    const file = here('notes.json');
    expect(await ask('notes.export', 'notes', '--export', file)).toMatchObject({ path: file, count: 2 });
    await ask('notes.get', 'note', bert, '--text', '', '--untag', 'candidate');
    expect(await ask('notes.import', 'notes', '--import', file)).toMatchObject({ packages: 2, notesAdded: 1, tagsAdded: 1, notInMirror: 0 });
    const unknown = await ptmx('note', 'huggingface/no/such', '--text', 'x');
    expect(unknown).toMatchObject({ code: 4, stdout: '' });
    expect((await ptmx('note', bert, '--tag', 'x'.repeat(101))).code).toBe(2);
  });

  test('views lists, exports and imports saved views', async () => {
    const file = here('views.json');
    const view = { name: 'Small', query: 'size:<1GB sort:-downloads', columns: [{ id: 'name', width: null, pinned: true }] };
    writeFileSync(file, JSON.stringify({ format: 'ptmx-views', version: 1, views: [view, { ...view, query: 'size:<1MB' }, { name: 'No columns', query: '' }] }));
    expect((await ptmx('views')).stderr).toContain('0 views');
    expect(await ask('views.import', 'views', '--import', file)).toMatchObject({ added: [view, { name: 'Small 2' }], same: 0, bad: [{ entry: 'No columns' }] });
    expect((await ask('views.list', 'views')).views).toMatchObject([view, { name: 'Small 2', query: 'size:<1MB' }]);
    expect((await ptmx('views')).stdout).toMatch(/Small 2\s+size:<1MB\s+name/);
    const out = here('views-out.json');
    expect(await ask('views.export', 'views', '--export', out)).toMatchObject({ path: out, count: 2 });
    const again = await ptmx('views', '--import', out);
    expect(again).toMatchObject({ code: 0, stdout: '' });
    expect(again.stderr).toContain('0 views added; here already: 2.');
    expect((await ptmx('views', here('sample'))).code).toBe(2);
    expect((await ptmx('views', '--export', out)).code).toBe(1);
    expect((await ptmx('views', '--import', here('no-such.json'))).code).toBe(4);
  });

  test('an exported mirror is a mirror: it is indexed and holds the same packages', async () => {
    const out = here('subset');
    const exported = await ptmx('export', '--format', 'mirror', '--out', out, '--query', 'is:cloned', '--with-clones', '--json');
    expect(exported.code, exported.stderr).toBe(0);
    const other = here('subset-data');
    const indexed = await runCommand(['index', out, '--data-dir', other, '--json'], here());
    expect(indexed.code, indexed.stderr).toBe(0);
    contract['mirrors.overview'].answer.parse(JSON.parse(indexed.stdout));
    const { stdout } = await runCommand(['search', '', '--limit', '0', '--json', '--data-dir', other], here());
    const { rows } = JSON.parse(stdout) as CallAnswer<'packages.search'>;
    const expected = (await foundBy('is:cloned')).rows;
    expect(namesOf(rows)).toEqual(namesOf(expected));
    expect(rows.filter(({ clone }) => clone === 'whole')).toHaveLength(expected.filter(({ clone }) => clone === 'whole').length);
  });
});

test('unpack tells what it would write, writes it, and says what is wrong', async () => {
  const archives = here('archives');
  mkdirSync(archives);
  await pack(here('sample'), join(archives, 'sample.tar.gz'));
  const own = (...args: string[]): Promise<CommandResult> => runCommand([...args, '--data-dir', here('unpack-data')], here());
  const target = here('unpacked');
  const estimate = await own('unpack', archives, '--hub', 'modelhub', '--estimate', '--to', target, '--json');
  expect(estimate.code, estimate.stderr).toBe(0);
  expect(contract['mirrors.unpackEstimate'].answer.parse(JSON.parse(estimate.stdout))).toMatchObject({ counted: false, refusal: null });
  expect(existsSync(target)).toBe(false);
  const unpacked = await own('unpack', archives, '--hub', 'modelhub', '--to', target, '--json');
  expect(unpacked.code, unpacked.stderr).toBe(0);
  expect(JSON.parse(unpacked.stdout)).toMatchObject({ path: target, count: filesBelow(target).length });
  const indexed = await own('index', target, '--json');
  expect(indexed.code, indexed.stderr).toBe(0);
  const { hubs } = contract['mirrors.overview'].answer.parse(JSON.parse(indexed.stdout));
  expect(hubs).toEqual([expect.objectContaining({ hub: 'modelhub', archived: 0 })]);
  const again = await own('unpack', archives, '--hub', 'modelhub', '--to', target);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain('is not empty');
  expect((await own('unpack', archives, '--to', target)).code).toBe(2);
  expect((await own('unpack', archives, '--hub', 'modelhub')).code).toBe(2);
});

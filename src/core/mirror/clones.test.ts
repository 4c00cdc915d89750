import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asAnybody, permissionsBind } from '../../../test/fixtures/as-anybody.ts';
import type { Problem } from '../../shared/domain/index.ts';
import { findClones } from './clones.ts';

let hub = '';

beforeEach(() => {
  hub = mkdtempSync(join(tmpdir(), 'ptmx-clones-'));
});
afterEach(() => rmSync(hub, { recursive: true, force: true }));

function folder(...parts: string[]): void {
  mkdirSync(join(hub, 'repos', ...parts), { recursive: true });
}

function bare(name: string): void {
  folder(name, 'objects');
  writeFileSync(join(hub, 'repos', name, 'HEAD'), 'ref: refs/heads/main\n');
}

function find(): { readonly clones: readonly string[]; readonly problems: readonly Problem[]; readonly told: readonly string[] } {
  const problems: Problem[] = [];
  const clones = [...findClones('huggingface', hub, (problem) => problems.push(problem))].map((clone) => `${clone.name} ${clone.layout}`);
  return { clones, problems, told: problems.map((problem) => `${problem.code} ${problem.file}`) };
}

test('every layout, in the order of names', () => {
  folder('google', 'mt5', '.git');
  bare('ada/bare');
  bare('ada-flat');
  folder('ada', 'empty');
  folder('ada', 'plain');
  writeFileSync(join(hub, 'repos', 'ada', 'plain', 'README.md'), 'x');
  writeFileSync(join(hub, 'repos', 'ada', 'a-file'), 'x');
  folder('nobody');
  expect(find()).toMatchObject({
    clones: ['ada/bare bare', 'ada/empty empty', 'ada/plain no-repository', 'ada-flat bare-flat', 'google/mt5 work-tree'],
    told: ['empty-clone data/huggingface/repos/nobody'],
  });
});

test('no repos folder, or a file in its place', () => {
  expect(find()).toMatchObject({ clones: [], problems: [] });
  writeFileSync(join(hub, 'repos'), 'x');
  expect(find()).toMatchObject({ clones: [], told: ['unreadable data/huggingface/repos'] });
});

test.skipIf(process.platform === 'win32')('links inside are followed, links out, nowhere and in a circle are told', () => {
  folder('ada', 'real', '.git');
  symlinkSync(join(hub, 'repos', 'ada', 'real'), join(hub, 'repos', 'ada', 'link'));
  symlinkSync(tmpdir(), join(hub, 'repos', 'ada', 'out'));
  symlinkSync('nowhere', join(hub, 'repos', 'ada', 'dangling'));
  symlinkSync('circle', join(hub, 'repos', 'ada', 'circle'));
  const { clones, told } = find();
  expect(clones).toEqual(['ada/link work-tree', 'ada/real work-tree']);
  expect([...told].sort()).toEqual(['circle', 'dangling', 'out'].map((name) => `outside-mirror data/huggingface/repos/ada/${name}`));
});

test.skipIf(process.platform === 'win32')('a link to a folder that it lies in is told and not followed: no clone shows twice', () => {
  folder('ada', 'real', '.git');
  symlinkSync('.', join(hub, 'repos', 'here'));
  symlinkSync('../..', join(hub, 'repos', 'ada', 'up'));
  const { clones, problems } = find();
  expect(clones).toEqual(['ada/real work-tree']);
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual(['here', 'ada/up'].map((name) => `data/huggingface/repos/${name}: The link leads to a folder that it lies in; it is not followed.`));
});

test.skipIf(process.platform === 'win32').each([tmpdir(), '.', 'repos'])('repos that is a link to %s is told, and nothing behind it is listed', (target) => {
  symlinkSync(target, join(hub, 'repos'));
  expect(find()).toMatchObject({ clones: [], told: ['outside-mirror data/huggingface/repos'] });
});

test.skipIf(process.platform !== 'linux')('names that differ only in case, or in how an accent is written, are told once a pair and kept apart', () => {
  for (const name of ['Model', 'model', 'caf\u00e9', 'cafe\u0301', 'other']) folder('ada', name, '.git');
  folder('Ada', 'other', '.git');
  const { clones, problems } = find();
  expect(clones).toHaveLength(6);
  expect(problems.map((problem) => [problem.code, problem.record])).toEqual([['case-collision', 'ada/caf\u00e9'], ['case-collision', 'ada/model'], ['case-collision', 'ada/other']]);
  expect(problems.slice(0, 2).map(({ message }) => message.split(':')[0])).toEqual(['The name differs from ada/cafe\u0301 only in how its letters are encoded', 'The name differs from ada/Model only in case']);
});

test.skipIf(!permissionsBind)('clones that this user may not look into are told, and not taken for broken ones', () => {
  folder('ada', 'good', '.git');
  for (const parts of [['ada', 'closed'], ['closed']]) {
    folder(...parts);
    chmodSync(join(hub, 'repos', ...parts), 0);
  }
  chmodSync(hub, 0o755);
  const { clones, problems } = asAnybody(find);
  expect(clones).toEqual(['ada/good work-tree']);
  expect(problems.filter(({ code }) => code === 'unreadable').map(({ file, message }) => `${file}: ${message}`)).toEqual(['ada/closed', 'closed'].map((name) => `data/huggingface/repos/${name}: This user has no permission to read it.`));
});

test.skipIf(!permissionsBind)('a hub that this user may not look into is told', () => {
  folder('ada', 'good', '.git');
  chmodSync(hub, 0);
  expect(asAnybody(find)).toMatchObject({ clones: [], told: ['unreadable data/huggingface/repos'] });
});

test.skipIf(process.platform !== 'linux')('a name that is not UTF-8 is told and not opened', () => {
  folder('ada', 'good', '.git');
  mkdirSync(Buffer.concat([Buffer.from(`${join(hub, 'repos', 'ada')}/b`), Buffer.from([0xff]), Buffer.from('d')]));
  expect(find()).toMatchObject({ clones: ['ada/good work-tree'], problems: [{ code: 'invalid-utf8', record: 'b\ufffdd' }] });
});

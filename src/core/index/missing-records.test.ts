import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeClone } from '../../../test/fixtures/write-clone.ts';
import { allPackages, openMirror, workFolder } from '../subset/testing.ts';

const work = workFolder();

afterAll(() => work.remove());

const records = 'data/huggingface/json/huggingface.json';
const metadata = 'data/huggingface/json/metadata/hf_metadata.json';
const listed = JSON.stringify([{ id: 'o/a' }, { id: 'o/b' }]);

/** Files of the mirror by path, whether it has a clone of `o/a`, the packages that come of it, and what is said of the unified records. */
const cases: readonly (readonly [what: string, files: Readonly<Record<string, string>>, clone: boolean, packages: readonly string[], message: string])[] = [
  ['no file, metadata', { [metadata]: listed }, true, ['o/a', 'o/b'], "Packages come from the hub's own metadata."],
  ['an empty list, metadata', { [records]: '[]', [metadata]: listed }, true, ['o/a', 'o/b'], "The file holds no record. Packages come from the hub's own metadata."],
  ['an empty file, clones', { [records]: '' }, true, ['o/a recovered'], 'The file holds no record. Packages come from the clones.'],
  ['no file, clones', {}, true, ['o/a recovered'], 'Packages come from the clones.'],
  ['an empty list and nothing else', { [records]: '[]' }, false, [], 'The file holds no record. No package of this hub is known.'],
];

test.each(cases)('unified records: %s', async (what, files, clone, packages, message) => {
  const folder = join(work.path, what);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  if (clone) writeClone(join(folder, 'data/huggingface/repos/o/a'), [{ message: 'One', files: { 'README.md': '# A' } }]);
  const mirror = await openMirror(`${folder}.db`, folder);
  try {
    expect(allPackages(mirror).map(({ name, recovered }) => (recovered ? `${name} recovered` : name))).toEqual(packages);
    expect(mirror.context.database.prepare('SELECT message FROM problem WHERE code = ?').pluck().all('missing-records')).toEqual([message]);
    expect(mirror.context.database.prepare('SELECT records FROM hub').pluck().all()).toEqual([0]);
  } finally {
    mirror.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

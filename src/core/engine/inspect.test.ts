import { mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { tarArchive } from '../../../test/fixtures/tar.ts';
import { contract } from '../../shared/contract/index.ts';
import { workFolder, writeFiles } from '../subset/testing.ts';
import { inspectPlaces } from './inspect.ts';

const work = workFolder();
const root = realpathSync(work.path);

afterAll(() => work.remove());

test('a folder is counted; of an archive only what its start tells is told', async () => {
  writeFiles(join(root, 'data', 'onnxmodelzoo'), {
    'json/onnxmodelzoo.json': '[]', 'json/metadata/omz_metadata.json': '[{}]', 'html/metadata/README_a.html': '<p>', 'html/metadata/models/b.html': '<p>', 'repos/onnx/models/.git/HEAD': 'x',
  });
  mkdirSync(join(root, 'archives'));
  const archive = join(root, 'archives', 'both.tar.gz');
  writeFileSync(archive, gzipSync(tarArchive([{ name: 'data/pytorchhub/html/metadata/x.html', content: '<p>' }, { name: 'data/modelhub/repos/a/b/' }, { name: 'data/modelzoo/json/modelzoo.json', content: '[]' }])));
  const listing = contract['mirrors.inspect'].answer.parse(await inspectPlaces([root, archive]));
  const archiveBytes = statSync(archive).size;
  expect(listing.hubs).toEqual([
    { hub: 'modelzoo', title: 'Model Zoo', origin: 'archive', path: archive, archiveBytes },
    { hub: 'pytorchhub', title: 'PyTorch Hub', origin: 'archive', path: archive, archiveBytes },
    { hub: 'onnxmodelzoo', title: expect.any(String), origin: 'folder', path: join(root, 'data', 'onnxmodelzoo'), recordsFile: 'json/onnxmodelzoo.json', metadataFiles: 1, htmlFiles: 2, jsonBytes: 6, clones: 1 },
    { hub: 'modelhub', title: 'Modelhub.ai', origin: 'archive', path: archive, archiveBytes },
  ]);
});

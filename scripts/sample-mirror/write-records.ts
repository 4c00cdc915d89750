import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sampleMirrorFiles } from './records.ts';

/** Writes the committed files of the sample mirror anew: `node scripts/sample-mirror/write-records.ts`. */
const resources = join(import.meta.dirname, '..', '..', 'resources', 'sample-mirror');
const files = sampleMirrorFiles();

rmSync(join(resources, 'data'), { recursive: true, force: true });
for (const [path, text] of files) {
  const target = join(resources, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
console.log(`${files.size} files written to resources/sample-mirror`);

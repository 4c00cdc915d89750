// Another process that indexes: node hold-writer.ts <data folder> <mirror id>. It takes the right to write, says so, and
// keeps it until its standard input ends.
import { writeFileSync } from 'node:fs';
import { acquireWriter } from '../../../src/core/index/index.ts';

const [dataDir = '', mirror = ''] = process.argv.slice(2);
const right = acquireWriter(dataDir, mirror);
writeFileSync(right.buildingFile, 'half of an index');
process.stdout.write('writing\n');
process.stdin.on('end', () => right.release()).resume();

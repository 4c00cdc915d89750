import { closeSync, openSync, readSync } from 'node:fs';
import type { Problem } from '../../src/shared/domain/index.ts';
import { adapterOf, locateMirror, openHubFile, readRecords, scannedValues, scannerOf, tellerOf, type HubFolder } from '../../src/core/mirror/index.ts';
import { generatedFiles, generatedMirror } from './data.ts';
import type { BenchContext } from './types.ts';

export interface Reading {
  readonly models: number;
  readonly parts: readonly (readonly [file: string, seconds: number])[];
}

const recordEnd = Buffer.from('\n    }');

/**
 * The least that any reader has to do: cut the generated files, whose layout is known, at the end of each record and
 * parse it. Nothing is checked and nothing kept.
 */
export function parseEveryRecord(context: BenchContext): Reading {
  const files = generatedFiles(context);
  return { models: context.models, parts: [timed('metadata', () => parseIndented(files.metadata, context.models)), timed('unified', () => parseIndented(files.unified, context.models))] };
}

function parseIndented(path: string, expected: number): void {
  const file = openSync(path, 'r');
  let records = 0;
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(1 << 20);
      const count = readSync(file, chunk, 0, chunk.length, null);
      if (count === 0) break;
      const buffer = rest.length === 0 ? chunk.subarray(0, count) : Buffer.concat([rest, chunk.subarray(0, count)]);
      let at = 0;
      for (let end = buffer.indexOf(recordEnd, at); end >= 0; end = buffer.indexOf(recordEnd, at)) {
        // One byte before each record: the bracket that opens the array, or a comma.
        JSON.parse(buffer.toString('utf8', at + 1, end + recordEnd.length));
        at = end + recordEnd.length;
        records += 1;
      }
      rest = buffer.subarray(at);
    }
  } finally {
    closeSync(file);
  }
  if (records !== expected) throw new Error(`Parsed ${records} records of ${expected}.`);
}

/** The program's own splitter and parser on both files. */
export function readEveryRecord(context: BenchContext): Reading {
  const folder = hubFolder(context);
  const parts = ['json/metadata/hf_metadata.json', 'json/huggingface.json'].map((path) => timed(path, () => {
    const file = openHubFile(folder, path, failOnProblem);
    if (!file) throw new Error(`${path} is missing.`);
    let records = 0;
    for (const record of readRecords(file, failOnProblem)) if (record.length > 0) records += 1;
    if (records !== context.models) throw new Error(`Read ${records} records of ${context.models}.`);
  }));
  return { models: context.models, parts };
}

/** Splitter, parser, join and normaliser: all but the database. */
export function normaliseEveryRecord(context: BenchContext): Reading {
  const folder = hubFolder(context);
  let models = 0;
  adapterOf('huggingface').read(
    { file: (path) => openHubFile(folder, path, failOnProblem), records: (file, _again, scan) => readRecords(file, failOnProblem, scan ? scannedValues(scannerOf(scan), tellerOf(scan)) : null), isDamaged: () => false, report: failOnProblem },
    () => {
      models += 1;
    },
  );
  if (models !== context.models) throw new Error(`Normalised ${models} packages of ${context.models}.`);
  return { models, parts: [] };
}

function hubFolder(context: BenchContext): HubFolder {
  const folder = locateMirror([generatedMirror(context)]).folders[0];
  if (!folder) throw new Error('The generated mirror has no hub.');
  return folder;
}

function failOnProblem(problem: Problem): void {
  throw new Error(`The generated mirror has a problem: ${problem.message}`);
}

function timed(name: string, work: () => void): readonly [string, number] {
  const started = performance.now();
  work();
  return [name, (performance.now() - started) / 1000];
}

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeThrownBy } from '../../../test/fixtures/thrown.ts';
import { contract, type CallAnswer, type CallInput } from '../../shared/contract/index.ts';
import { problemKinds } from '../../shared/domain/index.ts';
import { openForReading } from '../index/index.ts';
import { listProblems } from '../query/index.ts';
import { writeProblemReport } from './problem-report.ts';
import { hasPython, openMirror, python, workFolder, writeFiles, type OpenMirror } from './testing.ts';

const work = workFolder();
const mirrorFolder = join(work.path, 'mirror');
const records = [
  ...Array.from({ length: 700 }, (_, index) => `{"ModelName": "o/m${index}", "ModelTask": 7}`),
  '{"ModelName": "o/\\"quoted\\", comma", "ModelTask": {}}',
  '{"ModelName": "=cmd()", "ModelTask": []}',
  '{"ModelName": "line\\nbreak", "ModelTask": []}',
  '{ broken',
];
let mirror: OpenMirror;
let out: string;

beforeAll(async () => {
  writeFiles(mirrorFolder, { 'data/huggingface/json/huggingface.json': records.join('\n') });
  mirror = await openMirror(join(work.path, 'index.db'), mirrorFolder);
});
beforeEach(() => {
  out = mkdtempSync(join(work.path, 'out-'));
});
afterAll(() => {
  mirror.close();
  work.remove();
});

type Request = Omit<CallInput<'problems.export'>, 'mirror'>;

function report(request: Request, context = mirror.context): CallAnswer<'problems.export'> {
  const call = contract['problems.export'];
  return call.answer.parse(writeProblemReport(context, call.args.parse({ mirror: context.mirror.id, ...request })));
}

/** All problems, by the other way to them. */
function listed(filter: { code?: string } = {}): Record<string, unknown>[] {
  const call = contract['problems.list'];
  const { rows } = listProblems(mirror.context, call.args.parse({ mirror: mirror.context.mirror.id, limit: 1000, ...filter }));
  return rows.map(({ package: _package, ...row }) => ({ ...row, explanation: problemKinds[row.code as keyof typeof problemKinds] }));
}

const inOrder = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

describe('writeProblemReport', () => {
  test('as JSON holds every problem that the list shows', () => {
    const target = join(out, 'problems.json');
    const answer = report({ format: 'json', target });
    const text = readFileSync(target, 'utf8');
    const rows = JSON.parse(text) as Record<string, unknown>[];
    expect(rows.length).toBeGreaterThan(700);
    expect(inOrder(rows)).toEqual(inOrder(listed()));
    expect(answer).toEqual({ path: target, count: rows.length, bytes: Buffer.byteLength(text) });
    expect(text.split('\n')).toHaveLength(rows.length + 3);
  });

  test.skipIf(!hasPython)('as CSV is read by Python as the same problems (skipped: needs python3)', () => {
    const target = join(out, 'problems.csv');
    report({ format: 'csv', target });
    const rows = JSON.parse(python('import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")))))', target)) as Record<string, string>[];
    const asText = listed().map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? '' : String(value).replace(/^[=+\-@\t\r]/, "'$&")])));
    expect(inOrder(rows)).toEqual(inOrder(asText));
    expect(rows.some((row) => row['record'] === "'=cmd()")).toBe(true);
  });

  test('holds what the filter lets through, and is whole where that is nothing', () => {
    const target = join(out, 'problems.json');
    report({ format: 'json', target, code: 'wrong-type' });
    expect(inOrder(JSON.parse(readFileSync(target, 'utf8')) as unknown[])).toEqual(inOrder(listed({ code: 'wrong-type' })));
    report({ format: 'json', target, hub: 'modelhub', overwrite: true });
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual([]);
    report({ format: 'csv', target: join(out, 'none.csv'), hub: 'modelhub' });
    expect(readFileSync(join(out, 'none.csv'), 'utf8')).toBe('severity,code,hub,file,offset,record,message,explanation\r\n');
  });

  test('replaces a file only where that is allowed, and writes nothing into the mirror', () => {
    const target = join(out, 'problems.csv');
    writeFileSync(target, 'mine');
    expect(codeThrownBy(() => report({ format: 'csv', target }))).toBe('refused');
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(report({ format: 'csv', target, overwrite: true }).count).toBeGreaterThan(700);
    const before = readdirSync(mirrorFolder, { recursive: true });
    expect(codeThrownBy(() => report({ format: 'csv', target: join(mirrorFolder, 'data', 'problems.csv') }))).toBe('refused');
    expect(codeThrownBy(() => report({ format: 'csv', target: 'problems.csv' }))).toBe('invalid-arguments');
    expect(codeThrownBy(() => report({ format: 'csv', target: join(out, 'no', 'folder.csv') }))).toBe('not-found');
    expect(readdirSync(mirrorFolder, { recursive: true })).toEqual(before);
    expect(readdirSync(out)).toEqual(['problems.csv']);
  });

  test('leaves nothing when it is cancelled', () => {
    let rows = 0;
    const database = openForReading(join(work.path, 'index.db'), () => (rows += 1) > 300);
    const target = join(out, 'problems.json');
    expect(codeThrownBy(() => report({ format: 'json', target }, { ...mirror.context, database }))).toBe('cancelled');
    database.close();
    expect(readdirSync(out)).toEqual([]);
  });
});

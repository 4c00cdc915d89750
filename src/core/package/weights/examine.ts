import { formatOfFile } from '../../mirror/index.ts';
import { GitDataError } from '../repository/index.ts';
import { BoundedFile, Budget, type BudgetOptions, type ByteSource, FormatError, orNull } from './bytes.ts';
import type { Probe, Surroundings, WeightReader } from './reader.ts';
import { weightReaders } from './registry.ts';
import { Report, type WeightDetail } from './report.ts';
import { verdictOf } from './verdict.ts';
import { readZip } from './zip.ts';

const probedBytes = 4096;
/** Formats by name whose files always have what a reader looks for: where none is found, the name is wrong. */
const alwaysTold = new Set(['safetensors', 'gguf', 'onnx', 'numpy', 'keras', 'pickle', 'pytorch']);

export interface Examined {
  readonly report: Report;
  readonly reader: WeightReader | null;
  readonly outcome: 'whole' | 'partial' | 'unreadable';
  readonly reason: string | null;
  readonly mismatch: string | null;
}

/** Looks into one weight file: format by content, then what its headers tell. Never throws but for cancelling, and ends within the limits. */
export function examine(source: ByteSource, around: Surroundings, options: BudgetOptions = {}): Examined {
  const report = new Report();
  let reader: WeightReader | null = null;
  let stopped: string | null = null;
  try {
    const file = new BoundedFile(source, new Budget(options));
    const probe = probeOf(file, around.path);
    reader = weightReaders.find((candidate) => candidate.recognises(probe)) ?? null;
    reader?.read(file, report, around);
  } catch (error) {
    if (!(error instanceof FormatError) && !(error instanceof GitDataError)) throw error;
    stopped = error.message;
  }
  const byName = formatOfFile(around.path);
  if (reader === null) {
    const isWrong = byName !== null && alwaysTold.has(byName);
    const reason = stopped ?? (source.size === 0 ? 'It is empty.' : 'Its content is of no format that is known here.');
    if (!isWrong) report.notExamined = 'Not looked into';
    return { report, reader, outcome: isWrong || stopped !== null ? 'unreadable' : 'whole', reason, mismatch: isWrong && source.size > 0 ? `The name says ${byName}; the content is something else.` : null };
  }
  const mismatch = byName === null || reader.names.includes(byName) ? null : `The name says ${byName}; the content is ${reader.title}.`;
  const reason = stopped ?? report.code?.partial ?? report.partial;
  const found = report.tensors.total + report.metadata.total + (report.graph?.operators.total ?? 0) + (report.code?.imports.length ?? 0) + (report.code?.calls.length ?? 0);
  return { report, reader, outcome: reason === null ? 'whole' : found > 0 ? 'partial' : 'unreadable', reason, mismatch };
}

function probeOf(file: BoundedFile, path: string): Probe {
  const start = file.start(probedBytes);
  const isZip = start.length > 4 && start.toString('latin1', 0, 2) === 'PK';
  const lower = path.toLowerCase();
  return { path: lower, name: lower.slice(lower.lastIndexOf('/') + 1), size: file.size, start, members: isZip ? (orNull(() => readZip(file))?.members ?? null) : null };
}

/** A row of the list of weight files. */
export function rowOf(examined: Examined, file: { readonly path: string; readonly size: number; readonly oid: string | null }): WeightDetail['file'] {
  const { report, reader, outcome } = examined;
  const dtypes = [...report.dtypes].map(([dtype, counts]) => ({ dtype, ...counts })).sort((left, right) => right.parameters - left.parameters);
  return {
    ...file,
    format: reader?.id ?? null,
    formatTitle: reader?.title ?? null,
    formatByName: formatOfFile(file.path),
    mismatch: examined.mismatch,
    outcome,
    reason: examined.reason,
    parameters: dtypes.length === 0 ? null : dtypes.reduce((sum, { parameters }) => sum + parameters, 0),
    tensors: report.tensors.total === 0 ? null : report.tensors.total,
    dtypes,
    quantisation: report.quantisation,
    problems: report.problems.total + (report.code?.problems.total ?? 0),
    verdict: verdictOf(report, outcome),
  };
}

/** All that is known of one file, with a page of its tensors. */
export function detailOf(examined: Examined, row: WeightDetail['file'], page: { readonly offset: number; readonly limit: number }): WeightDetail {
  const { report } = examined;
  const { code } = report;
  return {
    file: row,
    facts: report.facts,
    metadata: { total: report.metadata.total, rows: report.metadata.rows },
    problems: { total: row.problems, rows: [...report.problems.rows, ...(code?.problems.rows ?? [])] },
    notes: report.notes,
    graph: report.graph,
    code: code === null ? null : {
      // What is not known first: it is what a reader looks for.
      imports: { total: code.imports.length + code.moreImports, rows: [...code.imports].sort((left, right) => Number(left.known) - Number(right.known) || left.offset - right.offset) },
      calls: { total: code.calls.length + code.moreCalls, rows: [...code.calls] },
    },
    tensors: { total: report.tensors.total, rows: report.tensors.rows.slice(page.offset, page.offset + page.limit) },
  };
}

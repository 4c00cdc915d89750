import { assertNever } from '../../src/shared/result.ts';
import type { Goal, Result, Row } from './types.ts';

const columns = ['name', 'seconds', 'records/s', 'peak RSS MB', 'ratio (against)', 'to reach', 'met?'] as const;

type MeasuredResult = Extract<Result, { kind: 'measured' }>;

export interface Comparison {
  /** Null where the other side was not measured. */
  readonly value: number | null;
  readonly shown: string;
  readonly toReach: string;
  readonly isMet: boolean | null;
}

/** One Markdown table: a line for each row, and one more for each further goal of it. */
export function renderTable(rows: readonly Row[], models: number): string {
  const lines = rows.flatMap((row) => linesOf(row, rows, models));
  const widths = columns.map((column, at) => Math.max(column.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const render = (cells: readonly string[]): string => `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [render(columns), rule, ...lines.map(render)].join('\n');
}

function linesOf(row: Row, rows: readonly Row[], models: number): readonly (readonly string[])[] {
  const { result } = row;
  if (result.kind !== 'measured') return [[escaped(row.name), escaped(`${result.kind}: ${result.reason}`), '', '', '', '', '']];
  const { seconds, records, peakMegabytes } = result;
  const rate = seconds !== null && seconds > 0 && records !== null ? whole(records / seconds) : '';
  // Where no time is measured, the memory is that of looking, which says nothing.
  const figures = [escaped(row.name), seconds === null ? '' : seconds.toFixed(2), rate, peakMegabytes === null || seconds === null ? '' : whole(peakMegabytes)];
  if (row.goals.length === 0) return [[...figures, '', '', '']];
  return row.goals.map((goal, at) => {
    const { shown, toReach, isMet } = compare(row, goal, rows, models);
    return [...(at === 0 ? figures : ['', '', '', '']), shown, toReach, isMet === null ? '' : isMet ? 'yes' : 'no'];
  });
}

/** How a row stands to one of its goals. */
export function compare(row: Row, goal: Goal, rows: readonly Row[], models: number): Comparison {
  const own = measured([row], row.name);
  switch (goal.kind) {
    case 'seconds-against':
      return judged(quotient(own?.seconds, measured(rows, goal.against)?.seconds), goal.atMost, (ratio) => `${ratio.toFixed(2)} × ${goal.against}`, `${goal.against} not measured`);
    case 'record-seconds-against': {
      const value = quotient(recordSeconds(own), recordSeconds(measured(rows, goal.against)));
      return judged(value, goal.atMost, (ratio) => `${ratio.toFixed(2)} × ${goal.against} per record`, `${goal.against} not measured`);
    }
    case 'peak':
      return judged(own?.peakMegabytes ?? null, goal.atMostMegabytes(models), (megabytes) => `${whole(megabytes)} MB peak`, 'peak not measured');
    case 'size':
      return judged(quotient(own?.bytesOut, own?.bytesIn), goal.atMost, (ratio) => `${ratio.toFixed(2)} × its JSON`, 'size not measured');
    case 'longest':
      return judged(own?.longestMilliseconds ?? null, goal.atMostMilliseconds, (milliseconds) => `${milliseconds.toFixed(1)} ms at most`, 'longest not measured');
    case 'p95':
      return judged(quantile(own?.waits, 0.95), goal.atMostMilliseconds, (milliseconds) => `${milliseconds.toFixed(1)} ms p95`, 'waits not measured');
    case 'median-against': {
      const value = quotient(quantile(own?.waits, 0.5), quantile(measured(rows, goal.against)?.waits, 0.5));
      return judged(value, goal.atMost, (ratio) => `${ratio.toFixed(3)} × ${goal.against} at the median`, `${goal.against} not measured`);
    }
    case 'mean-against':
      return judged(quotient(mean(own?.waits), mean(measured(rows, goal.against)?.waits)), goal.atMost, (ratio) => `${ratio.toFixed(2)} × ${goal.against} on average`, `${goal.against} not measured`);
    case 'p95-against': {
      const value = quotient(quantile(own?.waits, 0.95), quantile(measured(rows, goal.against)?.waits, 0.95));
      return judged(value, goal.atMost, (ratio) => `${ratio.toFixed(2)} × ${goal.against} at p95`, `${goal.against} not measured`);
    }
    case 'crossings-against':
      return judged(quotient(own?.drawing?.crossings, measured(rows, goal.against)?.drawing?.crossings), goal.atMost, (ratio) => `${ratio.toFixed(2)} × crossings of ${goal.against}`, `${goal.against} not measured`);
    case 'stress-against':
      return judged(quotient(own?.drawing?.stress, measured(rows, goal.against)?.drawing?.stress), goal.atMost, (ratio) => `${ratio.toFixed(2)} × stress of ${goal.against}`, `${goal.against} not measured`);
    case 'heap':
      return judged(own?.heapBytes === undefined ? null : own.heapBytes / 1e6, goal.atMostMegabytes, (megabytes) => `${whole(megabytes)} MB heap`, 'heap not measured');
    case 'growth':
      return judged(own?.growthBytes === undefined ? null : own.growthBytes / 1e6, goal.atMostMegabytes, (megabytes) => `${megabytes.toFixed(1)} MB more`, 'growth not measured');
    default:
      return assertNever(goal);
  }
}

/** The smallest wait that so large a share of all waits does not exceed. */
function quantile(waits: readonly number[] | undefined, share: number): number | null {
  const sorted = [...(waits ?? [])].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function mean(waits: readonly number[] | undefined): number | null {
  return waits === undefined || waits.length === 0 ? null : waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}

function measured(rows: readonly Row[], name: string): MeasuredResult | null {
  const result = rows.find((row) => row.name === name)?.result;
  return result?.kind === 'measured' ? result : null;
}

function recordSeconds(result: MeasuredResult | null): number | null {
  return quotient(result?.seconds, result?.records);
}

/** Null where either side is missing or nothing. */
function quotient(value: number | null | undefined, divisor: number | null | undefined): number | null {
  return value && divisor ? value / divisor : null;
}

function judged(value: number | null, atMost: number, show: (value: number) => string, missing: string): Comparison {
  const toReach = `≤ ${atMost}`;
  return value === null ? { value, shown: missing, toReach, isMet: null } : { value, shown: show(value), toReach, isMet: value <= atMost };
}

/** One line about a row as it comes, with what the table has no room for. */
export function describe({ name, result }: Row): string {
  if (result.kind !== 'measured') return `${name}: ${result.kind}: ${result.reason}`;
  const { seconds, records, bytesIn, bytesOut, processorSeconds, peakMegabytes, longestMilliseconds, waits, heapBytes, growthBytes } = result;
  const facts = [
    seconds === null ? null : `${seconds.toFixed(2)} s`,
    processorSeconds === null || seconds === null ? null : `${processorSeconds.toFixed(2)} s of processor time`,
    seconds && records !== null ? `${whole(records / seconds)} records/s` : null,
    seconds && bytesIn !== null ? `${(bytesIn / 1e6 / seconds).toFixed(1)} MB/s` : null,
    longestMilliseconds === undefined ? null : `${longestMilliseconds.toFixed(1)} ms at most`,
    waits === undefined ? null : `${[0.5, 0.9, 0.95, 1].map((share) => `p${100 * share} ${quantile(waits, share)?.toFixed(1)}`).join(', ')} ms of ${waits.length} waits`,
    heapBytes === undefined ? null : `${(heapBytes / 1e6).toFixed(1)} MB heap`,
    growthBytes === undefined ? null : `${(growthBytes / 1e6).toFixed(1)} MB more than before`,
    bytesOut === null ? null : `${(bytesOut / 1e6).toFixed(1)} MB written`,
    peakMegabytes === null || seconds === null ? null : `${whole(peakMegabytes)} MB peak`,
    ...result.notes,
  ].filter((fact) => fact !== null);
  return [`${name}: ${facts.join(', ')}`, ...result.parts.map(([part, time]) => `  ${time.toFixed(2).padStart(8)} s  ${part}`)].join('\n');
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

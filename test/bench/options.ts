import { parseArgs } from 'node:util';
import type { Benchmark } from './types.ts';

export const usage = `Usage: npm run bench -- [--only NAME]… [--large] [--models N] [--seed S] [--keep]
       npm run bench -- --list | --help

  --only NAME   run this benchmark, and those it needs; may be repeated
  --large       run also what takes minutes and gigabytes (--list says which)
  --models N    models of the generated Hugging Face mirror (120000)
  --seed S      seed of generated data (1)
  --keep        leave the indexes and databases of this run where they were written
  --list        name the benchmarks, with a line on each
  --help        this text

docs/benchmarks.md tells what each row means, and which goal it has to reach.
`;

export type Order = { readonly kind: 'help' } | { readonly kind: 'list' } | ({ readonly kind: 'run' } & RunOptions);

export interface RunOptions {
  readonly only: readonly string[];
  readonly large: boolean;
  readonly models: number;
  readonly seed: number;
  readonly keep: boolean;
}

export const optionTypes = {
  only: { type: 'string', multiple: true },
  large: { type: 'boolean', default: false },
  models: { type: 'string', default: '120000' },
  seed: { type: 'string', default: '1' },
  keep: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What the command line asks for; throws where `isUsageError` holds. */
export function readOptions(args: readonly string[]): Order {
  const { values } = parseArgs({ args: [...args], options: optionTypes });
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  const models = Number(values.models);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(models) || models < 1) throw new RangeError('--models takes a whole number above 0.');
  if (!Number.isSafeInteger(seed)) throw new RangeError('--seed takes a whole number.');
  return { kind: 'run', only: values.only ?? [], large: values.large, models, seed, keep: values.keep };
}

export function isUsageError(error: unknown): error is Error {
  return error instanceof RangeError || error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** The benchmarks in the order in which they run, a line each. */
export function listText(benchmarks: readonly Benchmark[]): string {
  const width = Math.max(...benchmarks.map(({ name }) => name.length));
  return benchmarks.map(({ name, summary, isLarge }) => `${name.padEnd(width)}  ${summary}${isLarge ? ' (only when asked)' : ''}\n`).join('');
}

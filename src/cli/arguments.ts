import { parseArgs, type ParseArgsConfig } from 'node:util';
import { codeOf, messageOf } from '../shared/result.ts';
import { closest } from '../shared/search/spelling.ts';

/** A call of the program that does not say what it needs to; answered with the verb's usage and exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Options that every verb takes. */
export const commonOptions = {
  'data-dir': { type: 'string' },
  mirror: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

export interface ParsedArguments {
  readonly positionals: readonly string[];
  text(name: string): string | null;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** A whole number within bounds, or `otherwise`; throws UsageError for anything else. */
  count(name: string, otherwise: number, most: number): number;
  /** One of the named values, or `otherwise`. */
  choice<Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value;
  optionalChoice<Value extends string>(name: string, values: readonly Value[]): Value | null;
}

/** Node explains at length how to pass a word that begins like an option, which nobody means here. */
function unknownOption(error: unknown, names: readonly string[]): string | null {
  const given = codeOf(error) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /'(--?[^']*)'/.exec(messageOf(error))?.[1] : undefined;
  if (given === undefined) return null;
  const meant = closest(given.replace(/^-+/, ''), names);
  return `There is no option ${given}.${meant === null ? '' : ` Perhaps --${meant} is meant.`}`;
}

/** Reads a verb's arguments; an unknown option or a missing value is a UsageError. */
export function readArguments(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): ParsedArguments {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options: { ...commonOptions, ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(unknownOption(error, Object.keys({ ...commonOptions, ...options })) ?? (messageOf(error)));
  }
  const values = parsed.values as Record<string, string | boolean | (string | boolean)[] | undefined>;
  const text = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const choice = <Value extends string>(name: string, allowed: readonly Value[]): Value | null => {
    const given = text(name);
    if (given === null) return null;
    const found = allowed.find((value) => value === given);
    if (found === undefined) throw new UsageError(`--${name} takes one of ${allowed.join(', ')}; not ${given}.`);
    return found;
  };
  return {
    positionals: parsed.positionals,
    text,
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    },
    flag: (name) => values[name] === true,
    count: (name, otherwise, most) => {
      const given = text(name);
      if (given === null) return otherwise;
      const number = Number(given);
      if (!/^\d+$/.test(given) || number > most) throw new UsageError(`--${name} takes a whole number up to ${most.toLocaleString('en')}; not ${given}.`);
      return number;
    },
    choice: (name, allowed, otherwise) => choice(name, allowed) ?? otherwise,
    optionalChoice: choice,
  };
}

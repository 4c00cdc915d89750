import { join, resolve } from 'node:path';
import { createEngine, type Engine } from '../core/engine/index.ts';
import { runtimeProblem } from '../core/surface/index.ts';
import type { CallAnswer, CallInput, CallName } from '../shared/contract/index.ts';
import { ExpectedError } from '../shared/result.ts';
import { closest } from '../shared/search/spelling.ts';
import packageFile from '../../package.json' with { type: 'json' };
import { readArguments, UsageError, type ParsedArguments } from './arguments.ts';
import { dataDirOf } from './data-dir.ts';
import { printableText } from './show/text.ts';
import { exitCodeOf, exitCodes, type Verb, type VerbContext } from './verb.ts';
import { verbs } from './verbs/index.ts';

const commonUsage = `Options of every verb:
  --data-dir DIR   where indexes and the user database lie
  --mirror PATH    which mirror to ask; the last one opened, unless given
  --json           data as JSON on stdout; its shapes are in docs/cli.md
  --help           this text`;

/** Ends what a verb does: Ctrl+C, or nobody reads what it prints. */
const interrupt = new AbortController();
/** Whoever read the pipe has seen enough (`head`), which is no failure. */
let readerIsGone = false;
/** The mirror that was asked without being named: perhaps not the one that was meant. */
let unnamedMirror: string | null = null;

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    readerIsGone = true;
    interrupt.abort();
  });
}
process.exitCode = await main(process.argv.slice(2));

/** Runs one verb and returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return write(helpText(), name === undefined ? exitCodes.usage : exitCodes.done);
  if (name === '--version') return write(packageFile.version, exitCodes.done);
  const verb = verbs.find((candidate) => candidate.name === name);
  if (!verb) return complain(`ptmx has no verb ${name}. ${suggestion(name)}ptmx --help lists them.`, exitCodes.usage);
  try {
    const parsed = readArguments(rest, verb.options);
    if (parsed.flag('help')) return write(`${verb.usage}\n\n${commonUsage}`, exitCodes.done);
    return await runVerb(verb, parsed);
  } catch (error) {
    if (readerIsGone) return exitCodes.done;
    if (error instanceof UsageError) return complain(`${error.message}\n\n${verb.usage}`, exitCodes.usage);
    if (error instanceof ExpectedError) return complain([error.message, error.hint, askedMirror(error)].filter((line) => line !== undefined).join('\n'), exitCodeOf(error));
    return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.failed);
  }
}

function suggestion(name: string): string {
  const meant = closest(name, verbs.map((verb) => verb.name));
  return meant === null ? '' : `Perhaps ${meant} is meant. `;
}

function askedMirror(error: ExpectedError): string | undefined {
  return error.code === 'not-found' && unnamedMirror !== null ? `The mirror that was asked is ${unnamedMirror}; --mirror names another.` : undefined;
}

async function runVerb(verb: Verb, args: ParsedArguments): Promise<number> {
  const problem = runtimeProblem(process.versions, process.env);
  if (problem !== undefined) return complain(problem, exitCodes.failed);
  const stop = (): void => interrupt.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const engine = createEngine({
    dataDir: dataDirOf(args.text('data-dir')), resourcesDir: join(import.meta.dirname, '..', '..', 'resources'),
    workerFile: join(import.meta.dirname, 'worker.js'), surface: verb.name === 'serve' ? 'browser' : 'cli', version: packageFile.version,
  });
  try {
    return (await verb.run(contextOf(engine, args, interrupt.signal))) ?? exitCodes.done;
  } finally {
    await engine.close();
  }
}

function contextOf(engine: Engine, args: ParsedArguments, signal: AbortSignal): VerbContext {
  const call = async <Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>> => {
    const result = await engine.call(name, input, signal);
    if (result.ok) return result.value;
    throw new ExpectedError(result.error.code, result.error.message, result.error.hint);
  };
  return {
    engine,
    args,
    signal,
    call,
    mirror: async ({ paths: given = [], needsIndex = true } = {}) => {
      if (given.length > 0 && args.texts('mirror').length > 0) throw new UsageError('The mirror is named twice: by --mirror and by an argument.');
      const paths = [...given, ...args.texts('mirror')].map((path) => resolve(path));
      const mirror = paths.length > 0 ? (await call('mirrors.open', { paths, indexIfMissing: false })).mirror : await lastMirror(call);
      if (!needsIndex) return mirror.id;
      if (mirror.damaged) throw damagedIndex(mirror);
      if (!mirror.indexed) throw new ExpectedError('no-index', `${mirror.title} has no index.`, `ptmx index ${mirror.sources.join(' ')} makes it.`);
      return mirror.id;
    },
    write: (text) => new Promise((resolve, reject) => void process.stdout.write(text, (error) => (error ? reject(error) : resolve()))),
    print: (text) => void process.stdout.write(`${printableText(text)}\n`),
    printJson: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (text) => void process.stderr.write(`${printableText(text)}\n`),
  };
}

function damagedIndex({ title, sources }: CallAnswer<'mirrors.open'>['mirror']): ExpectedError {
  return new ExpectedError('damaged-index', `The index of ${title} is damaged.`, `ptmx index ${sources.join(' ')} --rebuild makes a new one.`);
}

async function lastMirror(call: VerbContext['call']): Promise<CallAnswer<'mirrors.open'>['mirror']> {
  const { mirrors, current } = await call('mirrors.recent', {});
  const mirror = mirrors.find((candidate) => candidate.id === current);
  if (!mirror) throw new ExpectedError('no-index', 'No mirror has been opened yet.', 'ptmx index PATH opens one.');
  unnamedMirror = mirror.sources.join(', ');
  return mirror;
}

function helpText(): string {
  const lines = verbs.map((verb) => `  ${verb.name.padEnd(10)} ${verb.summary}`);
  return `ptmx: PTMTorrent Explorer ${packageFile.version} on the command line

Usage: ptmx VERB [ARGUMENTS]

${lines.join('\n')}

ptmx VERB --help tells more of one verb.

${commonUsage}

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no index, 4 not found or not a mirror, 5 verification failed, 130 cancelled.`;
}

function write(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

function complain(text: string, code: number): number {
  process.stderr.write(`${printableText(text)}\n`);
  return code;
}

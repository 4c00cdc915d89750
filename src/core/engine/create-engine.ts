import { basename, join } from 'node:path';
import { contract, isCallName, type CallAnswer, type CallArguments, type CallName, type EngineEvent, type Job, type MirrorSummary } from '../../shared/contract/index.ts';
import { linkLimits } from '../../shared/domain/index.ts';
import { ExpectedError, failureOf, succeed, type Result } from '../../shared/result.ts';
import { JobRunner, ReaderPool, type JobStore } from '../jobs/index.ts';
import { prepareDataFolder } from './data-folder.ts';
import { eventsAfter } from './events.ts';
import { openLog } from './log.ts';
import type { JobTask } from './run-job.ts';
import type { Engine, EngineOptions, HostCallName } from './types.ts';

/** Readers at work at once: a search, its facets, and what the user opens meanwhile. */
const readers = 3;

/** While somebody types, each search goes on from what the one before left in memory; its counts come between the two. */
const aside: ReadonlySet<CallName> = new Set<CallName>(['packages.facets', 'packages.histogram']);

/** Of a job that goes through the index once, in small pieces: more room for new objects would be filled with old ones. */
const smallPieces = { maxYoungGenerationSizeMb: 8 } as const;

/** Removing a hundred thousand files takes this long on a slow disk. Milliseconds. */
const unpackGraceMs = 30_000;

/** Calls answered on the caller's own thread, because they touch neither disk nor database. */
type LocalCalls = { readonly [Name in CallName]?: (args: CallArguments<Name>, signal?: AbortSignal) => Promise<CallAnswer<Name>> };

type OpenArguments = CallArguments<'mirrors.open'> & { readonly isSample: boolean };

const hostCalls: readonly HostCallName[] = ['mirrors.choose', 'exports.chooseTarget', 'files.choose', 'links.open', 'files.reveal'];

/** Starts the engine. Threads start when the first call needs them. Throws where the data folder cannot be made or lies in a mirror. */
export function createEngine(options: EngineOptions): Engine {
  prepareDataFolder(options.dataDir);
  const log = openLog(join(options.dataDir, 'log.jsonl'));
  const listeners = new Set<(event: EngineEvent) => void>();
  const emit = (event: EngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const start = { dataDir: options.dataDir, resourcesDir: options.resourcesDir, version: options.version, surface: options.surface };
  const onDamage = (mirror: string): void => emit({ kind: 'index', mirror });
  const pool = new ReaderPool({ workerFile: options.workerFile, start, size: readers, aside, log: log.write, onDamage });

  const ask = async <Answer>(name: string, args: unknown, signal?: AbortSignal): Promise<Answer> => {
    const result = await pool.ask(name, args, signal);
    if (result.ok) return result.value as Answer;
    throw new ExpectedError(result.error.code, result.error.message, result.error.hint);
  };

  const store: JobStore = {
    load: () => ask<readonly Job[]>('internal.finishedJobs', {}),
    save: (job) => ask<void>('internal.saveFinishedJob', { job }),
  };
  const jobs = new JobRunner({ workerFile: options.workerFile, start, log: log.write, onChange: (job) => emit({ kind: 'job', job }), onDamage, store });

  const startIndex = (mirror: CallAnswer<'mirrors.open'>['mirror'], rebuild: boolean): string => {
    const running = jobs.find('index', mirror.id);
    if (running) return running.id;
    const task: JobTask = { kind: 'index', mirror: mirror.id, sources: mirror.sources, rebuild };
    return jobs.start({ kind: 'index', title: mirror.title, mirror: mirror.id, task, onDone: () => emit({ kind: 'index', mirror: mirror.id }) }).id;
  };

  const open = async (args: OpenArguments, signal?: AbortSignal): Promise<CallAnswer<'mirrors.open'>> => {
    const mirror = await ask<MirrorSummary>('internal.open', { paths: args.paths, isSample: args.isSample }, signal);
    // A damaged index is rebuilt when the user says so: only the sample's is worth nothing to anybody.
    const missing = !mirror.indexed && (!mirror.damaged || args.isSample);
    const job = args.rebuild || args.refresh || (missing && args.indexIfMissing) ? startIndex(mirror, args.rebuild || mirror.damaged) : null;
    emit({ kind: 'index', mirror: mirror.id });
    return { mirror, job };
  };

  const local: LocalCalls = {
    'app.info': async () => ({
      name: 'PTMTorrent Explorer', version: options.version, surface: options.surface, platform: process.platform,
      runtime: `Node ${process.versions.node}${process.versions['electron'] ? `, Electron ${process.versions['electron']}` : ''}`,
      dataDir: options.dataDir, logFile: log.file,
    }),
    'jobs.list': async () => ({ jobs: [...(await jobs.list())] }),
    'jobs.cancel': async ({ id }) => ({ cancelled: jobs.cancel(id) }),
    'mirrors.open': (args, signal) => open({ ...args, isSample: false }, signal),
    'mirrors.openSample': (_args, signal) => open({ paths: [], isSample: true, refresh: false, rebuild: false, indexIfMissing: true }, signal),
    'mirrors.forget': async (args, signal) => {
      const running = jobs.find('index', args.mirror);
      if (running) throw new ExpectedError('busy', 'This mirror is being indexed.', 'Cancel the job first.');
      return ask('mirrors.forget', args, signal);
    },
    // Not cancelled with its caller, as other changes.
    'settings.set': async (change) => {
      const settings = await ask<CallAnswer<'settings.set'>>('settings.set', change);
      emit({ kind: 'settings', settings });
      return settings;
    },
    'mirrors.unpack': async (args) => {
      if (jobs.find('unpack', args.mirror)) throw new ExpectedError('busy', 'Archives of this mirror are being unpacked.', 'Wait until the job ends, or cancel it.');
      const task: JobTask = { kind: 'unpack', args };
      return { job: jobs.start({ kind: 'unpack', title: args.target, mirror: args.mirror, task, graceMs: unpackGraceMs }).id };
    },
    'peatmoss.attach': async (args) => {
      if (jobs.find('peatmoss', args.mirror)) throw new ExpectedError('busy', 'A PeaTMOSS database is being joined to this mirror.', 'Wait until the job ends, or cancel it.');
      // What its first bytes tell is told where it was asked for, not by a job that fails.
      await ask('internal.checkPeatmoss', { path: args.path });
      const task: JobTask = { kind: 'peatmoss', args };
      return { job: jobs.start({ kind: 'peatmoss', title: basename(args.path), mirror: args.mirror, task, onDone: () => emit({ kind: 'peatmoss', mirror: args.mirror }) }).id };
    },
    'packages.checkLfs': async (args) => {
      const task: JobTask = { kind: 'check', args };
      return { job: jobs.start({ kind: 'check', title: `${args.package.name}${args.path === null ? '' : `: ${args.path}`}`, mirror: args.mirror, task }).id };
    },
    'subsets.importIds': async (args) => {
      const task: JobTask = { kind: 'list', args };
      // Without a name or a list it only looks.
      const onDone = (): void => (args.name === null && args.list === null ? undefined : emit({ kind: 'subsets', mirror: args.mirror }));
      return { job: jobs.start({ kind: 'list', title: basename(args.path), mirror: args.mirror, task, onDone, resourceLimits: smallPieces }).id };
    },
    'exports.verify': async (args) => {
      const task: JobTask = { kind: 'verify', args };
      return { job: jobs.start({ kind: 'verify', title: args.path, mirror: null, task }).id };
    },
    'exports.start': async (args) => {
      const task: JobTask = { kind: 'export', args };
      return { job: jobs.start({ kind: 'export', title: args.target, mirror: args.mirror, task, resourceLimits: smallPieces }).id };
    },
  };

  const dispatch = async (name: CallName, args: unknown, signal?: AbortSignal): Promise<unknown> => {
    if (hostCalls.includes(name as HostCallName)) {
      const host = options.host?.[name as HostCallName] as ((checked: unknown) => Promise<unknown>) | undefined;
      if (!host) throw new ExpectedError('refused', 'This is not possible here.', 'The desktop window can do it.');
      return host(args);
    }
    const here = local[name] as ((checked: unknown, stop?: AbortSignal) => Promise<unknown>) | undefined;
    if (here) return here(args, signal);
    const events = eventsAfter(name, args);
    if (events.length === 0) return ask(name, args, signal);
    // Not cancelled with its caller: what was written is written also when the page that sent it closes.
    const answer = await ask(name, args);
    events.forEach(emit);
    return answer;
  };

  const callUntrusted = async (name: unknown, input: unknown, signal?: AbortSignal): Promise<Result<unknown>> => {
    if (!isCallName(name)) return failureOf(new ExpectedError('unknown-call', `There is no call ${typeof name === 'string' ? name.slice(0, 100) : 'of that kind'}.`));
    const parsed = contract[name].args.safeParse(input ?? {});
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return failureOf(new ExpectedError('invalid-arguments', `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not valid'}`.trim()));
    }
    try {
      return succeed(await dispatch(name, parsed.data, signal));
    } catch (error) {
      if (!(error instanceof ExpectedError)) log.write('error', `The call ${name} failed`, { message: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
      return failureOf(error);
    }
  };

  return {
    call: async (name, input, signal) => (await callUntrusted(name, input, signal)) as Result<CallAnswer<typeof name>>,
    callUntrusted,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    requestOpen: (paths) => emit({ kind: 'open', paths }),
    requestLink: (address) => emit({ kind: 'link', address: address.slice(0, linkLimits.length + 1) }),
    log: log.write,
    close: async () => {
      // In this order: what became of the jobs is kept through the pool.
      await jobs.close();
      await pool.close();
      log.close();
    },
  };
}

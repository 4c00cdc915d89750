import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { codeOf } from '../../shared/result.ts';

/** What a lock file tells of the process that writes. Files of the first version hold the process id and nothing else. */
const holderSchema = z.union([
  z.object({
    pid: z.number().int(),
    host: z.string().nullable(),
    /** Milliseconds since 1970; only shown, never compared. */
    since: z.number().nullable(),
    /** Tells a process from a later one of the same id, where the system can say. */
    identity: z.string().nullable(),
    token: z.string(),
  }),
  z.number().int().transform((pid) => ({ pid, host: null, since: null, identity: null, token: '' })),
]);

export type LockHolder = z.output<typeof holderSchema>;

/** A lock held by this process. */
export interface Lock {
  release(): void;
}

export type LockAnswer = { readonly kind: 'taken'; readonly lock: Lock } | { readonly kind: 'held'; readonly holder: LockHolder | null };

/** Where a lock file is made and filled in two steps, an empty one this young belongs to a process between them. Milliseconds. */
const youngMs = 10_000;

/**
 * Takes a lock file, also one whose holder has ended. `own` says what a lock of this very process means: left behind by
 * an ended thread, or at work. Throws what the file system throws.
 */
export function takeLock(file: string, own: 'left-behind' | 'at-work'): LockAnswer {
  const mine: LockHolder = { pid: process.pid, host: hostname(), since: Date.now(), identity: identityOf(process.pid), token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (makeWhole(file, JSON.stringify(mine))) return { kind: 'taken', lock: { release: () => void removeIfEqual(file, JSON.stringify(mine)) } };
    const seen = readIfThere(file);
    if (seen === null) continue;
    const holder = parseHolder(seen);
    if (holder ? isAtWork(holder, own) : isYoung(file)) return { kind: 'held', holder };
    removeIfEqual(file, seen);
  }
  return { kind: 'held', holder: null };
}

/**
 * Makes the file with its text in one step, so that a process killed on the way leaves no empty lock; false where it is
 * there already. File systems without hard links get it in two steps.
 */
function makeWhole(file: string, text: string): boolean {
  const aside = `${file}.${randomUUID()}.part`;
  writeFileSync(aside, text, { flag: 'wx' });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // ENOENT: whoever holds the lock has cleared the folder of what was left behind, this file too.
    return code === 'EEXIST' || code === 'ENOENT' ? false : makeInTwoSteps(file, text);
  } finally {
    rmSync(aside, { force: true });
  }
}

function makeInTwoSteps(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

/** "process 4711 since 2026-03-01 14:05 on desk.example.org", as far as it is known. */
export function describeHolder({ pid, host, since }: LockHolder): string {
  const parts = [`process ${pid}`];
  if (since !== null) parts.push(`since ${describeMoment(since)}`);
  if (host !== null && !isThisHost(host)) parts.push(`on ${host}`);
  return parts.join(' ');
}

/** In the clock of the place, to the minute. */
function describeMoment(ms: number): string {
  const at = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function isThisHost(host: string): boolean {
  // Only the first label: the rest changes with the network that a laptop is in.
  const label = (name: string): string => name.split('.', 1)[0]?.toLowerCase() ?? '';
  return label(host) === label(hostname());
}

function isAtWork(holder: LockHolder, own: 'left-behind' | 'at-work'): boolean {
  // A process on another machine cannot be asked.
  if (holder.host !== null && !isThisHost(holder.host)) return true;
  if (!isAlive(holder.pid) || hasEnded(holder.pid)) return false;
  const now = identityOf(holder.pid);
  if (holder.identity !== null && now !== null && holder.identity !== now) return false;
  return holder.pid !== process.pid || own === 'at-work';
}

/** Whether a process of that id runs; one of another user counts as running. */
function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether a process has ended and only waits for its parent to ask how: in a container nobody may ever do so. */
function hasEnded(pid: number): boolean {
  const [state] = processFields(pid);
  return state === 'Z' || state === 'X';
}

/** On Linux the boot and the clock tick of its start; null elsewhere, where only the process id is compared. */
function identityOf(pid: number): string | null {
  const start = processFields(pid)[19];
  if (start === undefined) return null;
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${start}`;
  } catch {
    return null;
  }
}

/** What Linux tells of a process from its state on, which is field 3; the start is field 22. Nothing elsewhere. */
function processFields(pid: number): readonly string[] {
  if (process.platform !== 'linux') return [];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Judged without trusting the clock: a file from the future is not young either. */
function isYoung(file: string): boolean {
  try {
    return Math.abs(Date.now() - statSync(file).mtimeMs) < youngMs;
  } catch {
    return false;
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Removes the file that was judged, and no other: two processes may find the same stale lock, and the slower one must
 * not remove the lock that the quicker one has made meanwhile.
 */
function removeIfEqual(file: string, text: string): void {
  const aside = `${file}.${randomUUID()}.part`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') === text) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

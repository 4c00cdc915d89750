// Builds out/ where it is missing or older than its sources; `node scripts/build.mjs` builds in any case.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cacheDir, findNode, root, stop } from './runtime.mjs';

const outDir = join(root, 'out');
const stampFile = join(outDir, '.stamp');
const lockDir = join(cacheDir, 'build.lock');
/** A build takes seconds; a lock this old, in milliseconds, was left by a process that is gone. */
const staleLock = 5 * 60_000;

/**
 * Makes sure that out/ is built from the sources as they are; ends the process where they cannot be built.
 * @param {{ always?: boolean }} [options]
 */
export async function ensureBuilt(options) {
  if (!(await tryBuild(options))) stop('The build failed.');
}

/**
 * The same, telling whether out/ is good; what is wrong has been printed.
 * @param {{ always?: boolean }} [options]
 * @returns {Promise<boolean>}
 */
export async function tryBuild({ always = false } = {}) {
  if (!always && isCurrent()) return true;
  // Another process may have built while this one waited.
  return withLock(() => (!always && isCurrent()) || build());
}

/** @returns {boolean} */
function build() {
  const fingerprint = fingerprintOfSources();
  rmSync(stampFile, { force: true });
  process.stderr.write('Building PTMTorrent Explorer …\n');
  const made = spawnSync(findNode(), [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', ...(process.stderr.isTTY ? {} : { NO_COLOR: '1' }) },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (made.status !== 0) {
    process.stderr.write(`${made.stdout}${made.stderr}`);
    return false;
  }
  writeFileSync(stampFile, fingerprint);
  return true;
}

function isCurrent() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprintOfSources();
}

/** A hash over names and contents of everything that the build reads; times say little after a checkout. */
function fingerprintOfSources() {
  const hash = createHash('sha256');
  const files = [...filesBelow(join(root, 'src')), ...['package.json', 'electron.vite.config.ts', 'tsconfig.base.json'].map((name) => join(root, name))];
  for (const file of files.sort()) {
    hash.update(`${relative(root, file)}\0`);
    hash.update(readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/**
 * One build at a time: two programs started together must not write out/ at once.
 * @param {() => boolean} work
 */
async function withLock(work) {
  mkdirSync(cacheDir, { recursive: true });
  while (!takeLock()) await sleep(200);
  try {
    return work();
  } finally {
    rmSync(lockDir, { recursive: true, force: true });
  }
}

function takeLock() {
  try {
    mkdirSync(lockDir);
    writeFileSync(join(lockDir, 'pid'), String(process.pid));
    return true;
  } catch {
    if (isLeftBehind()) rmSync(lockDir, { recursive: true, force: true });
    return false;
  }
}

/** Whether the process that took the lock is gone: an interrupt ends it in the middle of a build. */
function isLeftBehind() {
  const taken = statSync(lockDir, { throwIfNoEntry: false });
  if (taken === undefined) return false;
  try {
    process.kill(Number(readFileSync(join(lockDir, 'pid'), 'utf8')), 0);
  } catch (error) {
    // No file: the other process is between its two steps. EPERM: it lives, and is another user's.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT' && code !== 'EPERM') return true;
  }
  return Date.now() - taken.mtimeMs > staleLock;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt({ always: true });

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
 * Makes sure that out/ is built from the sources as they are.
 * @param {{ always?: boolean }} [options]
 */
export async function ensureBuilt({ always = false } = {}) {
  if (!always && isCurrent()) return;
  await withLock(() => {
    // Another process may have built while this one waited.
    if (always || !isCurrent()) build();
  });
}

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
    stop('The build failed.');
  }
  writeFileSync(stampFile, fingerprint);
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
 * @param {() => void} work
 */
async function withLock(work) {
  mkdirSync(cacheDir, { recursive: true });
  while (!takeLock()) await sleep(200);
  try {
    work();
  } finally {
    rmSync(lockDir, { recursive: true, force: true });
  }
}

function takeLock() {
  try {
    mkdirSync(lockDir);
    // `stop` ends the process in the middle of a build.
    process.once('exit', () => rmSync(lockDir, { recursive: true, force: true }));
    return true;
  } catch {
    const age = Date.now() - (statSync(lockDir, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > staleLock) rmSync(lockDir, { recursive: true, force: true });
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt({ always: true });

// Electron comes in two steps: `npm ci` brings the package, the program itself is fetched when it is first needed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, findNode, root } from './runtime.mjs';

const electronDir = join(root, 'node_modules', 'electron');
const failureFile = join(cacheDir, 'electron-install.json');
/** How long fetching Electron may take, in milliseconds, before the browser way is taken. */
const installTimeout = 60_000;

/** @typedef {{ path: string } | { reason: string }} Found */

/**
 * The Electron that is there now: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the package's own.
 * @returns {string | undefined}
 */
export function findElectron() {
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[/** @type {string} */ (process.platform)] ?? 'electron';
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = join(override === undefined || override === '' ? join(electronDir, 'dist') : override, name);
  return existsSync(path) ? path : undefined;
}

/**
 * Why Electron cannot run here however it is had; undefined where it can.
 * @returns {string | undefined}
 */
export function electronObstacle() {
  if (process.platform !== 'linux') return undefined;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'There is no display.';
  // Chromium refuses to run as root with its sandbox, and without the sandbox a hostile model card has the machine.
  if (process.getuid?.() === 0) return 'Electron does not run as root with its sandbox.';
  return undefined;
}

/**
 * Finds Electron, or fetches it, once a day at most and for a minute at most.
 * @returns {Promise<Found>}
 */
export async function obtainElectron() {
  const there = findElectron();
  if (there !== undefined) return { path: there };
  if (!existsSync(join(electronDir, 'install.js'))) return { reason: 'the electron package is not installed' };
  const today = new Date().toISOString().slice(0, 10);
  const remembered = readFailure(today);
  if (remembered !== undefined) return { reason: `${remembered}; "npx install-electron" tries again` };
  process.stderr.write('Fetching Electron (at most a minute, once) …\n');
  const problem = await install();
  const now = findElectron();
  if (now !== undefined) return { path: now };
  const reason = problem ?? 'the download left no program';
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ day: today, version: electronVersion(), reason }));
  return { reason };
}

/** @returns {Promise<string | undefined>} */
function install() {
  return new Promise((settle) => {
    const child = spawn(findNode(), [join(electronDir, 'install.js')], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      said = (said + text).slice(0, 4096);
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      settle('the download took longer than a minute');
    }, installTimeout);
    child.on('error', (error) => settle(error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      settle(code === 0 ? undefined : (said.split('\n').find((line) => line.trim() !== '') ?? `install-electron ended with code ${code}`).trim());
    });
  });
}

/**
 * @param {string} today
 * @returns {string | undefined}
 */
function readFailure(today) {
  try {
    const { day, version, reason } = JSON.parse(readFileSync(failureFile, 'utf8'));
    return day === today && version === electronVersion() && typeof reason === 'string' ? reason : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {string} */
function electronVersion() {
  return JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8')).version;
}

// Which Electron the end-to-end tests run in.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findElectron } from './electron-binary.mjs';
import { root } from './runtime.mjs';

/** Electron 35 is the first with the Node-API that the database addon needs. */
const firstMajor = 35;

/**
 * The runtime that is there, and how to launch the program in it; or why there is none.
 * `PTMX_ELECTRON_APP` names the executable of an app staged for tests, which holds its own copy of the build: its
 * Electron 33 has Node-API 9 and an addon altered to suit, so the program's check for 10 is told to let 9 pass.
 * @returns {{ executablePath: string, args: string[], env: Record<string, string> } | { reason: string }}
 */
export function findElectronRuntime() {
  const runtime = stagedApp() ?? installedElectron();
  if ('reason' in runtime) return runtime;
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'] && findXvfb() === undefined) {
    return { reason: 'no display, and no xvfb-run' };
  }
  return runtime;
}

function stagedApp() {
  const staged = process.env['PTMX_ELECTRON_APP'];
  if (staged === undefined || staged === '') return undefined;
  if (!existsSync(staged)) return { reason: 'PTMX_ELECTRON_APP names a file that is not there' };
  return { executablePath: staged, args: [], env: { PTMX_ALLOW_NODE_API: '9' } };
}

function installedElectron() {
  const path = findElectron();
  if (path === undefined) return { reason: 'no Electron runtime' };
  const version = electronVersionBeside(path);
  if (Number.parseInt(version, 10) < firstMajor) {
    return { reason: `Electron ${version} has no Node-API 10; an app staged with it is named by PTMX_ELECTRON_APP` };
  }
  return { executablePath: path, args: [root], env: {} };
}

/** @param {string} path */
function electronVersionBeside(path) {
  const file = join(dirname(path), 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version';
}

/** @returns {string | undefined} */
export function findXvfb() {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'xvfb-run'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

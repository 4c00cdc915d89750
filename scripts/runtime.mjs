// Plain JavaScript that Node 20.11 runs too: this is what finds the newer Node that everything else runs on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Small things that scripts remember between runs; `npm ci` empties it. */
export const cacheDir = join(root, 'node_modules', '.cache', 'ptmx');

/** Node-API that the database addon needs: Node.js 22.14 or newer. */
const neededNodeApi = 10;

/**
 * The Node.js to run the program on: the one that `npm ci` installed beside it, else the running one where it is new
 * enough. Says what to do and ends the process where there is neither.
 * @returns {string}
 */
export function findNode() {
  const bin = join(root, 'node_modules', 'node', 'bin');
  const own = [join(bin, 'node'), join(bin, 'node.exe')].find((path) => existsSync(path));
  if (own !== undefined) return own;
  if (Number(process.versions['napi']) >= neededNodeApi) return process.execPath;
  return stop(
    existsSync(join(root, 'node_modules'))
      ? `Node.js 24 is not in node_modules, and this is Node.js ${process.versions.node}, which cannot load the database. Run "npm ci" without --ignore-scripts, or use Node.js 22.14 or newer.`
      : 'The dependencies are not installed. Run "npm ci" first.',
  );
}

/**
 * What bounds each of the three parts of a thread's young heap, in MB: V8 lets it grow to 134 MB together while millions of
 * records are read, of which none stays.
 */
export const youngHeap = '--max-semi-space-size=16';

/**
 * What the Node.js of `findNode` is started with. On machines with protection keys V8 loses track of the pages of compiled code where threads
 * come and go, and ends the process (nodejs/node#64500); versions before 24 may refuse the option.
 * @param {string} node
 * @returns {readonly string[]}
 */
export function nodeOptions(node) {
  const knowsOption = node !== process.execPath || Number.parseInt(process.versions.node, 10) >= 24;
  return [youngHeap, ...(knowsOption ? ['--no-memory-protection-keys'] : [])];
}

/**
 * @param {string} message
 * @param {number} [code]
 * @returns {never}
 */
export function stop(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

/** How a child process ended. @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending */

/**
 * Runs a program on this terminal and passes signals on. An interrupt typed at a terminal reaches the child by itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<Ending>}
 */
export function run(command, args, options = {}) {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: process.cwd(), ...options });
    /** @type {[NodeJS.Signals, () => void][]} */
    const handlers = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).map((signal) => [
      signal,
      () => {
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
      },
    ]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const release = () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    };
    child.on('error', (error) => {
      release();
      fail(error);
    });
    child.on('exit', (code, signal) => {
      release();
      settle({ code, signal });
    });
  });
}

/**
 * Ends this process the way the child ended.
 * @param {Ending} ending
 */
export function endLike({ code, signal }) {
  if (signal !== null && process.platform !== 'win32') process.kill(process.pid, signal);
  else process.exitCode = code ?? 1;
}

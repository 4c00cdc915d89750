// npm start [-- PATH…] [--browser] [--data-dir DIR]: the window where Electron can run, else the same app in a browser.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { electronObstacle, obtainElectron } from './electron-binary.mjs';
import { endLike, findNode, nodeOptions, root, run, stop } from './runtime.mjs';

/** Electron that ends with an error this soon, in milliseconds, has shown no window. */
const startupTime = 10_000;

const { paths, browser, dataDir } = readOptions();
const node = findNode();
await ensureBuilt();
endLike((browser ? undefined : await startWindow()) ?? (await startBrowser()));

function readOptions() {
  // npm runs scripts in the package's folder; INIT_CWD is where the user is.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { browser: { type: 'boolean', default: false }, 'data-dir': { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
    });
    if (values.help) {
      process.stdout.write('npm start [-- PATH…] [--browser] [--data-dir DIR]\n');
      process.exit(0);
    }
    return {
      paths: positionals.map((path) => resolve(from, path)),
      browser: values.browser === true,
      dataDir: values['data-dir'] === undefined ? [] : [`--data-dir=${resolve(from, values['data-dir'])}`],
    };
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\nnpm start [-- PATH…] [--browser] [--data-dir DIR]`, 2);
  }
}

/** Runs the window to its end; undefined where there was none, which it has then explained in one line. */
async function startWindow() {
  const obstacle = electronObstacle();
  if (obstacle !== undefined) return sayBrowser(obstacle);
  const electron = await obtainElectron();
  if ('reason' in electron) return sayBrowser(`Electron is not to be had: ${electron.reason}.`);
  const started = Date.now();
  const environment = { ...process.env };
  // With it, Electron would be a plain Node.
  delete environment['ELECTRON_RUN_AS_NODE'];
  const ending = await run(electron.path, [root, ...dataDir, '--', ...paths], { env: environment });
  const failed = ending.signal !== null ? !['SIGINT', 'SIGTERM', 'SIGHUP'].includes(ending.signal) : ending.code !== 0;
  if (failed && Date.now() - started < startupTime) return sayBrowser(`Electron could not start (${ending.signal ?? `code ${ending.code}`}).`);
  return ending;
}

/**
 * @param {string} reason
 * @returns {undefined}
 */
function sayBrowser(reason) {
  process.stderr.write(`${reason} Serving the app to a browser instead.\n`);
}

function startBrowser() {
  return run(node, [...nodeOptions(node), join(root, 'out', 'main', 'cli.js'), 'serve', '--open', ...dataDir, ...paths]);
}

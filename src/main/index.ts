import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron';
import { join, resolve } from 'node:path';
import { createEngine, makeFolder } from '../core/engine/index.ts';
import type { Engine } from '../core/engine/index.ts';
import { runtimeProblem } from '../core/surface/index.ts';
import type { Bindings, CommandId } from '../shared/commands/index.ts';
import type { Settings } from '../shared/contract/index.ts';
import { linkLimits } from '../shared/domain/index.ts';
import { ExpectedError } from '../shared/result.ts';
import { readArguments } from './arguments.ts';
import { askBeforeQuit, type QuitQuestion } from './quit-question.ts';
import { makeHostCalls } from './host-calls.ts';
import { followLinks, registerLinks } from './follow-links.ts';
import { registerIpc, type Ipc } from './ipc.ts';
import { installContextMenu, installMenu } from './menu.ts';
import { appOrigin, declareScheme, servePage } from './protocol.ts';
import { guardNavigation, guardSession } from './security/guards.ts';
import { loadPage, openWindow } from './window.ts';

interface Program {
  readonly engine: Engine;
  readonly quitting: QuitQuestion;
  readonly ipc: Ipc;
  readonly dataDir: string;
  readonly devServer: string | undefined;
}

/** How long the engine may take to end its workers before the program ends all the same, in milliseconds. */
const closeTimeout = 5000;

// `electron .` passes the app's folder as the first argument, an installed program does not.
const given = readArguments(process.argv.slice(process.defaultApp === true ? 2 : 1), process.cwd());

declareScheme();
const links = followLinks(app, given.links);
void start();

async function start(): Promise<void> {
  const problem = runtimeProblem(process.versions, process.env);
  if (problem !== undefined) {
    dialog.showErrorBox('PTMTorrent Explorer cannot start', problem);
    app.exit(1);
    return;
  }
  const dataDir = settleDataDir();
  if (Buffer.byteLength(given.links.join('')) > linkLimits.length) {
    dialog.showErrorBox('The link was not opened', `It is longer than ${linkLimits.length} characters.`);
    app.exit(1);
    return;
  }
  // The lock belongs to the data folder: programs over different folders do not get into each other's way.
  if (!app.requestSingleInstanceLock({ paths: given.paths, links: given.links })) {
    app.exit(0);
    return;
  }
  guardNavigation(app);
  await app.whenReady();
  // A link starts the program over the standard folder: a window over another one must not take it from there.
  if (chosenDataDir() === undefined) registerLinks(app, process.defaultApp === true);
  await run(dataDir);
}

function chosenDataDir(): string | undefined {
  const fromEnvironment = process.env['PTMX_DATA_DIR'];
  return given.dataDir ?? (fromEnvironment === undefined || fromEnvironment === '' ? undefined : resolve(fromEnvironment));
}

/** The folder for indexes and settings; where it was chosen, Chromium's own files go into it too. */
function settleDataDir(): string {
  const chosen = chosenDataDir();
  const dataDir = chosen ?? app.getPath('userData');
  makeFolder(dataDir);
  if (chosen !== undefined && !app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(dataDir, 'window'));
  return dataDir;
}

async function run(dataDir: string): Promise<void> {
  const engine = startEngine(dataDir);
  if (engine === undefined) return;
  logFaults(engine);
  guardSession(session.defaultSession);
  servePage(session.defaultSession, join(import.meta.dirname, '..', 'renderer'));
  const devServer = developmentServer();
  const program: Program = { engine, ipc: registerIpc(engine, devServer === undefined ? appOrigin : new URL(devServer).origin), dataDir, devServer, quitting: askBeforeQuit(engine) };
  closeBeforeQuit(engine);
  keepMenu(program);

  app.on('second-instance', (_event, _argv, _workingDir, data) => {
    raise(BrowserWindow.getAllWindows()[0]);
    const paths = textsOf(data, 'paths');
    if (paths.length > 0) engine.requestOpen(paths);
    for (const link of textsOf(data, 'links')) engine.requestLink(link);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void show(program);
  });
  // Opened before the page asks what there is, so that it begins with this mirror.
  const opened = given.paths.length === 0 ? undefined : await engine.call('mirrors.open', { paths: given.paths });
  await show(program);
  // The page says why a path cannot be opened; the preload keeps the request until it asks for events.
  if (opened?.ok === false) engine.requestOpen(given.paths);
  links.openWith((link) => engine.requestLink(link));
}

/** A data folder that cannot be used is the user's to change: it is said, and the program ends. */
function startEngine(dataDir: string): Engine | undefined {
  try {
    const engine = createEngine({
      dataDir,
      resourcesDir: join(app.getAppPath(), 'resources'),
      workerFile: join(import.meta.dirname, 'worker.js'),
      surface: 'electron',
      version: app.getVersion(),
      host: makeHostCalls(frontWindow, async () => {
        const answer = await engine.call('exports.formats', {});
        return answer.ok ? answer.value.formats : [];
      }),
    });
    return engine;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    dialog.showErrorBox('PTMTorrent Explorer cannot start', [error.message, error.hint].filter((line) => line !== undefined).join('\n'));
    app.exit(1);
    return undefined;
  }
}

async function show(program: Program): Promise<void> {
  const theme = await startTheme(program.engine);
  if (theme === 'light' || theme === 'dark') nativeTheme.themeSource = theme;
  const window = await openWindow({ dataDir: program.dataDir, theme, devServer: program.devServer });
  program.ipc.add(window);
  installContextMenu(window);
  program.quitting.watch(window);
  window.webContents.on('render-process-gone', (_event, details) => {
    program.engine.log('error', 'The page stopped.', { reason: details.reason, exitCode: details.exitCode });
    if (details.reason !== 'clean-exit') void offerReload(window);
  });
  try {
    await loadPage(window, program.devServer);
  } catch (error) {
    program.engine.log('error', 'The page could not be loaded.', { error: String(error) });
  }
}

/** The menu shows the keys that are in force; what is chosen in it is done by the window in front. */
function keepMenu({ engine, ipc }: Program): void {
  const run = (id: CommandId): void => {
    const window = frontWindow();
    if (window !== undefined) ipc.tell(window, { kind: 'command', id });
  };
  let shown: string | null = null;
  // Made anew only for other keys: an open menu would close.
  const install = (bindings: Bindings): void => {
    const wanted = JSON.stringify(bindings);
    if (wanted !== shown) installMenu({ platform: process.platform, bindings, run });
    shown = wanted;
  };
  install({});
  engine.subscribe((event) => {
    if (event.kind === 'settings') install(event.settings.bindings);
  });
  void engine.call('settings.get', {}).then((settings) => settings.ok && install(settings.value.bindings));
}

function frontWindow(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
}

/** The chosen theme, so that the window does not flash in the other; the system's where the answer takes long. */
async function startTheme(engine: Engine): Promise<Settings['theme']> {
  const late = new Promise<undefined>((done) => setTimeout(() => done(undefined), 1000));
  const settings = await Promise.race([engine.call('settings.get', {}), late]);
  return settings?.ok === true ? settings.value.theme : 'system';
}

async function offerReload(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return;
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    buttons: ['Reload', 'Close'],
    defaultId: 0,
    cancelId: 1,
    message: 'The window stopped working.',
    detail: 'Indexes and exports go on. The log file has the details.',
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.close();
}

/** The address of `electron-vite dev`'s server: believed only in development and only on this machine. */
function developmentServer(): string | undefined {
  const address = process.env['ELECTRON_RENDERER_URL'];
  if (process.defaultApp !== true || address === undefined || !URL.canParse(address)) return undefined;
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname) ? address : undefined;
}

function closeBeforeQuit(engine: Engine): void {
  let closing = false;
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    const late = new Promise<'late'>((done) => setTimeout(done, closeTimeout, 'late'));
    void Promise.race([engine.close(), late]).then(
      // A thread that hangs would keep \`exit\` waiting for ever. Nothing is lost: the program may be killed at any moment.
      (ended) => (ended === 'late' ? process.kill(process.pid, 'SIGKILL') : app.exit()),
      () => app.exit(),
    );
  });
}

function logFaults(engine: Engine): void {
  const report = (kind: string) => (thrown: unknown): void => {
    engine.log('error', kind, { error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  };
  process.on('uncaughtException', report('An error was not caught.'));
  process.on('unhandledRejection', report('A rejection was not handled.'));
}

function raise(window: BrowserWindow | undefined): void {
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The texts that the second start sent through the lock; it may be another version of this program. */
function textsOf(data: unknown, field: 'paths' | 'links'): string[] {
  const sent: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined;
  return Array.isArray(sent) ? sent.filter((text: unknown): text is string => typeof text === 'string').slice(0, 64) : [];
}

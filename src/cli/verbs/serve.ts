import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { UsageError } from '../arguments.ts';
import type { Verb } from '../verb.ts';

/** Shorter ones could be guessed by a program on this machine. */
const shortestToken = 20;

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'the same window in a browser, or an API for notebooks, on this machine only',
  usage: `ptmx serve [PATH…] [--port N] [--open]
ptmx serve [PATH…] --api [--page] [--port N] [--open] [--json]

Prints the address, which holds a random token; whoever opens it is let in. --open starts
the system's browser. Ctrl+C ends it.
--api serves searches, packages, reach and measures to programs as JSON, CSV and JSON lines
(docs/notebooks.md), and prints the address and the token as lines for a shell or an .env
file. PTMX_TOKEN sets the token, so that it stays the same. --page serves the window too.`,
  options: { port: { type: 'string' }, open: { type: 'boolean' }, api: { type: 'boolean' }, page: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const hasApi = args.flag('api');
    if (!hasApi && (args.flag('page') || args.flag('json'))) throw new UsageError(`${args.flag('page') ? '--page' : '--json'} goes with --api.`);
    const hasPage = !hasApi || args.flag('page') || args.flag('open');
    const paths = [...args.positionals, ...args.texts('mirror')].map((path) => resolve(path));
    const token = hasApi ? apiToken() : null;
    const opened = paths.length > 0 ? (await context.call('mirrors.open', { paths })).mirror.id : (await context.call('mirrors.recent', {})).current;
    const api = token === null ? null : { token, mirror: opened };
    // Only this verb needs a server, and it takes every other one 20 ms to load.
    const { apiRoot, startServer } = await import('../../server/index.ts');
    const server = await startServer({
      engine: context.engine, rendererDir: hasPage ? join(import.meta.dirname, '..', 'renderer') : null, port: args.count('port', 0, 65_535), ...(api ? { api } : {}),
    });
    const [url, page] = [`${server.origin}${apiRoot}`, hasPage ? server.url : null];
    if (api && args.flag('json')) context.printJson({ url, token: api.token, mirror: api.mirror, page });
    else {
      // Lines that a shell, python-dotenv and R's .Renviron read alike.
      if (api) context.print(`PTMX_URL=${url}\nPTMX_TOKEN=${api.token}`);
      if (page !== null) context.print(api ? `# ${page}` : page);
    }
    context.note('Press Ctrl+C to end.');
    if (args.flag('open')) openBrowser(server.url);
    if (!context.signal.aborted) await new Promise((end) => context.signal.addEventListener('abort', end, { once: true }));
    await server.close();
  },
};

/** The token that the user chose, or a new one. It is taken from the environment: arguments can be read by every program. */
function apiToken(): string {
  const chosen = process.env['PTMX_TOKEN'];
  if (chosen === undefined || chosen === '') return randomBytes(32).toString('base64url');
  if (chosen.length < shortestToken || !/^[\w.~+/=-]+$/.test(chosen)) {
    throw new UsageError(`PTMX_TOKEN has at least ${shortestToken} letters, digits and characters of -._~+/= in a row.`);
  }
  return chosen;
}

/** Starts the system's browser; where there is none, the printed address is all there is. */
function openBrowser(url: string): void {
  const [command, args] = process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['explorer.exe', [url]] : ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

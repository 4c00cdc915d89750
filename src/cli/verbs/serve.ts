import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { startServer } from '../../server/index.ts';
import type { Verb } from '../verb.ts';

export const serveVerb: Verb = {
  name: 'serve',
  summary: 'the same window in a browser, served on this machine only',
  usage: `ptmx serve [PATH…] [--port N] [--open]

Prints the address, which holds a random token; whoever opens it is let in. --open starts
the system's browser. Ctrl+C ends it.`,
  options: { port: { type: 'string' }, open: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const paths = [...args.positionals, ...args.texts('mirror')].map((path) => resolve(path));
    if (paths.length > 0) await context.call('mirrors.open', { paths });
    const server = await startServer({
      engine: context.engine, rendererDir: join(import.meta.dirname, '..', 'renderer'), port: args.count('port', 0, 65_535),
    });
    context.print(server.url);
    context.note('Press Ctrl+C to end.');
    if (args.flag('open')) openBrowser(server.url);
    if (!context.signal.aborted) await new Promise((end) => context.signal.addEventListener('abort', end, { once: true }));
    await server.close();
  },
};

/** Starts the system's browser; where there is none, the printed address is all there is. */
function openBrowser(url: string): void {
  const [command, args] = process.platform === 'darwin' ? ['open', [url]] : process.platform === 'win32' ? ['explorer.exe', [url]] : ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findNode, root } from '../../../scripts/runtime.mjs';

export interface ServedApp {
  /** With the token. */
  readonly url: string;
  /** Everything that the program wrote. */
  output(): string;
  close(): Promise<void>;
}

/** How long the program may take to print its address, in milliseconds. */
const startTimeout = 60_000;

/** Starts `ptmx serve` as a user would and waits for the address that it prints. */
export async function serveApp(dataDir: string, paths: readonly string[]): Promise<ServedApp> {
  const child = spawn(findNode(), [join(root, 'out', 'main', 'cli.js'), 'serve', '--data-dir', dataDir, ...paths], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((settle, fail) => {
    const timer = setTimeout(() => fail(new Error(`No address after ${startTimeout} ms:\n${output}`)), startTimeout);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\/\?token=[\w-]+/.exec(output);
      if (found === null) return;
      clearTimeout(timer);
      settle(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`The server ended with code ${code}:\n${output}`)));
  }).catch(async (error: unknown) => {
    await end(child);
    throw error;
  });
  return { url, output: () => output, close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findNode, root } from '../../../scripts/runtime.mjs';

export interface CommandResult {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  /** What it has written so far. */
  output(): Readonly<{ stdout: string; stderr: string }>;
  readonly ended: Promise<CommandResult>;
}

/** Starts `ptmx` of the build as a user would, in `folder`. */
export function startCommand(args: readonly string[], folder: string): RunningCommand {
  const child = spawn(findNode(), [join(root, 'out', 'main', 'cli.js'), ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return { child, output: () => ({ stdout, stderr }), ended };
}

/** Runs `ptmx` to its end. */
export function runCommand(args: readonly string[], folder: string): Promise<CommandResult> {
  return startCommand(args, folder).ended;
}

/** Runs `ptmx … --json` over a data folder and returns what it printed; throws where it failed. */
export async function askCommand(args: readonly string[], dataDir: string): Promise<unknown> {
  const { code, stdout, stderr } = await runCommand([...args, '--data-dir', dataDir, '--json'], dataDir);
  if (code !== 0) throw new Error(`ptmx ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout);
}

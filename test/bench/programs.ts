import { spawnSync } from 'node:child_process';

/** Whether a program can be started here at all. */
export function isInstalled(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** The first of these names or paths that can be started; null where none can. */
export function firstInstalled(programs: readonly string[], args: readonly string[]): string | null {
  return programs.find((program) => isInstalled(program, args)) ?? null;
}

/** Standard output of a program that has to succeed; what it said on standard error otherwise. */
export function outputOf(program: string, args: readonly string[], options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {}): string {
  const ended = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  if (ended.error) throw ended.error;
  if (ended.status !== 0) throw new Error(`${program} ended with ${ended.status ?? ended.signal}: ${ended.stderr.trim().slice(-500)}`);
  return ended.stdout;
}

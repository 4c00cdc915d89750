import { _electron, type ElectronApplication } from '@playwright/test';
import { join } from 'node:path';

export interface ElectronRuntime {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the program in real Electron, over data folders of its own. Playwright adds --no-sandbox, which root needs. */
export function launchElectron(runtime: ElectronRuntime, dataDir: string, paths: readonly string[]): Promise<ElectronApplication> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...process.env, ...runtime.env })) if (value !== undefined) env[name] = value;
  delete env['ELECTRON_RUN_AS_NODE'];
  return _electron.launch({
    executablePath: runtime.executablePath,
    args: [...runtime.args, `--user-data-dir=${join(dataDir, 'window')}`, `--data-dir=${dataDir}`, '--', ...paths],
    env,
    colorScheme: 'light',
    timeout: 60_000,
  });
}

import { chromium, type ElectronApplication, type Page } from '@playwright/test';
import { browserLaunch } from '../../../scripts/test-browser.mjs';
import { serveApp, type ServedApp } from './browser-app.ts';
import { launchElectron, type ElectronRuntime } from './electron-app.ts';
import { PageGuard } from './guard.ts';

interface Running {
  readonly page: Page;
  readonly guard: PageGuard;
  /** Holds indexes and settings; the next start over the same folder finds them. */
  readonly dataDir: string;
  /** What the program wrote to its terminal. */
  output(): string;
  close(): Promise<void>;
}

/** The program as a user has it in front of them, in whichever way it was started. */
export type Program =
  | (Running & { readonly kind: 'browser'; readonly served: ServedApp })
  | (Running & { readonly kind: 'electron'; readonly electronApp: ElectronApplication });

/** Serves the program over `dataDir`, opening `paths`, and shows it in a browser of its own. */
export async function startInBrowser(dataDir: string, paths: readonly string[]): Promise<Program> {
  const served = await serveApp(dataDir, paths);
  const browser = await chromium.launch(browserLaunch());
  const close = async (): Promise<void> => {
    await browser.close();
    await served.close();
  };
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', acceptDownloads: true });
    const page = await context.newPage();
    const guard = new PageGuard();
    await guard.watch(page);
    await page.goto(served.url);
    return { kind: 'browser', page, guard, dataDir, served, output: served.output, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Quits whatever runs: the program asks before it cancels work, and a test that ended answers nothing. */
async function quit(electronApp: ElectronApplication): Promise<void> {
  await electronApp
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    })
    .catch(() => undefined);
  await electronApp.close();
}

/** Starts the program in real Electron over `dataDir`, opening `paths`. */
export async function startInElectron(runtime: ElectronRuntime, dataDir: string, paths: readonly string[]): Promise<Program> {
  const electronApp = await launchElectron(runtime, dataDir, paths);
  let output = '';
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  electronApp.process().stdout?.on('data', hear);
  electronApp.process().stderr?.on('data', hear);
  try {
    const page = await electronApp.firstWindow();
    const guard = new PageGuard();
    await guard.watch(page);
    return { kind: 'electron', page, guard, dataDir, electronApp, output: () => output, close: () => quit(electronApp) };
  } catch (error) {
    await electronApp.close();
    throw new Error(`The program opened no window:\n${output}`, { cause: error });
  }
}

import { BrowserWindow, nativeTheme, screen } from 'electron';
import { join } from 'node:path';
import type { Settings } from '../shared/contract/index.ts';
import { appOrigin } from './protocol.ts';
import { isWithinReach, readPlacement, smallestWindow, writePlacement } from './window-bounds.ts';

export interface WindowOptions {
  readonly dataDir: string;
  readonly theme: Settings['theme'];
  /** Where `npm run dev` serves the page from; undefined everywhere else. */
  readonly devServer: string | undefined;
}

/** What stands behind the page until it is painted: `--surface` of the design tokens. */
const backgrounds = {
  light: '#fdfcfa',
  dark: '#16191b',
  'high-contrast light': '#ffffff',
  'high-contrast dark': '#000000',
} as const;

function background(theme: Settings['theme']): string {
  if (theme === 'light' || theme === 'dark') return backgrounds[theme];
  const scheme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  return theme === 'system' ? backgrounds[scheme] : backgrounds[`high-contrast ${scheme}`];
}

/** Opens the window where it was last and shows it once it has something to show. */
export async function openWindow(options: WindowOptions): Promise<BrowserWindow> {
  const remembered = await readPlacement(options.dataDir);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const placement = remembered !== undefined && isWithinReach(remembered.bounds, areas) ? remembered : undefined;
  const window = new BrowserWindow({
    title: 'PTMTorrent Explorer',
    ...(placement?.bounds ?? { width: 1280, height: 800 }),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(options.theme),
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => {
    if (placement?.maximised === true) window.maximize();
    window.show();
  });
  window.on('close', () => {
    void writePlacement(options.dataDir, { bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  });
  return window;
}

/** Starts loading the page; apart from `openWindow`, so that the window is known to IPC before its page can call. */
export async function loadPage(window: BrowserWindow, devServer: string | undefined): Promise<void> {
  await window.loadURL(devServer ?? `${appOrigin}/index.html`);
}

import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { Menu } from 'electron';

/**
 * The application menu: what the platform's shortcuts need, and no more. The window's own commands live in its palette.
 * Outside macOS it stays hidden until Alt is pressed.
 */
export function installMenu(platform: NodeJS.Platform): void {
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  };
  const menu: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [{ role: 'appMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]
      : [{ label: 'File', submenu: [{ role: 'quit' }] }, { role: 'editMenu' }, view];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}

/** Gives text fields and selected text their cut, copy and paste; a click on anything else opens nothing. */
export function installContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, target) => {
    const { editFlags, isEditable, selectionText } = target;
    if (isEditable) {
      Menu.buildFromTemplate([
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { type: 'separator' },
        { role: 'selectAll', enabled: editFlags.canSelectAll },
      ]).popup({ window });
    } else if (selectionText.trim() !== '') {
      Menu.buildFromTemplate([{ role: 'copy' }]).popup({ window });
    }
  });
}

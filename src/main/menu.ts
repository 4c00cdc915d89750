import { type BrowserWindow, Menu, type MenuItemConstructorOptions, webContents } from 'electron';
import { type Bindings, type CommandDescriptor, type CommandGroup, type CommandId, commandGroups, commands, type KeysByCommand, keysText, resolveKeys, strokesOf } from '../shared/commands/index.ts';

type Row = CommandDescriptor & { readonly id: CommandId };

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly bindings: Bindings;
  /** Tells the window in front which command was chosen. */
  readonly run: (id: CommandId) => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Puts the table of commands and what the platform has into the application's menu. */
export function installMenu(options: MenuOptions): void {
  const mac = options.platform === 'darwin';
  const groups = commandGroups.map((group): MenuItemConstructorOptions => ({
    ...(group === 'Help' ? { role: 'help' } : {}),
    label: group,
    submenu: withLines(commandItems(group, options), platformItems(group, mac)),
  }));
  const help = groups.pop();
  const menu = [...(mac ? [{ role: 'appMenu' } as const] : []), ...groups, { role: 'windowMenu' } as const, ...(help ? [help] : [])];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}

function withLines(...parts: readonly (readonly MenuItemConstructorOptions[])[]): MenuItemConstructorOptions[] {
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

/** What every program has, with the platform's own keys. */
function platformItems(group: CommandGroup, mac: boolean): readonly MenuItemConstructorOptions[] {
  switch (group) {
    case 'File':
      return [{ role: mac ? 'close' : 'quit' }];
    case 'Edit':
      return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
    case 'View':
      return [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The same key without Shift, and the one of the number pad, which the platform's item does not know.
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomIn', accelerator: 'CommandOrControl+numadd', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { role: 'zoomOut', accelerator: 'CommandOrControl+numsub', visible: false, acceleratorWorksWhenHidden: true },
        separator,
        { role: 'togglefullscreen' },
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ];
    case 'Go':
    case 'Mirror':
    case 'Help':
      return [];
  }
}

/** The commands of a menu in the table's order, those of one part in a submenu. */
function commandItems(group: CommandGroup, { platform, bindings, run }: MenuOptions): readonly MenuItemConstructorOptions[] {
  const keys = resolveKeys(bindings);
  const rows: readonly Row[] = commands.filter((command) => command.group === group);
  const item = (row: Row): MenuItemConstructorOptions => commandItem(row, keys, platform, run);
  const seen = new Set<string>();
  return rows.flatMap((row): readonly MenuItemConstructorOptions[] => {
    if (row.part === undefined) return [item(row)];
    if (seen.has(row.part)) return [];
    seen.add(row.part);
    return [{ label: row.part, submenu: rows.filter(({ part }) => part === row.part).map(item) }];
  });
}

function commandItem({ id, title }: Row, keysOf: KeysByCommand, platform: NodeJS.Platform, run: MenuOptions['run']): MenuItemConstructorOptions {
  const [keys] = keysOf.get(id) ?? [];
  const accelerator = keys === undefined ? null : acceleratorOf(keys);
  return {
    id,
    label: keys !== undefined && accelerator === null ? `${title}  [${keysText(keys, platform === 'darwin')}]` : title,
    ...(accelerator === null ? {} : { accelerator }),
    // Shown, not handled: the page hears every key itself. macOS asks the menu for what the page did not take.
    registerAccelerator: platform === 'darwin',
    click: (_item, _window, event) => {
      if (event.triggeredByAccelerator !== true) run(id);
      else textUndo(id);
    },
  };
}

/** On macOS a text field takes undo from the menu alone. */
function textUndo(id: CommandId): void {
  const contents = webContents.getFocusedWebContents();
  if (id === 'edit.undo') contents?.undo();
  if (id === 'edit.redo') contents?.redo();
}

const acceleratorKeys: Readonly<Record<string, string>> = { ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right', Enter: 'Return' };
const plainNames = /^(?:[!-~]|F\d{1,2}|Home|End|PageUp|PageDown|Backspace|Delete|Insert|Space|Plus)$/;

/** The keys as Electron writes them; null for what a menu cannot hold: sequences, keys without a modifier, foreign letters. */
function acceleratorOf(keys: string): string | null {
  const [stroke = '', ...more] = strokesOf(keys);
  const parts = stroke.split('+');
  const key = parts.pop() ?? '';
  if (more.length > 0 || !(parts.includes('Mod') || parts.includes('Alt') || /^F\d/.test(key))) return null;
  const name = acceleratorKeys[key] ?? (plainNames.test(key) ? key : null);
  return name === null ? null : [...parts.map((part) => (part === 'Mod' ? 'CommandOrControl' : part)), name].join('+');
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

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const folderName = 'PTMTorrent Explorer';

/** Where indexes and the user database lie: as told, or where the desktop window keeps them too. */
export function dataDirOf(given: string | null): string {
  const told = given ?? process.env['PTMX_DATA_DIR'];
  if (told !== undefined && told !== '') return resolve(told);
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), folderName);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', folderName);
  const config = process.env['XDG_CONFIG_HOME'];
  return join(config !== undefined && config !== '' ? config : join(homedir(), '.config'), folderName);
}

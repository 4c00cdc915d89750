/** What the disk that is written to cannot hold. */
export interface DiskRules {
  /** Names that Windows gives to devices or cuts. */
  readonly windowsNames: boolean;
  /** Names that differ only in case are one. */
  readonly foldsCase: boolean;
}

/** Folders above a file; git itself has about ten. */
const maxDepth = 200;

const windowsDevice = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

/** Why a path cannot be written on the disk, null where it can. */
export function nameProblem(parts: readonly string[], rules: DiskRules): string | null {
  if (parts.length > maxDepth) return 'Folders nested deeper than any real ones.';
  // The reader put this character where bytes are not UTF-8: the name is another one.
  if (parts.some((part) => part.includes('\uFFFD'))) return 'A name that is not UTF-8.';
  return rules.windowsNames && parts.some(isForbiddenOnWindows) ? 'A name that Windows cannot hold.' : null;
}

function isForbiddenOnWindows(part: string): boolean {
  return /[<>:"|?*\\]/.test(part) || /[. ]$/.test(part) || windowsDevice.test(part) || [...part].some((character) => character < ' ');
}

export function foldedName(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

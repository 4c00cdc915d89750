import { strokesOf } from './keys.ts';
import { ownKeys } from './bindings.ts';
import type { CommandId } from './table.ts';

interface Reserved {
  readonly strokes: RegExp;
  /** What the stroke does already, after "It": "reloads the page". */
  readonly does: string;
}

/** Strokes that no command may be given, because something stronger or more basic has them. */
const reserved: readonly Reserved[] = [
  { strokes: /^(?:Shift\+)?(?:Tab|Enter|Space|Escape|Arrow\w+|Home|End|PageUp|PageDown)$/, does: 'moves about and presses what has the focus' },
  { strokes: /^Mod\+(?:[ACVXYZ]|Shift\+[VZ])$/, does: 'edits text everywhere' },
  { strokes: /^Mod\+(?:(?:Shift\+)?[NTW]|(?:Shift\+)?Tab|PageUp|PageDown)$/, does: 'belongs to tabs and windows, and browsers do not hand it on' },
  { strokes: /^(?:Mod\+(?:Shift\+)?R|(?:Mod\+|Shift\+)?F5)$/, does: 'reloads the page' },
  { strokes: /^Mod\+(?:Plus|=|-|_|0)$/, does: 'makes everything larger or smaller' },
  { strokes: /^(?:Alt\+(?:ArrowLeft|ArrowRight)|Mod\+[[\]])$/, does: 'goes back and forward' },
  { strokes: /^(?:F12|Mod\+Shift\+[CIJ]|Mod\+Alt\+[CIJ])$/, does: 'opens the developer tools' },
  { strokes: /^(?:F11|Mod\+(?:[HMQ`]|Space|Escape)|Alt\+(?:F4|Space|Tab|Escape)|Mod\+Alt\+Delete)$/, does: 'belongs to the system' },
];

/** Why a command cannot have these keys, as what they do already; null where it can. A command may always have its own. */
export function whatReserves(id: CommandId, keys: string): string | null {
  if (ownKeys(id).includes(keys)) return null;
  return strokesOf(keys).flatMap((stroke) => reserved.find(({ strokes }) => strokes.test(stroke))?.does ?? [])[0] ?? null;
}

/** What of a keyboard event makes a stroke; the DOM's KeyboardEvent has it. */
export interface StrokeSource {
  readonly key: string;
  /** The key's place on the keyboard, for layouts whose letters are not Latin. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly getModifierState: (modifier: string) => boolean;
}

/** Strokes that may follow one another. */
export const mostStrokes = 2;

const strokePattern = /^(?:Mod\+)?(?:Alt\+)?(?:(Shift)\+)?([^\s+]|[A-Z][A-Za-z0-9]{1,19})$/u;

/** Whether a text names keys as this program writes them: "Mod+Shift+K", "?", "G M". */
export function isKeys(text: string): boolean {
  const strokes = strokesOf(text);
  return strokes.length <= mostStrokes && strokes.every(isStroke);
}

function isStroke(stroke: string): boolean {
  const [, shift, key = ''] = strokePattern.exec(stroke) ?? [];
  if (key === '' || (key.length === 1 && key !== upper(key))) return false;
  // With Shift, a key that is no letter types another sign, which is the name of the stroke then.
  return shift === undefined || key.length > 1 || isLetter(key);
}

export function strokesOf(keys: string): readonly string[] {
  return keys.split(' ');
}

/** The stroke of a key press; null for a modifier alone, a dead key, and modifiers that belong to the system. */
export function strokeOf(event: StrokeSource, mac: boolean): string | null {
  const { key } = event;
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified', 'Compose', 'Fn'].includes(key)) return null;
  // AltGr reports itself as Ctrl+Alt on Windows, and types a sign.
  const typesSign = event.getModifierState('AltGraph');
  const mod = !typesSign && (mac ? event.metaKey : event.ctrlKey);
  const alt = !typesSign && event.altKey;
  if (!typesSign && (mac ? event.ctrlKey : event.metaKey)) return null;
  const name = nameOf(event, mod || alt);
  const shift = event.shiftKey && (name.length > 1 ? name !== 'Plus' : isLetter(name));
  return `${mod ? 'Mod+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

function nameOf({ key, code }: StrokeSource, chord: boolean): string {
  if (key === ' ') return 'Space';
  if (key === '+') return 'Plus';
  if (key.length > 1) return key;
  // Alt on macOS and layouts that are not Latin give other signs than the key is known by.
  const place = chord && key > '~' ? /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] : undefined;
  return place ?? upper(key);
}

/** Upper case only where it stays one sign: "ß" has none. */
function upper(key: string): string {
  const text = key.toUpperCase();
  return text.length === key.length ? text : key;
}

function isLetter(key: string): boolean {
  return key.toLowerCase() !== key.toUpperCase();
}

/** Whether pressing one of them would also press or begin the other. */
export function keysClash(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Whether a stroke types, moves or edits in a text field, so that no command may take it there. */
export function belongsToField(stroke: string, mac: boolean): boolean {
  if (/^(?:Shift\+)?F\d+$/.test(stroke)) return false;
  const mod = stroke.startsWith('Mod+');
  const alt = /^(?:Mod\+)?Alt\+/.test(stroke);
  if (!mod && !alt) return true;
  if (mod && alt) return false;
  if (alt) return mac;
  return /^Mod\+(?:[ACVXYZ]|Shift\+[VZ]|(?:Shift\+)?(?:Arrow\w+|Home|End|Backspace|Delete))$/.test(stroke);
}

import { describe, expect, it } from 'vitest';
import { belongsToField, isKeys, keysClash, strokeOf, type StrokeSource } from './keys.ts';

interface Pressed {
  readonly code?: string;
  readonly with?: readonly ('Control' | 'Meta' | 'Alt' | 'Shift' | 'AltGraph')[];
}

function press(key: string, { code = '', with: held = [] }: Pressed = {}): StrokeSource {
  return {
    key,
    code,
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
    altKey: held.includes('Alt'),
    shiftKey: held.includes('Shift'),
    getModifierState: (modifier) => held.some((name) => name === modifier),
  };
}

describe('strokeOf', () => {
  const strokes: readonly (readonly [what: string, source: StrokeSource, mac: boolean, stroke: string | null])[] = [
    ['a letter', press('g'), false, 'G'],
    ['a letter under Caps Lock', press('G'), false, 'G'],
    ['a letter with Shift', press('G', { with: ['Shift'] }), false, 'Shift+G'],
    ['a sign that Shift types', press('?', { with: ['Shift'] }), false, '?'],
    ['a sign that needs Shift on a German keyboard', press('/', { with: ['Shift'] }), false, '/'],
    ['Ctrl elsewhere', press('k', { with: ['Control'] }), false, 'Mod+K'],
    ['Command on macOS', press('k', { with: ['Meta'] }), true, 'Mod+K'],
    ['Ctrl on macOS, which is the system’s', press('k', { with: ['Control'] }), true, null],
    ['the Windows key', press('k', { with: ['Meta'] }), false, null],
    ['several modifiers, always in one order', press('K', { with: ['Shift', 'Alt', 'Control'] }), false, 'Mod+Alt+Shift+K'],
    ['AltGr, which Windows reports as Ctrl+Alt', press('@', { code: 'KeyQ', with: ['AltGraph', 'Control', 'Alt'] }), false, '@'],
    ['Option on macOS by the key’s place', press('å', { code: 'KeyA', with: ['Alt'] }), true, 'Alt+A'],
    ['a Cyrillic keyboard by the key’s place', press('л', { code: 'KeyK', with: ['Control'] }), false, 'Mod+K'],
    ['a Cyrillic letter alone', press('л', { code: 'KeyK' }), false, 'Л'],
    ['a named key', press('ArrowDown', { with: ['Shift'] }), false, 'Shift+ArrowDown'],
    ['plus', press('+', { with: ['Control', 'Shift'] }), false, 'Mod+Plus'],
    ['space', press(' '), false, 'Space'],
    ['a modifier alone', press('Control', { with: ['Control'] }), false, null],
    ['a dead key', press('Dead'), false, null],
  ];
  it.each(strokes)('names %s', (_what, source, mac, stroke) => {
    expect(strokeOf(source, mac)).toBe(stroke);
    expect(stroke === null || isKeys(stroke)).toBe(true);
  });
});

describe('isKeys', () => {
  it.each(['Mod+K', 'G M', '?', 'Mod+Alt+Shift+F12', 'Shift+ArrowUp', 'Mod+Plus', '/', 'Mod+-', 'Ü'])('takes %s', (keys) => expect(isKeys(keys)).toBe(true));
  it.each(['', ' ', 'k', 'Mod+', 'Ctrl+K', 'Shift+Mod+K', 'Shift+?', 'G M N', 'G  M', 'Mod+K ', 'Mod++', 'constructor'])('refuses "%s"', (keys) => expect(isKeys(keys)).toBe(false));
});

describe('keysClash', () => {
  it('sees the same keys and the beginning of a sequence', () => {
    expect(keysClash('Mod+K', 'Mod+K')).toBe(true);
    expect(keysClash('G', 'G M')).toBe(true);
    expect(keysClash('G M', 'G')).toBe(true);
    expect(keysClash('G M', 'G N')).toBe(false);
    expect(keysClash('G', 'M G')).toBe(false);
  });
});

describe('belongsToField', () => {
  it.each(['G', '?', 'Shift+G', 'ArrowDown', 'Enter', 'Mod+C', 'Mod+Z', 'Mod+Shift+Z', 'Mod+ArrowLeft', 'Mod+Backspace'])('leaves %s to the text', (stroke) => expect(belongsToField(stroke, false)).toBe(true));
  it.each(['Mod+K', 'Mod+Shift+C', 'F4', 'Alt+ArrowLeft'])('gives %s to the commands', (stroke) => expect(belongsToField(stroke, false)).toBe(false));
  it('leaves Option on macOS to the text, where it types signs', () => expect(belongsToField('Alt+A', true)).toBe(true));
});

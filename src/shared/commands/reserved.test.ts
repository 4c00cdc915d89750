import { describe, expect, it } from 'vitest';
import { whatReserves } from './reserved.ts';

describe('whatReserves', () => {
  it.each([
    ['Enter', 'presses'],
    ['Shift+ArrowDown', 'moves'],
    ['Mod+C', 'edits'],
    ['Mod+Shift+T', 'tabs'],
    ['F5', 'reloads'],
    ['Mod+Plus', 'larger'],
    ['Alt+ArrowLeft', 'back'],
    ['F12', 'developer'],
    ['Mod+Q', 'system'],
    ['G Enter', 'presses'],
  ])('refuses %s, which %s something', (keys, word) => expect(whatReserves('go.models', keys)).toContain(word));

  it.each(['M', 'G X', 'Mod+J', 'Mod+Shift+K', 'Alt+M', 'F2', 'Mod+Enter', 'Delete', '?'])('lets %s be given', (keys) => expect(whatReserves('go.models', keys)).toBeNull());
});

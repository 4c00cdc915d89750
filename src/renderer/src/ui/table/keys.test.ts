import { describe, expect, it } from 'vitest';
import { readTableKey } from './keys.ts';

const plain = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
const place = { cursor: 4, total: 100, page: 10 };

describe('readTableKey', () => {
  it.each([
    ['ArrowDown', 5], ['ArrowUp', 3], ['PageDown', 14], ['PageUp', 0], ['Home', 0], ['End', 99],
  ])('%s goes to row %i', (key, to) => {
    expect(readTableKey({ ...plain, key }, place)).toEqual({ kind: 'row', to, extend: false });
    expect(readTableKey({ ...plain, key, shiftKey: true }, place)).toEqual({ kind: 'row', to, extend: true });
  });

  it('stays within the rows', () => {
    expect(readTableKey({ ...plain, key: 'PageDown' }, { ...place, cursor: 95 })).toMatchObject({ to: 99 });
  });

  it('knows the keys for picking, opening and menus', () => {
    expect(readTableKey({ ...plain, key: ' ' }, place)).toEqual({ kind: 'pick' });
    expect(readTableKey({ ...plain, key: 'Enter' }, place)).toEqual({ kind: 'open' });
    expect(readTableKey({ ...plain, key: 'a', ctrlKey: true }, place)).toEqual({ kind: 'pick-all' });
    expect(readTableKey({ ...plain, key: 'a', metaKey: true }, place)).toEqual({ kind: 'pick-all' });
    expect(readTableKey({ ...plain, key: 'F10', shiftKey: true }, place)).toEqual({ kind: 'menu' });
    expect(readTableKey({ ...plain, key: 'ContextMenu' }, place)).toEqual({ kind: 'menu' });
  });

  it('leaves every other key to others', () => {
    for (const key of ['a', 'Tab', 'Escape', 'F10']) expect(readTableKey({ ...plain, key }, place)).toBeNull();
    expect(readTableKey({ ...plain, key: 'ArrowDown', altKey: true }, place)).toBeNull();
    expect(readTableKey({ ...plain, key: 'Home', ctrlKey: true }, place)).toBeNull();
  });
});

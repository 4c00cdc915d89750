import type { KeyboardEvent } from 'react';

export type TableKey =
  /** `extend` picks what is passed over. */
  | { readonly kind: 'row'; readonly to: number; readonly extend: boolean }
  | { readonly kind: 'sideways'; readonly step: -1 | 1 }
  | { readonly kind: 'open' }
  | { readonly kind: 'pick' }
  | { readonly kind: 'pick-all' }
  | { readonly kind: 'menu' };

export interface KeyPlace {
  readonly cursor: number;
  readonly total: number;
  /** Rows of a screen. */
  readonly page: number;
}

/** What a key asks of a table; null where it is none of the table's keys. */
export function readTableKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>, { cursor, total, page }: KeyPlace): TableKey | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'a' && !event.shiftKey ? { kind: 'pick-all' } : null;
  if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return { kind: 'menu' };
  const to = { ArrowDown: cursor + 1, ArrowUp: cursor - 1, PageDown: cursor + page, PageUp: cursor - page, Home: 0, End: total - 1 }[event.key];
  if (to !== undefined) return { kind: 'row', to: Math.max(0, Math.min(total - 1, to)), extend: event.shiftKey };
  switch (event.key) {
    case 'ArrowLeft':
      return { kind: 'sideways', step: -1 };
    case 'ArrowRight':
      return { kind: 'sideways', step: 1 };
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'pick' };
    default:
      return null;
  }
}

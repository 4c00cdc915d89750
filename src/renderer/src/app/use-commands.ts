import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { ViewCommandId } from '../../../shared/commands/index.ts';

/** What a command does now, or why it can do nothing now: shown dimmed in the palette, said where it is asked for. */
export type Handler = (() => void) | string;

export type ViewHandlers = Readonly<Partial<Record<ViewCommandId, Handler>>>;

const mounted = new Set<RefObject<ViewHandlers>>();

/**
 * Says what commands of the table (`shared/commands/table.ts`, any `where` but `everywhere`) do while the calling component is
 * on screen: `useCommands({ 'models.copy': rows.length === 0 ? 'No row is selected' : copyRows })`. Menu, palette, keys and help follow.
 */
export function useCommands(handlers: ViewHandlers): void {
  const latest = useRef(handlers);
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    mounted.add(latest);
    return () => void mounted.delete(latest);
  }, []);
}

/** What the view on screen does for a command; undefined where none on screen knows it. The last one mounted counts. */
export function viewHandler(id: ViewCommandId): Handler | undefined {
  return [...mounted].findLast(({ current }) => Object.hasOwn(current, id))?.current[id];
}

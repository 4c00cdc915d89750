import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { farthest, isScaled, positionShowing, type ScrollGeometry, toScrollTop, toVirtual } from './scroll.ts';

export interface VirtualScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Virtual position in pixels of the list. */
  readonly position: number;
  /** What to add to a row's own place in the list to get its place in the box; 0 unless the box is scaled. */
  readonly shift: number;
  readonly geometry: ScrollGeometry;
  /** Pixels that a row has from side to side; null until they are measured. */
  readonly width: number | null;
  readonly onScroll: () => void;
  readonly showRow: (row: number) => void;
  readonly toTop: () => void;
}

/** Keeps the virtual scroll position of a list whose box may be lower than its rows together. */
export function useVirtualScroll(rows: number, rowHeight: number, headHeight: number): VirtualScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(400);
  const [width, setWidth] = useState<number | null>(null);
  const [{ position, shift }, setPlace] = useState({ position: 0, shift: 0 });
  const geometry: ScrollGeometry = { rows, rowHeight, view };
  const state = useRef({ geometry, position, setByUs: -1 });
  useLayoutEffect(() => {
    state.current.geometry = geometry;
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = (): void => {
      const height = Math.max(rowHeight, element.clientHeight - headHeight);
      // A row to be revealed from the start is sought before this is drawn.
      state.current.geometry = { ...state.current.geometry, view: height };
      setView(height);
      setWidth(element.clientWidth);
    };
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, [rowHeight, headHeight]);

  const moveTo = useCallback((wanted: number) => {
    const element = scroller.current;
    if (!element) return;
    const scrollTop = toScrollTop(state.current.geometry, wanted);
    element.scrollTop = scrollTop;
    state.current.setByUs = element.scrollTop;
    state.current.position = Math.max(0, wanted);
    setPlace(placeOf(state.current.geometry, state.current.position, element.scrollTop));
  }, []);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    // Our own move: the exact virtual position is known already, and finer than the scroll position can say.
    if (Math.abs(element.scrollTop - state.current.setByUs) < 1) return;
    state.current.setByUs = -1;
    state.current.position = toVirtual(state.current.geometry, element.scrollTop);
    setPlace(placeOf(state.current.geometry, state.current.position, element.scrollTop));
  }, []);

  // In a scaled box one pixel stands for many rows, so the wheel moves the list's own pixels instead.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      const { geometry: now, position: at } = state.current;
      if (!isScaled(now) || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? now.rowHeight : event.deltaMode === 2 ? now.view : 1;
      moveTo(Math.min(at + event.deltaY * unit, farthest(now)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [moveTo]);

  const showRow = useCallback((row: number) => moveTo(positionShowing(state.current.geometry, state.current.position, row)), [moveTo]);
  const toTop = useCallback(() => {
    // Every key of a search asks for it: to set a scroll position that stands already lays the whole table out.
    if (state.current.position > 0) moveTo(0);
  }, [moveTo]);
  return { scroller, position: Math.min(position, farthest(geometry)), shift, geometry, width, onScroll, showRow, toTop };
}

function placeOf(geometry: ScrollGeometry, position: number, scrollTop: number): { readonly position: number; readonly shift: number } {
  return { position, shift: isScaled(geometry) ? scrollTop - position : 0 };
}

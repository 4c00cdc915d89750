export const labelFamily = 'Inter, "Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans", sans-serif';

/** Pixels on the screen. */
const usual = 11;
const ofFocus = 13;
/** Names keep their size until the picture is drawn smaller than this; beyond, nothing could be read in any case. */
const smallestZoom = 1 / 12;

/** The size of a name on the screen at a zoom. */
export function labelHeight(zoom: number, isFocus: boolean): number {
  return (isFocus ? ofFocus : usual) * Math.min(1, zoom / smallestZoom);
}

export function labelFont(height: number, isFocus: boolean): string {
  return `${isFocus ? '600 ' : ''}${height}px ${labelFamily}`;
}

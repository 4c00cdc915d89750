import { copyToClipboard } from '../../../ui/clipboard.ts';
import { showToast } from '../../../ui/toast.tsx';
import type { DrawnFigure } from './figure-messages.ts';
import { rasterise } from './rasterise.ts';

/** Puts the figure on the clipboard: an image, or the text of the SVG. Says what became of it. */
export async function copyFigure(figure: DrawnFigure, form: 'svg' | 'png', dotsPerInch: number): Promise<void> {
  try {
    // The blob as a promise: a clipboard that is written to late forgets that the user asked.
    if (form === 'png') await navigator.clipboard.write([new ClipboardItem({ 'image/png': rasterise(figure, dotsPerInch) })]);
    else await navigator.clipboard.writeText(figure.svg);
    showToast({ tone: 'good', title: form === 'png' ? 'Copied the figure as an image' : 'Copied the figure as SVG text' });
  } catch {
    showToast({ tone: 'danger', title: 'The clipboard cannot be written to' });
  }
}

export function copyCaption(caption: string): Promise<void> {
  return copyToClipboard(caption, 'Copied the caption', '');
}

import { hiddenLabel, splitHidden } from '../text/hidden-characters.ts';
import { holdable } from './xml.ts';

/** Text for a drawing, on one line: line ends as ⏎, what changes how text looks without being seen by its code. */
export function visibleText(text: string): string {
  const pieces = splitHidden(text.replaceAll(/\r\n|\r|\n/g, '⏎').replaceAll('\t', ' '));
  return holdable(pieces.map((piece) => (piece.kind === 'text' ? piece.text : `[${hiddenLabel(piece)}]`)).join(''));
}

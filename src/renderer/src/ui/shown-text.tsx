import { hiddenLabel, splitHidden } from '../../../shared/text/hidden-characters.ts';
import styles from './shown-text.module.css';

/** How a mark of something hidden looks, for text that is put into the page without React. */
export const hiddenMark = { className: styles['hidden'] ?? '', title: 'A character that is not seen' } as const;

/** Text of a mirror with what is hidden in it marked: characters that turn its direction, and those that nobody sees. */
export function ShownText({ text }: { readonly text: string }) {
  return splitHidden(text).map((piece, at) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- pieces of one text
      <mark key={at} {...hiddenMark}>
        {hiddenLabel(piece)}
      </mark>
    ),
  );
}

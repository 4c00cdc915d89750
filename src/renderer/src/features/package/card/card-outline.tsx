import { formatCount } from '../../../ui/quantity.ts';
import type { Heading } from './card-builder.ts';
import styles from './card-outline.module.css';

/** With fewer headings a card is seen at a glance. */
const fewest = 4;
const most = 200;

/** The headings of a long card, to go to. */
export function CardOutline({ headings, onGo }: { readonly headings: readonly Heading[]; readonly onGo: (anchor: string) => void }) {
  if (headings.length < fewest) return null;
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav className={styles.outline} aria-label="Headings of the card">
      <h2>On this card</h2>
      <ol>
        {headings.slice(0, most).map(({ level, text, anchor }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- headings are only ever added behind these
          <li key={at} data-level={Math.min(3, level - top)}>
            <button type="button" onClick={() => onGo(anchor)} title={text}>
              {text}
            </button>
          </li>
        ))}
      </ol>
      {headings.length > most && <p>{formatCount(headings.length - most)} more headings</p>}
    </nav>
  );
}

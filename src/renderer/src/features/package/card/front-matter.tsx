import type { FrontValue } from '../../../../../shared/contract/index.ts';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { ShownText } from '../../../ui/shown-text.tsx';
import styles from './front-matter.module.css';

/** With more fields than this, the table starts closed. */
const openFields = 12;

/** A card's front matter as a table, and as it is written. */
export function FrontMatter({ front, written }: { readonly front: FrontValue | null; readonly written: string }) {
  if (front === null || front.items.length === 0) {
    return (
      <details className={styles.front}>
        <summary>Metadata of the card</summary>
        <p>It is no YAML map that can be read, so it is shown as it is written.</p>
        <Written text={written} />
      </details>
    );
  }
  const fields = front.items.length + front.more;
  return (
    <details className={styles.front} open={fields <= openFields}>
      <summary>Metadata of the card: {formatPlural(fields, 'field')}</summary>
      <table>
        <tbody>
          {front.items.map(({ key, value }) => (
            <tr key={key}>
              <th scope="row">
                <ShownText text={key} />
              </th>
              <td>
                <Value value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={front.more} noun="field" />
      <details className={styles.written}>
        <summary>As it is written</summary>
        <Written text={written} />
      </details>
    </details>
  );
}

function Value({ value: { kind, text, items, more } }: { readonly value: FrontValue }) {
  if (kind === 'text') return <ShownText text={text} />;
  if (items.length === 0 && more === 0) return <span className={styles.faint}>{kind === 'list' ? 'empty list' : 'no fields'}</span>;
  if (kind === 'map') {
    return (
      <dl className={styles.map}>
        {items.map(({ key, value }) => (
          <div key={key}>
            <dt>
              <ShownText text={key} />
            </dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
        <More count={more} noun="field" />
      </dl>
    );
  }
  const isPlain = items.every(({ value }) => value.kind === 'text');
  return (
    <ul className={isPlain ? styles.plainList : styles.nestedList}>
      {items.map(({ value }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the list never changes
        <li key={at}>
          <Value value={value} />
        </li>
      ))}
      {more > 0 && (
        <li>
          <More count={more} noun="value" />
        </li>
      )}
    </ul>
  );
}

function More({ count, noun }: { readonly count: number; readonly noun: string }) {
  return count > 0 ? <span className={styles.faint}>{`${formatCount(count)} more ${noun}${count === 1 ? '' : 's'}`}</span> : null;
}

function Written({ text }: { readonly text: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must be reached by keys
    <pre tabIndex={0}>
      <ShownText text={text} />
    </pre>
  );
}

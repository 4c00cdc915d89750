import type { Graph } from '../../../../../shared/contract/index.ts';
import { Button } from '../../../ui/button.tsx';
import { formatPlural } from '../../../ui/quantity.ts';
import { changeExplorer, useExplorer } from '../state/store.ts';
import styles from './explorer.module.css';

/** Nodes that a picture is asked for at most, one step after the other; more would be no picture any more, and the map draws all. */
const caps = [120, 250, 500, 1000, 1500] as const;

/** Rule and source of what is drawn, what was found odd, and what is left out. */
export function PictureFoot({ graph }: { readonly graph: Graph }) {
  const cap = useExplorer((state) => state.cap);
  const next = caps.find((step) => step > cap);
  return (
    <footer className={styles.foot}>
      <details>
        <summary>
          {graph.source}
          {graph.notes.length > 0 && <span> · {formatPlural(graph.notes.length, 'note')}</span>}
        </summary>
        <p>{graph.rule}</p>
        {graph.notes.length > 0 && (
          <ul>
            {graph.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <p>
          Index <code>{graph.fingerprint.slice(0, 16)}</code>
        </p>
      </details>
      {graph.hidden > 0 && (
        <p className={styles.left}>
          <span>{formatPlural(graph.hidden, 'node')} not drawn</span>
          {next !== undefined && <Button onClick={() => changeExplorer({ cap: next })}>Draw more</Button>}
        </p>
      )}
    </footer>
  );
}

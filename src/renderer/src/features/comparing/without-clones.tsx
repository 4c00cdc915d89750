import type { Comparison } from '../../../../shared/contract/index.ts';
import { formatPlural } from '../../ui/quantity.ts';
import styles from './compare.module.css';

/** What stays unknown because clones are not here; nothing where all are. */
export function WithoutClones({ sides }: { readonly sides: Comparison['sides'] }) {
  const without = sides.filter(({ gains }) => gains.length > 0);
  if (without.length === 0) return null;
  const gains = [...new Set(without.flatMap((side) => side.gains))];
  return (
    <section className={styles.gains} aria-label="What a clone would add">
      <h2>What a clone would add</h2>
      <p>
        {formatPlural(without.length, 'package has', 'packages have')} no clone that can be read in this mirror: {without.map(({ package: { name } }) => name).join(', ')}. With one, these would be known too:
      </p>
      <ul>
        {gains.map((gain) => (
          <li key={gain}>{gain}</li>
        ))}
      </ul>
    </section>
  );
}

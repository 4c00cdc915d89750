import type { Appearance, LegendGroup } from '../../../../../shared/graph/index.ts';
import { Button } from '../../../ui/button.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { Swatch } from './swatch.tsx';
import styles from './appearance.module.css';

interface GraphLegendProps {
  /** From `appearanceOf`, with the theme that is on screen. */
  readonly appearance: Appearance;
  /** Ids of entries that are switched off; `shownOf` tells what is left. */
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  /** The entry under the pointer or with the focus, whose nodes or edges stand out; null when it is left. */
  readonly onPoint?: ((entry: string | null) => void) | undefined;
}

/** What shapes, colours, lines and sizes mean. Each entry is a switch that hides what it stands for. */
export function GraphLegend({ appearance, hidden, onHidden, onPoint }: GraphLegendProps) {
  const { groups, sizes } = appearance;
  const off = groups.flatMap(({ entries }) => entries).filter(({ id }) => hidden.has(id)).length;
  return (
    <div className={styles.legend} role="group" aria-label="Legend">
      {groups.map((group) => (
        <Group key={group.id} group={group} hidden={hidden} onHidden={onHidden} onPoint={onPoint} />
      ))}
      {sizes && (
        <section className={styles.group}>
          <h3>{sizes.title}</h3>
          <ul className={styles.sizes}>
            {sizes.samples.map(({ label, diameter }) => (
              <li key={label}>
                <svg width={diameter + 2} height={diameter + 2} aria-hidden>
                  <circle cx={diameter / 2 + 1} cy={diameter / 2 + 1} r={diameter / 2} className={styles.sample} />
                </svg>
                {label}
              </li>
            ))}
          </ul>
          {sizes.unknown > 0 && <p className={styles.note}>{formatPlural(sizes.unknown, 'node')} of unknown value: smallest</p>}
        </section>
      )}
      {off > 0 && <Button onClick={() => onHidden(new Set())}>Show all again</Button>}
    </div>
  );
}

interface GroupProps extends Pick<GraphLegendProps, 'hidden' | 'onHidden' | 'onPoint'> {
  readonly group: LegendGroup;
}

function Group({ group, hidden, onHidden, onPoint }: GroupProps) {
  const toggle = (id: string): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onHidden(next);
  };
  return (
    <section className={styles.group}>
      <h3>{group.title}</h3>
      <ul>
        {group.entries.map(({ id, label, count, swatch }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.entry}
              aria-pressed={!hidden.has(id)}
              title={hidden.has(id) ? `Show: ${label}` : `Hide: ${label}`}
              onClick={() => toggle(id)}
              onPointerEnter={() => onPoint?.(id)}
              onPointerLeave={() => onPoint?.(null)}
              onFocus={() => onPoint?.(id)}
              onBlur={() => onPoint?.(null)}
            >
              <Swatch swatch={swatch} />
              <span className={styles.label}>{label}</span>
              <span className={styles.count}>{formatCount(count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

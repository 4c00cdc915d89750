import { formatCount } from '../../../ui/quantity.ts';
import legend from '../appearance/appearance.module.css';
import type { MapLegendEntry } from './map-colours.ts';

interface MapLegendProps {
  readonly title: string;
  readonly entries: readonly MapLegendEntry[];
  readonly hidden: ReadonlySet<number>;
  readonly onHidden: (hidden: ReadonlySet<number>) => void;
}

/** What colours mean on the map; each entry is a switch that hides what it stands for. */
export function MapLegend({ title, entries, hidden, onHidden }: MapLegendProps) {
  const toggle = (entry: number): void => {
    const next = new Set(hidden);
    if (!next.delete(entry)) next.add(entry);
    onHidden(next);
  };
  return (
    <div className={legend.legend} role="group" aria-label="Legend">
      <section className={legend.group}>
        <h3>{title}</h3>
        <ul>
          {entries.map(({ label, colour, count }, entry) => (
            <li key={label}>
              <button type="button" className={legend.entry} aria-pressed={!hidden.has(entry)} title={hidden.has(entry) ? `Show: ${label}` : `Hide: ${label}`} onClick={() => toggle(entry)}>
                <svg width={12} height={12} aria-hidden>
                  <circle cx={6} cy={6} r={5.5} fill={colour} />
                </svg>
                <span className={legend.label}>{label}</span>
                <span className={legend.count}>{formatCount(count)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <p>Larger: more packages made of it. A line leads from a base to what was made of it.</p>
    </div>
  );
}

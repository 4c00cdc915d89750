import { useEffect, useState } from 'react';
import type { GraphNode, ReachScope } from '../../../../../shared/contract/index.ts';
import { palettes } from '../../../../../shared/graph/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { SearchInput, Select } from '../../../ui/field.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { Segments } from '../../../ui/tabs.tsx';
import { useGraphTheme } from '../appearance/use-graph-theme.ts';
import { ZoomTools } from '../canvas/zoom-tools.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { MapCard } from './map-card.tsx';
import { mapColourings, type MapColouring, type MapLegendEntry } from './map-colours.ts';
import type { MapLayer } from './map-layer.ts';
import { MapLegend } from './map-legend.tsx';
import type { AboutNode } from './map-messages.ts';
import { MapTable } from './map-table.tsx';
import styles from './map.module.css';

interface WholeMapProps {
  readonly scope: ReachScope;
  /** What a double click, or Open in the card and the table, does with a node. */
  readonly onOpen: (node: GraphNode) => void;
}

const colouringNames: Readonly<Record<MapColouring, string>> = { hub: 'Hub', task: 'Task', signed: 'Signed commits', dependants: 'Packages made of it', downloads: 'Downloads' };

const forms = [
  { value: 'picture', label: 'Map' },
  { value: 'table', label: 'Table' },
] as const;

const nothingHidden: ReadonlySet<number> = new Set();

/** Every package of a scope as a point beside its base: to see where the families are, and to find one's way in. */
export function WholeMap({ scope, onOpen }: WholeMapProps) {
  const { value: map, error, loading, reload } = useCall('graph.map', scope, true);
  const theme = useGraphTheme();
  const [layer, setLayer] = useState<MapLayer | null>(null);
  const [by, setBy] = useState<MapColouring>('hub');
  const [entries, setEntries] = useState<readonly MapLegendEntry[]>([]);
  const [hidden, setHidden] = useState(nothingHidden);
  const [sought, setSought] = useState('');
  const [litCount, setLitCount] = useState<number | null>(null);
  const [chosen, setChosen] = useState<AboutNode | null>(null);
  const [shows, setShows] = useState<'picture' | 'table'>('picture');
  const text = sought.trim();
  const found = useCall('graph.map', text === '' ? null : { ...scope, query: scope.query === '' ? text : `(${scope.query}) (${text})` });
  const lit = text === '' ? null : (found.value?.ids ?? null);

  useEffect(() => layer?.colour(by, palettes[theme]), [layer, by, theme]);
  useEffect(() => layer?.filter([...hidden], lit), [layer, hidden, lit]);
  useEffect(() => layer?.mark(chosen === null ? [] : [chosen]), [layer, chosen]);

  const choose = async (node: number): Promise<void> => {
    const about = await layer?.about(node);
    if (!about) return;
    setChosen(about);
    layer?.goTo(about);
  };
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!map || loading) return <div className={styles.waiting}><Skeleton lines={8} label="Loading the map" /></div>;
  return (
    <section className={styles.map} aria-label="Map">
      <div className={styles.bar}>
        <SearchInput label="Find on the map" placeholder="Find: a search, as in Models" value={sought} onChange={setSought} />
        <output className={styles.found} aria-live="polite">
          {text !== '' && (found.error ? found.error.message : found.loading || litCount === null ? 'Searching' : `${formatPlural(litCount, 'package')} found`)}
        </output>
        <Select
          label="Colour by"
          value={by}
          options={mapColourings.map((value) => ({ value, label: colouringNames[value] }))}
          onChange={(value) => {
            setHidden(nothingHidden);
            setBy(mapColourings.find((one) => one === value) ?? 'hub');
          }}
        />
        <Segments label="Shown as" options={forms} value={shows} onChange={setShows} />
      </div>
      <div className={styles.body}>
        <div className={styles.main}>
          <MapCanvas
            map={map}
            scope={scope}
            palette={palettes[theme]}
            hidden={shows === 'table'}
            onLayer={setLayer}
            onLegend={setEntries}
            onLit={setLitCount}
            onChoose={setChosen}
            onOpen={onOpen}
          />
          {shows === 'picture' && layer && <ZoomTools what="map" onZoom={(factor) => layer.zoom(factor)} onFit={() => layer.fit()} />}
          {shows === 'table' && layer && <MapTable layer={layer} scope={scope} resetKey={JSON.stringify([[...hidden], lit?.length ?? null, litCount, by])} onOpen={onOpen} />}
        </div>
        <div className={styles.side}>
          {chosen && <MapCard key={chosen.node} scope={scope} about={chosen} onChoose={(node) => void choose(node)} onOpen={onOpen} onClose={() => setChosen(null)} />}
          <MapLegend title={`Colour: ${colouringNames[by].toLowerCase()}`} entries={entries} hidden={hidden} onHidden={setHidden} />
        </div>
      </div>
      <footer className={styles.foot}>
        <p>
          {formatCount(map.nodes)} of {formatPlural(map.total, 'node')}. {map.rule} {map.source}. A package of several bases stands with the most used one.
        </p>
        {map.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </footer>
    </section>
  );
}

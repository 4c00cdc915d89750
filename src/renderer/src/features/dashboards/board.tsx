import { type DragEvent, useMemo, useState } from 'react';
import type { DashboardTile, MeasureInfo } from '../../../../shared/contract/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { Tile, type TileActions } from './tile.tsx';
import styles from './dashboards.module.css';

interface BoardProps {
  readonly tiles: readonly DashboardTile[];
  readonly measures: readonly MeasureInfo[];
  /** Given while the dashboard is arranged. */
  readonly onChange: ((tiles: readonly DashboardTile[], title: string) => void) | null;
}

/** Tiles in their order, as many beside each other as have room. */
export function Board({ tiles, measures, onChange }: BoardProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const known = useMemo(() => new Map(measures.map((info) => [info.id, info])), [measures]);
  const place = (from: number, to: number): void => {
    const tile = tiles[from];
    if (!tile || !onChange || to < 0 || to >= tiles.length || from === to) return;
    const rest = tiles.filter((_, at) => at !== from);
    onChange([...rest.slice(0, to), tile, ...rest.slice(to)], `Moved ${known.get(tile.measure)?.title ?? tile.measure}`);
  };
  const actionsOf = (at: number, tile: DashboardTile): TileActions | null =>
    onChange && {
      move: (step) => place(at, at + step),
      look: (look) => onChange(tiles.map((other, index) => (index === at ? { ...tile, look } : other)), `Changed the look of ${known.get(tile.measure)?.title ?? tile.measure}`),
      remove: () => onChange(tiles.filter((_, index) => index !== at), `Took ${known.get(tile.measure)?.title ?? tile.measure} off`),
    };
  const end = (): void => {
    setDragged(null);
    setOver(null);
  };
  return (
    <ul className={styles.board}>
      {tiles.map((tile, at) => {
        const info = known.get(tile.measure);
        const drag = onChange && {
          draggable: true,
          onDragStart: (event: DragEvent) => {
            event.dataTransfer.effectAllowed = 'move';
            setDragged(at);
          },
          onDragOver: (event: DragEvent) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(at);
          },
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            if (dragged !== null) place(dragged, at);
            end();
          },
          onDragEnd: end,
        };
        return (
          <li key={`${tile.measure} ${tile.part ?? ''} ${tile.query} ${JSON.stringify(tile.parameters)} ${copiesBefore(tiles, at)}`} className={classNames(styles.place, tile.look === 'wide' && styles.wide, over === at && dragged !== at && styles.over)} {...drag}>
            {info ? <Tile tile={tile} info={info} actions={actionsOf(at, tile)} /> : <Unknown tile={tile} remove={onChange && actionsOf(at, tile)?.remove} />}
          </li>
        );
      })}
    </ul>
  );
}

/** How many tiles before one are the same but for the look: keys must differ, and stay while tiles move. */
function copiesBefore(tiles: readonly DashboardTile[], at: number): number {
  const same = (tile: DashboardTile | undefined): string => JSON.stringify(tile && { ...tile, look: null });
  return tiles.slice(0, at).filter((tile) => same(tile) === same(tiles[at])).length;
}

function Unknown({ tile, remove }: { readonly tile: DashboardTile; readonly remove: (() => void) | null | undefined }) {
  return (
    <section className={styles.tile} aria-label={tile.measure}>
      <p className={styles.note}>This version has no measure {tile.measure}.</p>
      {remove && (
        <button type="button" className={styles.off} onClick={remove}>
          Take it off
        </button>
      )}
    </section>
  );
}

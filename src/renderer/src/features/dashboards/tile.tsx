import { ArrowLeft, ArrowRight, Hash, RectangleHorizontal, Square, X } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { DashboardTile, MeasureInfo, MeasurePart } from '../../../../shared/contract/index.ts';
import { missingWords, partTable, partWords, shareText, valueText } from '../../../../shared/chart/index.ts';
import { allMeasures } from '../../app/measure-route.ts';
import { modelsAddress, printRoute } from '../../app/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { Chart } from '../measures/chart.tsx';
import { useResult } from '../measures/use-result.ts';
import { selectionWords } from '../measures/words.ts';
import styles from './dashboards.module.css';

/** What can be done with a tile while the dashboard is arranged. */
export interface TileActions {
  readonly move: (step: -1 | 1) => void;
  readonly look: (look: DashboardTile['look']) => void;
  readonly remove: () => void;
}

interface TileProps {
  readonly tile: DashboardTile;
  readonly info: MeasureInfo;
  readonly actions: TileActions | null;
}

/** Bars of a small chart. */
const mostBars = 8;

/** A measure on a dashboard: a small chart or large numbers, which lead to the measure and to the packages. */
export const Tile = memo(function Tile({ tile, info, actions }: TileProps) {
  const mirror = useIndexedMirror();
  const { value: result, error, reload } = useResult(mirror, tile.measure, tile.query, tile.parameters);
  const part = result?.parts.find(({ key }) => key === tile.part) ?? result?.parts[0];
  return (
    <section className={classNames(styles.tile, tile.look === 'wide' && styles.wide)} aria-label={info.title}>
      <header className={styles.tileHead}>
        <h2>
          <a href={printRoute({ ...allMeasures, measure: tile.measure, query: tile.query, parameters: tile.parameters })}>{part?.title ?? info.title}</a>
        </h2>
        {actions && <TileButtons title={info.title} look={tile.look} actions={actions} />}
      </header>
      {tile.query.trim() !== '' && <p className={styles.note}>Of {selectionWords(tile.query)}</p>}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!result && !error && <Skeleton lines={4} label={`Measuring ${info.title}`} />}
      {part && (tile.look === 'numbers' ? <Numbers part={part} /> : part.kind === 'table' ? <SmallTable part={part} /> : <Chart part={part} fontSize={11} most={mostBars} />)}
      {part && missingWords(part).map((words) => <p key={words} className={styles.note}>{words}</p>)}
    </section>
  );
});

function TileButtons({ title, look, actions }: { readonly title: string; readonly look: DashboardTile['look']; readonly actions: TileActions }) {
  return (
    <span className={styles.tileButtons}>
      <IconButton icon={ArrowLeft} label={`Move ${title} forward`} onClick={() => actions.move(-1)} />
      <IconButton icon={ArrowRight} label={`Move ${title} back`} onClick={() => actions.move(1)} />
      {look !== 'chart' && <IconButton icon={Square} label={`${title} as a small chart`} onClick={() => actions.look('chart')} />}
      {look !== 'wide' && <IconButton icon={RectangleHorizontal} label={`${title} over the whole width`} onClick={() => actions.look('wide')} />}
      {look !== 'numbers' && <IconButton icon={Hash} label={`${title} as numbers`} onClick={() => actions.look('numbers')} />}
      <IconButton icon={X} label={`Take ${title} off`} onClick={actions.remove} />
    </span>
  );
}

interface BigNumber {
  readonly key: string;
  readonly label: string;
  readonly number: string;
  readonly note: string;
  readonly packages: string | null;
}

const mostNumbers = 6;

function Numbers({ part }: { readonly part: MeasurePart }) {
  const numbers = useMemo(() => numbersOf(part), [part]);
  return (
    <>
      <dl className={styles.numbers}>
        {numbers.slice(0, mostNumbers).map(({ key, label, number, note, packages }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              {packages === null ? number : <a href={modelsAddress(packages)}>{number}</a>}
              {note !== '' && <small>{note}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {numbers.length > mostNumbers && <p className={styles.note}>{numbers.length - mostNumbers} more in the measure.</p>}
    </>
  );
}

function numbersOf(part: MeasurePart): readonly BigNumber[] {
  switch (part.kind) {
    case 'shares':
      return part.rows.map((row) => ({ key: row.key, label: row.label, number: shareText(row.of === 0 ? null : row.count / row.of), note: `${valueText(row.count, 'count')} of ${valueText(row.of, 'count')}`, packages: row.packages }));
    case 'values':
      return part.rows.map((row) => ({ key: row.key, label: row.label, number: valueText(row.value, row.unit), note: partWords(row), packages: row.packages }));
    case 'lines':
      return part.lines.flatMap((line) => {
        const last = line.points.findLast(({ y }) => y !== null);
        return line.published || !last ? [] : [{ key: line.key, label: line.label, number: valueText(last.y, part.y.unit), note: `${part.x.title} ${valueText(last.x, part.x.unit)}`, packages: last.packages }];
      });
    case 'table':
      return part.rows.map((row) => {
        const at = part.columns.findIndex(({ unit }) => unit !== 'text');
        const cell = row.cells[at] ?? null;
        return { key: row.key, label: String(row.cells[0] ?? ''), number: typeof cell === 'number' ? valueText(cell, part.columns[at]?.unit ?? 'number') : (cell ?? '—'), note: part.columns[at]?.title ?? '', packages: row.packages };
      });
  }
}

const mostRows = 12;

function SmallTable({ part }: { readonly part: MeasurePart }) {
  const { columns, rows, total } = partTable(part);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be in reach of the keyboard */}
      <div className={styles.scroller} role="region" aria-label={part.title} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map(({ key, title, unit }) => (
                <th key={key} scope="col" className={unit === 'text' ? undefined : styles.end}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map(({ key, cells, packages }) => (
              <tr key={key}>
                {columns.map(({ key: column, unit }, at) => {
                  const cell = cells[at] ?? null;
                  const text = typeof cell === 'string' ? cell : valueText(cell, unit);
                  return (
                    <td key={column} className={unit === 'text' ? undefined : styles.end}>
                      {at === 0 && packages !== null ? <a href={modelsAddress(packages)}>{text}</a> : text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > mostRows && <p className={styles.note}>The first {mostRows} of {valueText(total, 'count')} rows.</p>}
    </>
  );
}

import { Check, CircleHelp, Minus, TriangleAlert, Trophy, X } from 'lucide-react';
import type { Comparison, ComparisonCell, ComparisonRow } from '../../../../shared/contract/index.ts';
import { cellWords, shownRows, valueText } from '../../../../shared/comparing/index.ts';
import { hubById, packageId, type PackageKey } from '../../../../shared/domain/index.ts';
import { packageAddress } from '../../app/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatDay } from '../../ui/quantity.ts';
import { WithoutClones } from './without-clones.tsx';
import styles from './compare.module.css';

interface SheetProps {
  readonly comparison: Comparison;
  readonly reading: boolean;
  readonly onlyDifferent: boolean;
  readonly onTakeOut?: (key: PackageKey) => void;
}

/** The comparison as one table: a row for each attribute, a column for each package. */
export function Sheet({ comparison, reading, onlyDifferent, onTakeOut }: SheetProps) {
  const { sides, groups } = comparison;
  const shown = shownRows(groups, onlyDifferent);
  return (
    <>
      <div className={styles.scroller} role="region" aria-label="Comparison" aria-busy={reading}>
        <table className={styles.table} style={{ minWidth: `${200 + sides.length * 155}px` }}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Attribute</span>
              </th>
              {sides.map(({ package: key }) => (
                <th key={packageId(key)} scope="col">
                  <span className={styles.name}>
                    <HubMark hub={key.hub} />
                    <a href={packageAddress(key)} title={`${key.name} in ${hubById(key.hub).title}`}>
                      {key.name}
                      {key.ordinal > 0 && ` #${key.ordinal}`}
                    </a>
                    {onTakeOut && <IconButton icon={X} label={`Take ${key.name} out`} onClick={() => onTakeOut(key)} />}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {shown.map(({ id, title, note, rows }) => (
            <tbody key={id}>
              <tr>
                <th colSpan={sides.length + 1} scope="rowgroup" className={styles.group}>
                  <span className={styles.groupTitle}>
                    {title}
                    {note && <span className={styles.groupNote}> {note}</span>}
                  </span>
                </th>
              </tr>
              {rows.map((row) => (
                <SheetRow key={row.id} row={row} tellsWhy={toldWhy.has(id)} />
              ))}
            </tbody>
          ))}
        </table>
        {shown.length === 0 && <p className={styles.none}>Nothing that is known tells them apart.</p>}
      </div>
      {!reading && <WithoutClones sides={sides} />}
    </>
  );
}

const verdictWords: Readonly<Record<ComparisonRow['verdict'], string>> = { same: '', differs: ' (differs)', partly: ' (known of some only)', unknown: '' };

/** Groups in which why something is not known is as telling as what is known; elsewhere it is told on demand. */
const toldWhy: ReadonlySet<Comparison['groups'][number]['id']> = new Set(['licence', 'lineage']);

function SheetRow({ row, tellsWhy }: { readonly row: ComparisonRow; readonly tellsWhy: boolean }) {
  const known = row.cells.filter(({ state }) => state === 'known');
  const shared = new Set(known.length > 1 ? known[0]?.values.filter((value) => known.every(({ values }) => values.includes(value))) : []);
  return (
    <tr className={classNames(row.verdict === 'differs' && styles.different, row.verdict === 'partly' && styles.partly)}>
      <th scope="row" title={row.rule ?? undefined}>
        {row.title}
        {row.about && <span className={styles.about}>{row.about}</span>}
        {row.kind === 'claim' && <span className={styles.note}>{row.rule}</span>}
        <span className="visually-hidden">{verdictWords[row.verdict]}</span>
      </th>
      {row.cells.map((cell, at) => (
        <td key={at} className={row.verdict === 'differs' && cell.state === 'known' ? styles.own : undefined}>
          <Cell row={row} cell={cell} shared={shared} tellsWhy={tellsWhy} />
        </td>
      ))}
    </tr>
  );
}

/** Values of a cell that are shown at first. */
const mostValues = 8;

interface CellProps {
  readonly row: ComparisonRow;
  readonly cell: ComparisonCell;
  readonly shared: ReadonlySet<string | number>;
  readonly tellsWhy: boolean;
}

function Cell({ row, cell, shared, tellsWhy }: CellProps) {
  if (row.kind === 'attribute') return <Attribute cell={cell} />;
  const first = cell.values.slice(0, mostValues);
  const rest = cell.values.slice(mostValues);
  const left = cell.total - cell.values.length;
  return (
    <>
      {cell.state !== 'known' && (
        <span className={styles.absent} title={cell.note ?? undefined}>
          {cellWords(row, cell)}
        </span>
      )}
      {first.map((value) => (
        <Value key={value} row={row} value={value} isShared={shared.has(value)} isBest={cell.best} />
      ))}
      {rest.length > 0 && (
        <details className={styles.rest}>
          <summary>{formatCount(cell.total - first.length)} more</summary>
          {rest.map((value) => (
            <Value key={value} row={row} value={value} isShared={shared.has(value)} isBest={false} />
          ))}
          {left > 0 && <span className={styles.note}>and {formatCount(left)} more</span>}
        </details>
      )}
      {cell.note && <span className={cell.state === 'known' || tellsWhy ? styles.note : 'visually-hidden'}>{cell.note}</span>}
      {cell.warning && (
        <span className={styles.warning}>
          <TriangleAlert size={13} strokeWidth={2} aria-hidden /> {cell.warning}
        </span>
      )}
    </>
  );
}

function Value({ row, value, isShared, isBest }: { readonly row: ComparisonRow; readonly value: string | number; readonly isShared: boolean; readonly isBest: boolean }) {
  return (
    <span className={classNames(styles.text, isShared && styles.shared, (row.kind === 'claim' || row.kind === 'count') && styles.number)} title={valueText(row.kind, value)}>
      {shownValue(row.kind, value)}
      {isBest && (
        <span className={styles.best}>
          <Trophy size={12} strokeWidth={2} aria-hidden /> best
        </span>
      )}
    </span>
  );
}

function shownValue(kind: ComparisonRow['kind'], value: string | number): string {
  if (typeof value === 'string') return value;
  if (kind === 'bytes') return formatBytes(value);
  return kind === 'day' ? formatDay(value) : formatCount(value);
}

const attributeStates = { known: { icon: Check, text: 'present', look: styles.present }, missing: { icon: Minus, text: 'missing', look: styles.missing }, unknown: { icon: CircleHelp, text: 'unknown', look: styles.unknown } } as const;

function Attribute({ cell }: { readonly cell: ComparisonCell }) {
  const { icon: Icon, text, look } = attributeStates[cell.state];
  return (
    <>
      <span className={classNames(styles.state, look)} title={cell.note ?? undefined}>
        <Icon size={14} strokeWidth={2.2} aria-hidden /> {text}
      </span>
      {cell.values[0] !== undefined && (
        <span className={styles.evidence} title={cell.values.join('\n')}>
          {cell.values[0]}
        </span>
      )}
    </>
  );
}

import { Bot, Merge } from 'lucide-react';
import type { ListedMaintainer, ReachKind, ReachScope } from '../../../../shared/contract/index.ts';
import { hubById } from '../../../../shared/domain/index.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatDay, formatShort } from '../../ui/quantity.ts';
import type { Column } from '../../ui/table/table.tsx';
import styles from './reach.module.css';

type RankingColumn = Column<ListedMaintainer>;

/** Whether the scope's maintainers are people in commits, who can be merged; owning accounts are none. */
export function countsCommits({ kind, holder }: Pick<ReachScope, 'holder'> & { readonly kind: ReachKind }): boolean {
  return kind === 'direct' || (kind === 'transitive' && holder === 'committed');
}

const reachHints: Readonly<Record<ReachKind, string>> = {
  direct: 'Repositories committed to',
  owner: 'Packages owned',
  transitive: 'Packages that depend on theirs, directly or through others',
};

/** The least important columns go first where there is little room; the one that sorts always stays. */
export function columnsFor(kind: ReachKind, commits: boolean): readonly RankingColumn[] {
  const what = kind === 'transitive' ? 'of the packages reached' : kind === 'direct' ? 'of the packages of these repositories' : 'of the packages owned';
  const of = (id: string, title: string, width: string, from: number, cell: RankingColumn['cell'], hint?: string): RankingColumn => ({ id, title, width, from, align: 'end', sort: id, cell, hint });
  return [
    { id: 'rank', title: '#', width: '52px', align: 'end', from: 560, hint: 'Rank by reach; of equals whose key sorts first', cell: (row) => <span className={styles.muted}>{formatCount(row.rank)}</span> },
    { id: 'name', title: kind === 'owner' ? 'Owner' : 'Maintainer', width: 'minmax(112px, 1fr)', sort: 'name', cell: (row) => <NameCell row={row} /> },
    { id: 'reach', title: 'Reach', width: '76px', align: 'end', sort: 'reach', hint: reachHints[kind], cell: (row) => <strong>{formatCount(row.reach)}</strong> },
    ...(kind === 'owner' ? [] : [of('packages', 'Packages', '86px', 430, (row) => formatCount(row.packages), kind === 'direct' ? 'Packages of these repositories' : 'Packages held')]),
    ...(commits
      ? [
          of('commits', 'Commits', '82px', 340, (row) => (row.commits === null ? '—' : formatCount(row.commits))),
          of('signed', 'Signed', '72px', 640, (row) => (row.signedCommits === null ? '—' : formatCount(row.signedCommits)), 'Commits with a signature, checked or not'),
        ]
      : []),
    of('downloads', 'Downloads', '102px', commits ? 540 : 300, (row) => <Known value={row.downloads} unknown={row.unknownDownloads} format={formatShort} />, `Downloads ${what}, as far as they are known`),
    of('bytes', 'Size', '86px', commits ? 740 : kind === 'owner' ? 420 : 520, (row) => <Known value={row.bytes} unknown={row.unknownBytes} format={formatBytes} />, `Size ${what}, as far as it is known`),
    of('hubs', 'Hubs', '84px', 830, (row) => <span className={styles.hubs}>{row.hubs.map((hub) => <HubMark key={hub} hub={hub} />)}</span>),
    ...(commits
      ? [
          of('first', 'First commit', '108px', 960, (row) => (row.first === null ? '—' : formatDay(row.first))),
          of('last', 'Last commit', '108px', 1060, (row) => (row.last === null ? '—' : formatDay(row.last))),
        ]
      : []),
  ];
}

function Known({ value, unknown, format }: { readonly value: number; readonly unknown: number; readonly format: (value: number) => string }) {
  // A sum of nothing but unknown numbers is none.
  const isUnknown = value === 0 && unknown > 0;
  return <span title={`${isUnknown ? '' : formatCount(value)}${unknown === 0 ? '' : `${isUnknown ? '' : '; '}unknown for ${formatCount(unknown)} of the packages`}`}>{isUnknown ? '—' : format(value)}</span>;
}

/** What tells those of one name apart: the key, or the hub of an account. */
function apartOf({ namesake, maintainer, hubs, commits }: ListedMaintainer): string | null {
  if (!namesake) return null;
  if (commits === null) return hubs.length === 1 && hubs[0] !== undefined ? hubById(hubs[0]).title : null;
  const [, inside] = /<([^>]*)>$/.exec(maintainer) ?? [];
  return inside ?? maintainer;
}

function NameCell({ row }: { readonly row: ListedMaintainer }) {
  const apart = apartOf(row);
  return (
    <span title={row.maintainer}>
      {row.automated && <Bot className={styles.bot} size={14} strokeWidth={1.8} aria-label="Automated account" />}
      {row.aliased && <Merge className={styles.merged} size={13} strokeWidth={1.8} aria-label="Merged by aliases" />}
      {row.name || row.maintainer}
      {apart !== null && <span className={styles.apart}> {apart}</span>}
    </span>
  );
}

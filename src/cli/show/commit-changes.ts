import type { CommitComparison } from '../../shared/contract/index.ts';
import { day, printable, shown } from '../table.ts';

const lineMarks = { same: ' ', added: '+', removed: '-', gap: '…' } as const;
const changeLetters = { added: 'A', modified: 'M', deleted: 'D', renamed: 'R', retyped: 'T' } as const;

/** What changed between two commits, as text for a terminal. */
export function commitChangesText({ from, to, files, card, config, claims, notes }: CommitComparison): string {
  const head = ({ sha, authored, subject }: CommitComparison['from']): string => `${sha.slice(0, 12)} ${day(authored)} ${printable(subject)}`;
  const fields = (title: string, { list, total, reason }: CommitComparison['config']): readonly string[] => [
    `${title}: ${reason ?? `${shown(total)} changed`}`,
    ...list.map(({ path, before, after }) => `  ${printable(path)}: ${printable(before ?? 'not there')} → ${printable(after ?? 'not there')}`),
  ];
  const sections: readonly (readonly string[])[] = [
    [`from ${head(from)}`, `to   ${head(to)}`],
    notes.map(printable),
    [
      `Claims: ${shown(claims.before)} before, ${shown(claims.after)} after`,
      ...claims.list.map(({ task, dataset, metric, before, after }) => `  ${printable([task ?? '—', dataset ?? '—', metric].join(' · '))}: ${printable(before ?? 'not claimed')} → ${printable(after ?? 'not claimed')}`),
    ],
    fields('Card, metadata', card.fields),
    [
      `Card, text: ${shown(card.added)} lines added, ${shown(card.removed)} removed`,
      ...(card.reason === null ? [] : [`  ${card.reason}`]),
      ...card.lines.map(({ kind, text }) => `${lineMarks[kind]} ${printable(text)}`),
    ],
    fields('config.json', config),
    [
      `Files: ${files.isComplete ? '' : 'at least '}${shown(files.total)} changed`,
      ...files.changes.map(({ kind, path, from: former, sizeBefore, size }) => `  ${changeLetters[kind]} ${printable(path)}${former === null ? '' : ` from ${printable(former)}`}  ${shown(sizeBefore) || '—'} → ${shown(size) || '—'} bytes`),
      ...(files.total > files.changes.length ? [`  + ${shown(files.total - files.changes.length)} more`] : []),
    ],
  ];
  return sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n');
}

import { denominatorWords, missingWords, partTable, valueText } from '../shared/chart/index.ts';
import type { CallAnswer } from '../shared/contract/index.ts';
import { textTable } from './table.ts';
import type { VerbContext } from './verb.ts';

type Part = CallAnswer<'measures.run'>['parts'][number];

/** A part as a table, with what it is of and what is missing. */
export function printPart(context: VerbContext, part: Part): void {
  const { columns, rows, total } = partTable(part);
  context.print(`${part.title} (${part.key})`);
  const units = rows.map(({ cells }) => unitsOfRow(part, columns.map(({ unit }) => unit), cells));
  context.print(
    textTable(
      rows.map(({ cells }, at) => cells.map((cell, column) => (typeof cell === 'number' ? valueText(cell, units[at]?.[column] ?? 'number') : (cell ?? '')))),
      columns.map(({ title, unit }, at) => ({ title: at === 0 && part.kind !== 'table' && unit === 'text' ? '' : title.toLowerCase(), ...(unit === 'text' ? {} : { align: 'right' as const }), value: (cells) => cells[at] ?? '', most: 80 })),
    ),
  );
  if (total > rows.length) context.print(`… and ${(total - rows.length).toLocaleString('en')} more.`);
  const lines = [denominatorWords(part), ...missingWords(part), part.reference === null ? '' : `Published values: ${part.reference}.`, ...part.notes];
  context.print(`${lines.filter((line) => line !== '').join('\n')}\n`);
}

/** In a part of single numbers each row has its own unit. */
function unitsOfRow(part: Part, units: readonly Parameters<typeof valueText>[1][], cells: readonly unknown[]): readonly Parameters<typeof valueText>[1][] {
  const own = part.kind === 'values' ? part.rows.find(({ label }) => label === cells[0])?.unit : undefined;
  return own === undefined ? units : units.map((unit, at) => (at === 1 ? own : unit));
}
